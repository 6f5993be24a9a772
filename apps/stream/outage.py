"""Says once that Valkey is away and once that it is back, however many notice and try again every second.

Place in the flow: beside the rooms and the channel layer, which both go on trying by themselves.
"""

import asyncio
import logging
import time

import redis.asyncio
from django.conf import settings
from redis import RedisError
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import TimeoutError as Silent

logger = logging.getLogger(__name__)

AWAY = (Lost, Silent)
"""What a lost Valkey raises."""
AGAIN_AFTER = 0.5
"""Seconds between two looks whether it is back."""


class Outage:
    """Of one process. To be used within its event loop."""

    looking: asyncio.Task[None] | None = None

    def noticed(self, reason: BaseException) -> None:
        if self.looking is None:
            self.looking = asyncio.get_running_loop().create_task(self._until_it_is_back())
            logger.error("Valkey is away, and is tried until it is back: %s", reason)

    async def _until_it_is_back(self) -> None:
        begun = time.monotonic()
        async with redis.asyncio.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2
        ) as client:
            while not await self._answers(client):
                await asyncio.sleep(AGAIN_AFTER)
        self.looking = None
        logger.warning("Valkey is back after %.1f s", time.monotonic() - begun)

    async def _answers(self, client: "redis.asyncio.Redis") -> bool:
        try:
            return bool(await client.ping())
        except (RedisError, OSError):
            return False


valkey = Outage()


class NoTraceback(logging.Filter):
    """For the logger of a library that writes one at every try."""

    def filter(self, record: logging.LogRecord) -> bool:
        reason = record.exc_info[1] if record.exc_info else None
        if not isinstance(reason, AWAY):
            return True
        try:
            valkey.noticed(reason)
        except RuntimeError:
            return True  # No event loop runs here: nobody would say that it is back.
        return False
