"""Real browsers on what `make run` runs. A test fails when a page of it throws, logs an error or opens a dialog."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.complaints import Complaints
from tests.processes import Stack

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], stack: Stack) -> dict[str, Any]:
    return {**browser_context_args, "base_url": stack.url, "color_scheme": "light"}


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    heard = Complaints()
    yield heard
    assert heard.unexpected() == []


@pytest.fixture
def visitor(new_context: Callable[..., BrowserContext], complaints: Complaints) -> Callable[..., Page]:
    """`visitor()` is somebody with a clean browser: no cookie, nothing stored."""

    def arrive(**options: Any) -> Page:
        context = new_context(**options)
        complaints.listen_to(context)
        return context.new_page()

    return arrive


@pytest.fixture
def page(visitor: Callable[..., Page]) -> Page:
    return visitor()
