"""The product's settings on a folder of their own: a test run shares nothing with a running installation."""

import atexit
import os
import shutil
import tempfile

if "BREAKWATER_VAR" not in os.environ or (
    # Each of several pytest processes has its own; they inherit the first one's.
    "PYTEST_XDIST_WORKER" in os.environ and "breakwater-tests-main-" in os.environ["BREAKWATER_VAR"]
):  # Else this is a worker or server that a test started.
    os.environ["BREAKWATER_VAR"] = tempfile.mkdtemp(
        prefix=f"breakwater-tests-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-"
    )
    atexit.register(shutil.rmtree, os.environ["BREAKWATER_VAR"], ignore_errors=True)

from config.environment import VAR
from config.settings import *  # noqa: F403
from config.settings import DATABASES, REST_FRAMEWORK, RUN_QUOTAS

# A file, not memory: workers and servers started by tests open the same database.
DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = dict.fromkeys(REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"])
RUN_QUOTAS = {**RUN_QUOTAS, "starts_per_owner": 10_000, "starts_per_address": 10_000, "live_per_address": 1_000}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
