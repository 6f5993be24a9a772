from tests.runs.live import for_workers, new_worker, theatre, visitor, worker

__all__ = ["for_workers", "new_worker", "theatre", "visitor", "worker"]
