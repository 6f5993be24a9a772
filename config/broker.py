"""Kombu's transport over Valkey, mended where a lost Valkey would end the worker.

A connection that closes hands back what its worker had not done. If it closes because Valkey is away, kombu 5.7 asks
its own transport for the address, of which nothing is left by then, and the worker ends with an AttributeError instead
of connecting again (as in celery/kombu#582). Nothing is lost by not handing back: what was not done is handed out again
when its visibility timeout ends, and runs have leases.
"""

import logging
from typing import Any

from kombu.transport.redis import Channel, QoS
from redis import RedisError

logger = logging.getLogger(__name__)


class KeptByValkey(QoS):
    def restore_unacked_once(self, stderr: Any = None) -> None:
        try:
            super().restore_unacked_once(stderr)
        except (AttributeError, RedisError, OSError) as reason:
            logger.warning("what was not done could not be handed back: %s", reason)


def mend() -> None:
    Channel.QoS = KeptByValkey
