"""NATS JetStream, its streams and their durable consumers, as `nats stream add --config` takes them."""

import json
from typing import Any

from apps.schema import Document
from apps.schema.edges import Subscribe
from apps.schema.nodes import NatsServers, NatsStream

from .naming import channel_names, inside, slug
from .parts import Parts, dead_letter_queue_of, dead_letter_queues_in, healthcheck, setup_service

IMAGE = "nats:2.11.8-alpine"
CLI_IMAGE = "natsio/nats-box:0.18.0"
FOLDER = "/config"
NANOSECONDS = 1_000_000
"""In a millisecond: JetStream's configurations are in nanoseconds."""

_RETENTION = {"limits": "limits", "interest": "interest", "work_queue": "workqueue"}
EXHAUSTED = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES"
"""JetStream has no dead letter queue: it says so on this subject when a message was delivered too often, with its
sequence in the stream (JetStream advisories, NATS documentation). A stream that keeps what is said is the usual one."""


def parts(document: Document, broker: str, service: str, index: int) -> Parts:
    server: dict[str, Any] = {
        "image": IMAGE,
        "command": ["-js", "-sd", "/data", "-m", "8222"],
        "ports": [f"127.0.0.1:{4222 + index}:4222"],
        "healthcheck": healthcheck("wget", "-qO-", "http://localhost:8222/healthz"),
    }
    services: dict[str, dict[str, Any]] = {service: server}
    configs: dict[str, str] = {}
    lines, mounts = [], []
    node, usual = document.nodes[broker], NatsServers.model_fields["max_payload_bytes"].default
    if isinstance(node, NatsServers) and node.max_payload_bytes != usual:
        configs[f"{service}-server"] = f"max_payload = {node.max_payload_bytes}\n"
        server["configs"] = [{"source": f"{service}-server", "target": f"{FOLDER}/server.conf"}]
        server["command"] += ["-c", f"{FOLDER}/server.conf"]
    for stream, config in streams_of(document, broker).items():
        source, path = f"{service}-stream-{len(configs)}", f"{FOLDER}/{stream}.json"
        configs[source] = json.dumps(config, indent=2) + "\n"
        mounts.append({"source": source, "target": path})
        lines.append(f"nats --server {service} stream add {stream} --config {path}")
    for stream, consumers in consumers_of(document, broker).items():
        for config in consumers:
            name = config["durable_name"]
            source, path = f"{service}-consumer-{len(configs)}", f"{FOLDER}/{stream}.{name}.json"
            configs[source] = json.dumps(config, indent=2) + "\n"
            mounts.append({"source": source, "target": path})
            lines.append(f"nats --server {service} consumer add {stream} {name} --config {path}")
    if lines:
        setup = setup_service(CLI_IMAGE, service, "\n".join(["set -e", *lines]) + "\n")
        services[f"{service}-setup"] = {**setup, "configs": mounts}
    return Parts(services, configs)


def streams_of(document: Document, broker: str) -> dict[str, dict[str, Any]]:
    """Stream name to its configuration. A publisher's subject is the stream's name, a dot and the event type's id."""
    dead = dead_letter_queues_in(document, broker)
    streams = inside(document, broker, "nats_stream")
    names = channel_names(document, [*streams, *dead], dots=False)
    found = {}
    for identifier in streams:
        node = document.nodes[identifier]
        assert isinstance(node, NatsStream)
        found[names[identifier]] = _stream(
            names[identifier],
            [f"{names[identifier]}.>"],
            retention=_RETENTION[node.retention],
            max_msgs=-1 if node.max_messages is None else node.max_messages,
            max_msg_size=-1 if node.max_message_bytes is None else node.max_message_bytes,
            max_age=0 if node.max_age_ms is None else round(node.max_age_ms * NANOSECONDS),
            discard=node.discard,
            duplicate_window=round(node.duplicate_window_ms * NANOSECONDS),
        )
    for identifier in dead:
        # Of the streams that dead-letter here: what their consumers gave up.
        given_up = [
            f"{EXHAUSTED}.{names[stream]}.*"
            for stream in streams
            if dead_letter_queue_of(document, stream) == identifier
        ]
        found[names[identifier]] = _stream(names[identifier], [f"{names[identifier]}.>", *given_up])
    return found


def _stream(name: str, subjects: list[str], **settings: Any) -> dict[str, Any]:
    """One replica: a development machine has one server."""
    usual = {"retention": "limits", "max_msgs": -1, "max_age": 0, "discard": "old", "duplicate_window": 120 * 10**9}
    return {
        "name": name,
        "subjects": subjects,
        "storage": "file",
        "num_replicas": 1,
        "max_consumers": -1,
        "max_bytes": -1,
        "max_msg_size": -1,
        **usual,
        **settings,
    }


def consumers_of(document: Document, broker: str) -> dict[str, list[dict[str, Any]]]:
    """Stream name to a durable pull consumer for each group; a group without a name has its consumer's id."""
    streams = inside(document, broker, "nats_stream")
    dead = dead_letter_queues_in(document, broker)
    names = channel_names(document, [*streams, *dead], dots=False)
    found: dict[str, list[dict[str, Any]]] = {}
    for identifier in (*streams, *dead):
        groups: dict[str, list[Subscribe]] = {}
        for edge in document.edges.values():
            if isinstance(edge, Subscribe) and edge.source == identifier:
                groups.setdefault(slug(edge.group or edge.target).replace(".", "-") or "readers", []).append(edge)
        node = document.nodes[identifier]
        found[names[identifier]] = [
            _consumer(group, edges, names[identifier], node if isinstance(node, NatsStream) else None)
            for group, edges in groups.items()
        ]
    return found


def _consumer(name: str, edges: list[Subscribe], stream: str, node: NatsStream | None) -> dict[str, Any]:
    config: dict[str, Any] = {
        "durable_name": name,
        "ack_policy": "explicit",
        "deliver_policy": "new" if any(edge.start == "latest" for edge in edges) else "all",
        "replay_policy": "instant",
    }
    if edges[0].start == "sequence":
        config |= {"deliver_policy": "by_start_sequence", "opt_start_seq": edges[0].start_sequence}
    if node is not None:
        config |= {
            "ack_wait": round(node.ack_wait_ms * NANOSECONDS),
            "max_deliver": -1 if node.max_deliver is None else node.max_deliver,
            "max_ack_pending": node.max_ack_pending,
        }
    types = list(dict.fromkeys(name for edge in edges for name in edge.event_types))
    if types and all(edge.event_types for edge in edges):
        subjects = [f"{stream}.{one}" for one in types]
        config |= {"filter_subject": subjects[0]} if len(subjects) == 1 else {"filter_subjects": subjects}
    return config
