import os

# Playwright's event loop and the ORM share a process in the browser tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

pytest_plugins = ["tests.processes", "tests.browser"]
