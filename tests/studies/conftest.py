import pytest

from tests.runs.live import new_worker, theatre, visitor, worker

__all__ = ["for_workers", "new_worker", "theatre", "visitor", "worker"]


@pytest.fixture(scope="session")
def for_workers() -> dict[str, str]:
    """They do headless work."""
    return {}
