"""Where live runs are in Valkey."""

from functools import lru_cache
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from redis import Redis
from redis.commands.core import Script

LUA = Path(__file__).parent / "lua"


@lru_cache(maxsize=1)
def client() -> Redis:
    """One for the process; its pool notices a fork."""
    return Redis.from_url(settings.REDIS_URL, socket_timeout=10, socket_connect_timeout=5)


@lru_cache(maxsize=16)
def script(name: str) -> Script:
    return client().register_script((LUA / f"{name}.lua").read_text())


def leases_key() -> str:
    """Sorted set: run id by the moment, in Valkey's own time, after which somebody else takes the run over."""
    return f"{settings.REDIS_PREFIX}runs:leases"


def run_prefix() -> str:
    return f"{settings.REDIS_PREFIX}run:"


def run_key(run_id: UUID) -> str:
    """Hash: epoch, status, state (JSON), attempts."""
    return f"{run_prefix()}{run_id}"


def checkpoint_key(run_id: UUID) -> str:
    return f"{run_key(run_id)}:checkpoint"


def upload_key(run_id: UUID) -> str:
    """A checkpoint on its way: it becomes the checkpoint when its slice is committed. Of two who work on the same
    slice each has a key of its own."""
    return f"{run_key(run_id)}:upload:{uuid4()}"


def frames_key(run_id: UUID) -> str:
    """List: the newest frames as JSON text."""
    return f"{run_key(run_id)}:frames"


def inbox_key(run_id: UUID) -> str:
    """List: commands that wait for the next slice, as JSON text."""
    return f"{run_key(run_id)}:inbox"


def watchers_key(run_id: UUID) -> str:
    """Sorted set: who watches, by the moment until which that holds if they do not say it again."""
    return f"{run_key(run_id)}:watchers"


def starts_key(who: str, hour: int) -> str:
    """How many runs somebody has started in an hour."""
    return f"{settings.REDIS_PREFIX}runs:starts:{who}:{hour}"


def question_key(key: str) -> str:
    """Hash: question, progress, words, answer or refused."""
    return f"{settings.REDIS_PREFIX}runs:question:{key}"
