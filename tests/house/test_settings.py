import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config import environment
from scripts.progress import ROOT

ASK = """
import json
from config import settings
print(json.dumps({name: getattr(settings, name, None) for name in %r}, default=str))
"""


def settings_with(var: Path, names: list[str], **variables: str) -> dict[str, Any]:
    """Django's settings as a process with these variables sees them."""
    clean = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")}
    result = subprocess.run(
        [sys.executable, "-c", ASK % names],
        cwd=ROOT,
        env={**clean, "BREAKWATER_VAR": str(var), **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(result.stdout)


def test_without_any_variable_there_is_sqlite_an_embedded_valkey_and_no_debug(tmp_path: Path) -> None:
    found = settings_with(tmp_path, ["DATABASES", "REDIS_URL", "CELERY_BROKER_URL", "DEBUG"])
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "breakwater.sqlite3")
    assert found["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["REDIS_URL"].startswith("unix://")
    assert found["CELERY_BROKER_URL"].startswith("redis+socket://")
    assert found["DEBUG"] is False


def test_a_database_url_and_a_redis_url_are_taken(tmp_path: Path) -> None:
    found = settings_with(
        tmp_path,
        ["DATABASES", "REDIS_URL", "CELERY_BROKER_URL"],
        DATABASE_URL="postgres://someone:secret@db.example:5433/breakwater",
        REDIS_URL="redis://cache.example:6379/2",
    )
    database = found["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], str(database["PORT"]), database["NAME"]) == ("db.example", "5433", "breakwater")
    assert found["REDIS_URL"] == found["CELERY_BROKER_URL"] == "redis://cache.example:6379/2"


def test_the_secret_key_is_made_once_and_kept_for_this_user_alone(tmp_path: Path) -> None:
    first = settings_with(tmp_path, ["SECRET_KEY"])["SECRET_KEY"]
    assert len(first) > 50
    assert settings_with(tmp_path, ["SECRET_KEY"])["SECRET_KEY"] == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert settings_with(tmp_path, ["SECRET_KEY"], SECRET_KEY="given")["SECRET_KEY"] == "given"


@pytest.mark.parametrize(
    ("url", "secure"), [("https://breakwater.example", True), ("http://breakwater.example", False)]
)
def test_a_public_address_is_allowed_and_cookies_are_secure_where_it_is_https(
    tmp_path: Path, url: str, secure: bool
) -> None:
    names = ["ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
    found = settings_with(tmp_path, names, PUBLIC_URL=url)
    assert "breakwater.example" in found["ALLOWED_HOSTS"]
    assert found["CSRF_TRUSTED_ORIGINS"] == [url]
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is secure


def test_a_folder_too_deep_for_a_socket_gets_one_elsewhere_and_always_the_same() -> None:
    deep = Path("/", *["deep" * 8] * 6)
    socket = environment.valkey_socket(deep)
    assert len(str(socket)) <= environment.LONGEST_SOCKET_PATH
    assert socket == environment.valkey_socket(deep)
    assert socket != environment.valkey_socket(deep / "other")
