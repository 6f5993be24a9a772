"""pytest-playwright, told which browser to start and how."""

from typing import Any

import pytest

from scripts.browser import find_browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = find_browser()
    if found is None:
        pytest.fail("No browser on this machine: `make test` installs one, `python -m scripts.browser` does it alone.")
    return {**browser_type_launch_args, "executable_path": str(found), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    # One Chromium called the system's locale en-US@posix, at which Intl throws.
    return {**browser_context_args, "locale": "en-US", "viewport": {"width": 1440, "height": 900}}
