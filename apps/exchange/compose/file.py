"""Puts the parts of all brokers and databases into one Compose file."""

from collections import Counter
from typing import Any

import yaml

from apps.schema import Document

from ..text import one_line
from ..theme import Theme
from . import kafka, nats, postgres, rabbitmq, redis, sqs
from .naming import slug
from .parts import Parts

_MODULES = {
    "kafka": kafka.parts,
    "rabbitmq": rabbitmq.parts,
    "sqs": sqs.parts,
    "redis": redis.parts,
    "nats": nats.parts,
    "database": postgres.parts,
    "event_store": postgres.parts,
}

_HEADER = """\
# {title}
#
# The brokers and databases of this diagram for a development machine: one node each, no persistent volumes, plain
# passwords. Topics, queues, bindings and dead letter queues are created at the start. The services are yours to add:
# inside the network they reach a broker by its service name, from the machine by the port on 127.0.0.1.
#
#   docker compose -f THIS_FILE up
"""


def write(document: Document, theme: Theme) -> bytes:
    services: dict[str, Any] = {}
    configs: dict[str, Any] = {}
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    for identifier, node in document.nodes.items():
        make = _MODULES.get(node.kind)
        if make is None:
            continue
        family = "postgres" if make is postgres.parts else node.kind
        made: Parts = make(document, identifier, _service_name(node.name, identifier, taken), seen[family])
        seen[family] += 1
        services.update(made.services)
        configs.update({name: {"content": content.replace("$", "$$")} for name, content in made.configs.items()})
    content: dict[str, Any] = {"name": slug(document.title).lower().strip("-_.").replace(".", "-") or "breakwater"}
    content["services"] = services
    if configs:
        content["configs"] = configs
    body = yaml.dump(content, Dumper=_Readable, sort_keys=False, width=120, allow_unicode=True)
    return (_HEADER.format(title=one_line(document.title)) + "\n" + body).encode()


def _service_name(name: str, identifier: str, taken: set[str]) -> str:
    """What the broker is called in the network: a host name, so no dots or underscores; unique in the file."""
    wanted = slug(name).lower().replace(".", "-").replace("_", "-").strip("-")[:40].strip("-") or "node"
    chosen, number = wanted, 2
    while chosen in taken or f"{chosen}-setup" in taken:
        chosen, number = f"{wanted}-{number}", number + 1
    taken.update((chosen, f"{chosen}-setup"))
    return chosen


class _Readable(yaml.SafeDumper):
    """Writes text of several lines as it stands."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Readable.add_representer(str, _represent_text)
