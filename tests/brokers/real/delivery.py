from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..playing import Death


@dataclass
class Delivery:
    """What a real broker's client shows of a delivery, and `handle`: what the client needs to answer it."""

    message: int
    event_type: str
    key: int | None
    channel: str
    service: str
    instance: int
    handle: Any
    partition: int | None = None
    offset: int | None = None
    redelivered: bool | None = None
    deliveries: int | None = None
    deaths: Sequence[Death] | None = None
    asks: tuple[str, str] | None = None  # of a request: where its reply goes, and its correlation id
