"""Numbered steps from one version of the document to the next: pure functions of the raw JSON."""

from collections.abc import Callable
from typing import Any

from .document import SCHEMA_VERSION
from .problems import DocumentInvalid, Problem, shown

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

UPGRADES: dict[int, Upgrade] = {}
"""From version n to n + 1. Empty while there is only one version."""


def upgraded(raw: dict[str, Any]) -> dict[str, Any]:
    """The document as of today's version. Raises DocumentInvalid for a version that is unknown."""
    version = raw.get("schemaVersion", SCHEMA_VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= SCHEMA_VERSION:
        raise DocumentInvalid([Problem("schemaVersion", f"unknown version {shown(version)}", f"1 to {SCHEMA_VERSION}")])
    while version < SCHEMA_VERSION:
        raw = UPGRADES[version](raw)
        version += 1
    return raw
