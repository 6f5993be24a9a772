"""What the process environment says, read once and typed.

Everything has a default that needs no set-up; a deployment overrides it by variables (listed in CONTRIBUTING.md).
"""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import environ

BASE = Path(__file__).resolve().parent.parent

env = environ.Env()

VAR = Path(env.str("BREAKWATER_VAR", default=str(BASE / "var"))).resolve()
DEBUG = env.bool("DEBUG", default=False)
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
# Where people reach this installation, when it is more than this machine: https://breakwater.example.org
PUBLIC_URL = env.str("PUBLIC_URL", default="").rstrip("/")
# The longest path a Unix socket may have is 104 bytes on macOS, 108 on Linux.
LONGEST_SOCKET_PATH = 100


def secret_key() -> str:
    """The given key, else one made once and kept beside the data it protects."""
    if given := env.str("SECRET_KEY", default=""):
        return given
    kept = VAR / "secret-key"
    VAR.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(key := secrets.token_urlsafe(50))
    return key


def valkey_socket(var: Path = VAR) -> Path:
    """Where the Valkey server of this installation listens when REDIS_URL names no other."""
    path = var / "valkey.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    name = hashlib.sha256(os.fsencode(var)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"breakwater-{name}" / "valkey.sock"


def redis_url() -> str:
    """As redis-py spells it: redis://…, rediss://… or unix:///path."""
    return env.str("REDIS_URL", default="") or f"unix://{valkey_socket()}"


def celery_broker_url(url: str) -> str:
    """Celery spells the same Unix socket another way."""
    return url.replace("unix://", "redis+socket://", 1) if url.startswith("unix://") else url


def allowed_hosts() -> list[str]:
    hosts = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
    public = urlsplit(PUBLIC_URL).hostname
    return [*hosts, public] if public else hosts
