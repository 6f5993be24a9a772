"""Redis Streams by Valkey, and the streams with their consumer groups."""

from apps.schema import Document
from apps.schema.nodes import RedisServer, RedisStream

from .naming import channel_names, inside, slug
from .parts import Parts, dead_letter_queues_in, groups_of, healthcheck, setup_service

IMAGE = "valkey/valkey:8.1.3"


def parts(document: Document, broker: str, service: str, index: int) -> Parts:
    server = {
        "image": IMAGE,
        "command": ["valkey-server", "--appendonly", "yes", *_settings(document, broker)],
        "ports": [f"127.0.0.1:{6379 + index}:6379"],
        "healthcheck": healthcheck("valkey-cli", "ping"),
    }
    services = {service: server}
    lines = creations(document, broker)
    if lines:
        script = "\n".join([*advice(document, broker), *(f"valkey-cli -h {service} {line}" for line in lines)])
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


def advice(document: Document, broker: str) -> list[str]:
    """As comments: what a stream's producers and consumers say themselves, since Redis keeps no such settings."""
    lines = []
    for identifier, name in channel_names(document, inside(document, broker, "redis_stream")).items():
        node = document.nodes[identifier]
        assert isinstance(node, RedisStream)
        if node.max_length is not None:
            how = "~" if node.approximate else "="
            lines.append(f"# producers: XADD {name} MAXLEN {how} {node.max_length} * event ID")
        idle, count = f"{node.claim_min_idle_ms:.0f}", node.claim_count
        for group in dict.fromkeys(groups_of(document, identifier)):
            claim = f"XAUTOCLAIM {name} {slug(group) or 'readers'} CONSUMER {idle} 0-0 COUNT {count}"
            lines.append(f"# consumers, every {node.claim_interval_ms:.0f} ms: {claim}")
    return lines


def _settings(document: Document, broker: str) -> list[str]:
    node = document.nodes[broker]
    if not isinstance(node, RedisServer):
        return ["--appendfsync", "everysec"]
    found = ["--appendfsync", node.appendfsync]
    if node.max_bulk_bytes != RedisServer.model_fields["max_bulk_bytes"].default:
        found += ["--proto-max-bulk-len", str(node.max_bulk_bytes)]
    return found
