"""The product's settings on a folder of their own: a test run shares nothing with a running installation."""

import os
import tempfile

os.environ.setdefault("BREAKWATER_VAR", tempfile.mkdtemp(prefix="bw-test-"))

from config.environment import VAR
from config.settings import *  # noqa: F403
from config.settings import DATABASES, REST_FRAMEWORK

# A file, not memory: workers and servers started by tests open the same database.
DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = dict.fromkeys(REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"])
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
