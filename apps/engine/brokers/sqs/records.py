"""The tables of this broker."""

from typing import Any

RECORDS: dict[str, Any] = {}
