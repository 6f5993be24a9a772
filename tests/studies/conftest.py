import pytest

from tests.runs.live import new_worker, site, theatre, visitor

__all__ = ["for_workers", "new_worker", "site", "theatre", "visitor"]


@pytest.fixture(scope="session")
def for_workers() -> dict[str, str]:
    """They do headless work."""
    return {}
