from tests.runs.live import new_worker, site, theatre, visitor

__all__ = ["new_worker", "site", "theatre", "visitor"]
