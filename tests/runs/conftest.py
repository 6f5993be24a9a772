from tests.runs.live import for_workers, new_worker, site, theatre, visitor

__all__ = ["for_workers", "new_worker", "site", "theatre", "visitor"]
