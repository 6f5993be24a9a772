"""Names of topics, queues and streams out of untrusted labels: what every broker takes, and no shell or YAML minds."""

import re
import unicodedata
from collections.abc import Iterable

from apps.schema import Document


def slug(name: str) -> str:
    """Only letters, digits, dot, underscore and hyphen; perhaps nothing at all."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")[:60].strip("-.")


def channel_names(document: Document, identifiers: Iterable[str], dots: bool = True) -> dict[str, str]:
    """A name for each channel, unique among them: its label made safe, or its id."""
    names: dict[str, str] = {}
    for identifier in identifiers:
        wanted = slug(document.nodes[identifier].name) or slug(identifier) or "channel"
        if not dots:
            wanted = wanted.replace(".", "-")
        chosen, number = wanted, 2
        while chosen in names.values():
            chosen, number = f"{wanted}-{number}", number + 1
        names[identifier] = chosen
    return names


def inside(document: Document, broker: str, *kinds: str) -> list[str]:
    return [
        identifier
        for identifier, node in document.nodes.items()
        if getattr(node, "parent", None) == broker and node.kind in kinds
    ]
