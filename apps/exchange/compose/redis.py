"""Redis Streams by Valkey, and the streams with their consumer groups."""

from apps.schema import Document

from .naming import channel_names, inside, slug
from .parts import Parts, dead_letter_queues_in, groups_of, healthcheck, setup_service

IMAGE = "valkey/valkey:8.1.3"


def parts(document: Document, broker: str, service: str, index: int) -> Parts:
    server = {
        "image": IMAGE,
        "command": ["valkey-server", "--appendonly", "yes"],
        "ports": [f"127.0.0.1:{6379 + index}:6379"],
        "healthcheck": healthcheck("valkey-cli", "ping"),
    }
    services = {service: server}
    lines = creations(document, broker)
    if lines:
        script = "\n".join(f"valkey-cli -h {service} {line}" for line in lines)
        # A group that is there already is an answer in words, not a failure of the client.
        services[f"{service}-setup"] = setup_service(IMAGE, service, f"set -e\n{script}\n")
    return Parts(services)


def creations(document: Document, broker: str) -> list[str]:
    """The commands that create each stream by its groups; a stream nobody reads gets a group `readers`."""
    streams = inside(document, broker, "redis_stream") + dead_letter_queues_in(document, broker)
    lines = []
    for identifier, name in channel_names(document, streams).items():
        groups = [slug(group) or "readers" for group in groups_of(document, identifier)] or ["readers"]
        lines += [f"XGROUP CREATE {name} {group} 0 MKSTREAM" for group in dict.fromkeys(groups)]
    return lines
