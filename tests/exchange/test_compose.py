"""The Compose file: valid for Compose itself, complete, and nothing in a label gets out of its place."""

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.exchange import export
from apps.exchange.compose.rabbitmq import definitions_of, password_hash
from apps.patterns import templates
from apps.schema import Document, read_document
from tests.brokers.versions import said_of
from tests.documents.strategies import documents

COMPOSE = Path(sys.executable).parent / "docker-compose"


def composed(document: Document) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(export(document, "compose").content)
    return content


def check_by_compose(document: Document, folder: Path) -> None:
    path = folder / "compose.yaml"
    path.write_bytes(export(document, "compose").content)
    done = subprocess.run([COMPOSE, "-f", path, "config", "-q"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def one_broker(kind: str, **channels: dict[str, Any]) -> Document:
    nodes = {name: {"name": name, "parent": "broker", **settings} for name, settings in channels.items()}
    return read_document({"nodes": {"broker": {"kind": kind, "name": "broker"}, **nodes}})


@pytest.mark.parametrize("name", templates())
def test_compose_takes_the_file_of_every_template(name: str, tmp_path: Path):
    check_by_compose(templates()[name].document, tmp_path)


def test_images_are_pinned_and_servers_have_health_checks():
    for template in templates().values():
        for name, service in composed(template.document)["services"].items():
            assert ":" in service["image"]
            assert not service["image"].endswith(":latest")
            assert "healthcheck" in service or name.endswith("-setup")


def test_ports_are_only_open_to_the_machine_itself_and_never_twice():
    document = read_document(
        {
            "nodes": {
                f"n{i}": {"kind": kind, "name": "Broker"} for i, kind in enumerate(["kafka", "kafka", "redis", "redis"])
            }
        }
    )
    ports = [port for service in composed(document)["services"].values() for port in service["ports"]]
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert len(ports) == len(set(ports)) == 4


def test_kafka_creates_its_topics_with_their_partitions():
    script = composed(templates()["order_flow"].document)["services"]["kafka-setup"]["command"][0]
    created = {}
    for line in script.splitlines():
        words = shlex.split(line)
        if "--topic" in words:
            created[words[words.index("--topic") + 1]] = int(words[words.index("--partitions") + 1])
    assert created == {"orders": 12, "payments": 12, "inventory": 6, "saga.commands": 3, "orders.dlq": 1}


def test_rabbitmq_gets_exchanges_queues_bindings_and_dead_lettering():
    content = composed(templates()["saga"].document)["configs"]["rabbitmq-definitions"]["content"]
    definitions = json.loads(content.replace("$$", "$"))
    assert {exchange["name"]: exchange["type"] for exchange in definitions["exchanges"]} == {
        "events": "topic",
        "commands": "topic",
    }
    bindings = {(one["source"], one["destination"], one["routing_key"]) for one in definitions["bindings"]}
    assert ("commands", "payment", "payment.*") in bindings
    assert ("events", "saga", "#") in bindings
    payment = next(queue for queue in definitions["queues"] if queue["name"] == "payment")
    assert payment["arguments"] == {
        "x-queue-type": "quorum",
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": "saga.dlq",
    }


@pytest.mark.parametrize(
    ("version", "settings", "written"),
    [
        ("3.13", {}, None),
        ("3.13", {"deliveryLimit": 7}, 7),
        ("4.0", {}, None),
        ("4.0", {"deliveryLimit": -1}, -1),
        ("4.0", {"deliveryLimit": 0}, 0),
        ("4.3", {"deliveryLimit": None}, None),
        ("4.3", {"deliveryLimit": -1}, -1),
        ("4.3", {"deliveryLimit": -1, "queueType": "classic"}, None),
    ],
)
def test_a_delivery_limit_is_written_if_it_is_named_and_the_server_is_of_the_version_that_has_it_otherwise(
    version: str, settings: dict[str, Any], written: int | None
):
    document = read_document(
        {
            "nodes": {
                "broker": {"kind": "rabbitmq", "name": "broker", "version": version},
                "work": {"kind": "rabbitmq_queue", "name": "work", "parent": "broker", **settings},
            },
        }
    )
    (work,) = definitions_of(document, "broker")["queues"]
    assert work["arguments"].get("x-delivery-limit") == written
    image = composed(document)["services"]["broker"]["image"]
    assert said_of(image.removeprefix("rabbitmq:")) == version


def test_rabbitmq_dead_letters_also_where_the_consumer_says_so():
    document = read_document(
        {
            "nodes": {
                "broker": {"kind": "rabbitmq", "name": "broker"},
                "work": {"kind": "rabbitmq_queue", "name": "work", "parent": "broker"},
                "dead": {"kind": "dead_letter_queue", "name": "dead", "parent": "broker"},
                "worker": {"kind": "service", "name": "worker"},
            },
            "edges": {
                "s": {"kind": "subscribe", "source": "work", "target": "worker"},
                "d": {"kind": "dead_letter", "source": "worker", "target": "dead"},
            },
        }
    )
    work, dead = definitions_of(document, "broker")["queues"]
    assert work["arguments"]["x-dead-letter-routing-key"] == dead["name"] == "dead"


def test_the_rabbitmq_password_hash_is_the_one_of_the_documentation():
    # "Passwords" in RabbitMQ's access control guide: the hash of test12 with the salt 90 8D C6 0A.
    assert password_hash("test12", bytes.fromhex("908DC60A")) == "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR"


def test_sqs_queues_get_their_redrive_policy_and_fifo_dead_letters_are_fifo():
    document = read_document(
        {
            "nodes": {
                "aws": {"kind": "sqs", "name": "AWS"},
                "q": {"kind": "sqs_queue", "name": "orders", "parent": "aws", "fifo": True, "maxReceiveCount": 7},
                "t": {"kind": "sns_topic", "name": "placed", "parent": "aws"},
                "dlq": {"kind": "dead_letter_queue", "name": "orders.dlq", "parent": "aws"},
            },
            "edges": {
                "s": {"kind": "subscribe", "source": "t", "target": "q", "eventTypes": ["placed"]},
                "d": {"kind": "dead_letter", "source": "q", "target": "dlq"},
            },
            "eventTypes": {"placed": {"name": "Placed"}},
        }
    )
    commands = [shlex.split(line) for line in composed(document)["services"]["aws-setup"]["command"][0].splitlines()]
    queues = {words[words.index("--queue-name") + 1]: words for words in commands if "--queue-name" in words}
    attributes = json.loads(queues["orders.fifo"][-1])
    assert attributes["FifoQueue"] == "true"
    assert json.loads(attributes["RedrivePolicy"]) == {
        "deadLetterTargetArn": "arn:aws:sqs:us-east-1:000000000000:orders-dlq.fifo",
        "maxReceiveCount": "7",
    }
    assert "orders-dlq.fifo" in queues
    subscription = next(words for words in commands if "subscribe" in words)
    assert json.loads(json.loads(subscription[-1])["FilterPolicy"]) == {"eventType": ["placed"]}


def test_a_filter_policy_goes_to_aws_as_it_stands():
    policy = {"price": [{"numeric": [">", 100]}], "$or": [{"region": ["it's"]}, {"tier": [{"anything-but": "gold"}]}]}
    document = read_document(
        {
            "nodes": {
                "aws": {"kind": "sqs", "name": "AWS"},
                "q": {"kind": "sqs_queue", "name": "orders", "parent": "aws"},
                "t": {"kind": "sns_topic", "name": "placed", "parent": "aws"},
            },
            "edges": {
                "s": {
                    "kind": "subscribe",
                    "source": "t",
                    "target": "q",
                    "eventTypes": ["placed"],
                    "filterPolicy": policy,
                }
            },
            "eventTypes": {"placed": {"name": "Placed"}},
        }
    )
    lines = composed(document)["services"]["aws-setup"]["command"][0].replace("$$", "$").splitlines()
    subscription = next(shlex.split(line) for line in lines if " subscribe " in line)
    assert json.loads(json.loads(subscription[-1])["FilterPolicy"]) == {"eventType": ["placed"], **policy}


def test_redis_streams_get_their_consumer_groups():
    script = composed(templates()["event_sourcing"].document)["services"]["redis-streams-setup"]["command"][0]
    assert "XGROUP CREATE parcels tracking 0 MKSTREAM" in script


def test_an_outbox_and_an_event_store_get_their_tables():
    assert "CREATE TABLE outbox" in composed(templates()["cqrs"].document)["configs"]["orders-db-schema"]["content"]
    store = composed(templates()["event_sourcing"].document)["configs"]["event-store-schema"]["content"]
    assert "CREATE TABLE events" in store


def test_two_channels_of_one_name_stay_two():
    document = one_broker("kafka", a={"kind": "kafka_topic", "name": "Same"}, b={"kind": "kafka_topic", "name": "Same"})
    script = composed(document)["services"]["broker-setup"]["command"][0]
    assert "--topic Same " in script
    assert "--topic Same-2 " in script


@pytest.mark.parametrize(
    "label", ["x; rm -rf /", "$(id)", "`id`", "a\nb: c", "--delete", "'\"", "${HOME}", "注文", "# x"]
)
def test_a_label_never_becomes_a_command(label: str, tmp_path: Path):
    for kind, channel in (
        ("kafka", "kafka_topic"),
        ("redis", "redis_stream"),
        ("sqs", "sqs_queue"),
        ("rabbitmq", "rabbitmq_queue"),
        ("nats", "nats_stream"),
    ):
        document = one_broker(kind, c={"kind": channel, "name": label}).model_copy(update={"title": label})
        check_by_compose(document, tmp_path)
        for service in composed(document)["services"].values():
            for script in service.get("command", []):
                assert not set("`$;&|<>()") & set(script)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(labels=st.text(min_size=1, max_size=60).map(lambda text: f"x{text}x")))
def test_any_document_becomes_a_file_that_names_all_its_brokers(document: Document):
    services = composed(document)["services"]
    servers = [name for name in services if not name.endswith("-setup")]
    backed = ("kafka", "rabbitmq", "sqs", "redis", "nats", "database", "event_store")
    assert len(servers) == sum(node.kind in backed for node in document.nodes.values())
