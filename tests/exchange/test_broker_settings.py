"""The settings of a diagram's channels in the Compose file, taken by the real servers where they run here."""

import asyncio
import json
import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import boto3
import nats
import nats.errors
import pika
import pytest
import yaml

from apps.exchange import export
from apps.exchange.compose.nats import consumers_of, streams_of
from apps.exchange.compose.rabbitmq import PASSWORD, USER, definitions_of
from apps.exchange.compose.sqs import ACCOUNT
from apps.schema import Document, read_document
from tests.brokers import servers

Json = dict[str, Any]


@contextmanager
def or_skipped() -> Iterator[None]:
    try:
        yield
    except servers.Missing as reason:
        if os.environ.get("CI"):
            pytest.fail(str(reason))
        pytest.skip(str(reason))


def drawn(nodes: Json, edges: Json | None = None) -> Document:
    named = {name: {"name": name, **node} for name, node in nodes.items()}
    types = {"placed": {"name": "Placed"}, "paid": {"name": "Paid"}}
    return read_document({"nodes": named, "edges": edges or {}, "eventTypes": types})


def script_of(document: Document, service: str) -> list[str]:
    content = yaml.safe_load(export(document, "compose").content)
    return str(content["services"][service]["command"][0].replace("$$", "$")).splitlines()


RABBIT = drawn(
    {
        "rabbit": {"kind": "rabbitmq"},
        "orders": {"kind": "rabbitmq_exchange", "parent": "rabbit", "alternateExchange": "rest"},
        "rest": {"kind": "rabbitmq_exchange", "parent": "rabbit", "exchangeType": "fanout"},
        "by-region": {"kind": "rabbitmq_exchange", "parent": "rabbit", "exchangeType": "headers"},
        "dead": {"kind": "rabbitmq_exchange", "parent": "rabbit", "exchangeType": "direct"},
        "work": {
            "kind": "rabbitmq_queue",
            "parent": "rabbit",
            "deliveryLimit": 2,
            "maxLength": 5,
            "overflow": "reject-publish",
            "deadLetterStrategy": "at-least-once",
            "messageTtlMs": 60_000,
            "singleActiveConsumer": True,
        },
        "urgent": {
            "kind": "rabbitmq_queue",
            "parent": "rabbit",
            "queueType": "classic",
            "maxPriority": 9,
            "maxLength": 2,
            "maxLengthBytes": 100_000,
        },
        "unroutable": {"kind": "rabbitmq_queue", "parent": "rabbit", "queueType": "classic"},
        "north": {"kind": "rabbitmq_queue", "parent": "rabbit", "queueType": "classic"},
        "graves": {"kind": "rabbitmq_queue", "parent": "rabbit", "queueType": "classic"},
    },
    {
        "a": {"kind": "subscribe", "source": "orders", "target": "work", "bindingKey": "order.#"},
        "b": {"kind": "subscribe", "source": "orders", "target": "by-region", "bindingKey": "order.*"},
        "c": {"kind": "subscribe", "source": "by-region", "target": "north", "matchHeaders": {"region": "north"}},
        "d": {"kind": "subscribe", "source": "rest", "target": "unroutable"},
        "e": {"kind": "subscribe", "source": "dead", "target": "graves", "bindingKey": "gone"},
        "f": {"kind": "dead_letter", "source": "urgent", "target": "dead", "routingKey": "gone"},
        "g": {"kind": "dead_letter", "source": "work", "target": "dead", "routingKey": "gone"},
    },
)


def test_rabbitmq_takes_the_definitions_and_does_what_they_say(tmp_path: Path) -> None:
    definitions = tmp_path / "definitions.json"
    definitions.write_text(json.dumps(definitions_of(RABBIT, "rabbit")))
    with or_skipped(), servers.rabbitmq(tmp_path, f"load_definitions = {definitions}\n") as port:
        login = pika.PlainCredentials(USER, PASSWORD)
        connection = pika.BlockingConnection(pika.ConnectionParameters("127.0.0.1", port, credentials=login))
        channel = connection.channel()
        channel.confirm_delivery()
        channel.basic_publish("orders", "order.placed", b"1", pika.BasicProperties(headers={"region": "north"}))
        channel.basic_publish("orders", "nobody.knows", b"2")
        for number in range(4):
            channel.basic_publish("", "urgent", str(number).encode(), pika.BasicProperties(priority=number))

        def lying_in(queue: str) -> int:
            # Declaring it again with the same arguments is refused by the server if it has others.
            (wanted,) = (one for one in definitions_of(RABBIT, "rabbit")["queues"] if one["name"] == queue)
            found = channel.queue_declare(queue, durable=True, arguments=wanted["arguments"])
            return int(found.method.message_count)

        connection.sleep(0.5)
        counts = {queue: lying_in(queue) for queue in ("work", "north", "unroutable", "urgent", "graves")}
        assert counts == {"work": 1, "north": 1, "unroutable": 1, "urgent": 2, "graves": 2}
        connection.close()


NATS = drawn(
    {
        "nats": {"kind": "nats"},
        "orders": {
            "kind": "nats_stream",
            "parent": "nats",
            "retention": "interest",
            "maxMessages": 500,
            "maxMessageBytes": 4_096,
            "maxAgeMs": 3_600_000,
            "discard": "new",
            "duplicateWindowMs": 30_000,
            "ackWaitMs": 300,
            "maxDeliver": 1,
            "maxAckPending": 50,
        },
        "graves": {"kind": "dead_letter_queue", "parent": "nats"},
        "billing": {"kind": "service"},
        "mail": {"kind": "service"},
    },
    {
        "a": {"kind": "subscribe", "source": "orders", "target": "billing", "eventTypes": ["placed"]},
        "b": {"kind": "subscribe", "source": "orders", "target": "mail", "group": "mailers", "start": "latest"},
        "later": {
            "kind": "subscribe",
            "source": "orders",
            "target": "mail",
            "group": "later",
            "start": "sequence",
            "startSequence": 2,
        },
        "c": {"kind": "dead_letter", "source": "orders", "target": "graves"},
    },
)


def test_jetstream_takes_the_configurations_and_keeps_what_was_given_up(tmp_path: Path) -> None:
    async def play(port: int) -> tuple[Json, Json, list[str]]:
        client = await nats.connect(f"nats://127.0.0.1:{port}")

        async def asked(subject: str, body: Json) -> Json:
            answer: Json = json.loads((await client.request(subject, json.dumps(body).encode(), timeout=5)).data)
            assert "error" not in answer, answer
            return answer

        made = {
            name: await asked(f"$JS.API.STREAM.CREATE.{name}", config)
            for name, config in streams_of(NATS, "nats").items()
        }
        consumers = {}
        for stream, configs in consumers_of(NATS, "nats").items():
            for config in configs:
                name = config["durable_name"]
                body = {"stream_name": stream, "config": config}
                consumers[name] = await asked(f"$JS.API.CONSUMER.DURABLE.CREATE.{stream}.{name}", body)
        stream = client.jetstream()
        await stream.publish("orders.placed", b"1")
        await stream.publish("orders.paid", b"2")
        reader = await stream.pull_subscribe_bind("billing", "orders")
        taken = [message.subject for message in await reader.fetch(1, timeout=5)]
        # It is not acknowledged: after its one delivery it is given up, which is said when it would come again.
        with suppress(nats.errors.TimeoutError):
            await reader.fetch(1, timeout=1)
        graves = await asked("$JS.API.STREAM.INFO.graves", {})
        await client.close()
        return {"streams": made, "graves": graves}, consumers, taken

    with or_skipped(), servers.nats(tmp_path) as port:
        made, consumers, taken = asyncio.run(play(port))
    assert taken == ["orders.placed"]
    assert made["graves"]["state"]["messages"] == 1
    orders = made["streams"]["orders"]["config"]
    assert (orders["retention"], orders["discard"], orders["max_msgs"]) == ("interest", "new", 500)
    assert orders["max_msg_size"] == 4_096
    assert (orders["max_age"], orders["duplicate_window"]) == (3_600 * 10**9, 30 * 10**9)
    billing, mailers = consumers["billing"]["config"], consumers["mailers"]["config"]
    assert (billing["ack_wait"], billing["max_deliver"], billing["max_ack_pending"]) == (300 * 10**6, 1, 50)
    assert (billing["filter_subject"], billing["deliver_policy"]) == ("orders.placed", "all")
    assert ("filter_subject" in mailers, mailers["deliver_policy"]) == (False, "new")
    later = consumers["later"]["config"]
    assert (later["deliver_policy"], later["opt_start_seq"]) == ("by_start_sequence", 2)


def test_the_largest_message_is_a_setting_of_the_server_where_its_broker_has_one() -> None:
    def service(nodes: Json) -> Json:
        content: Json = yaml.safe_load(export(drawn(nodes), "compose").content)
        return content

    nats = service({"n": {"kind": "nats", "maxPayloadBytes": 8_388_608}})
    (mount,) = nats["services"]["n"]["configs"]
    assert nats["configs"][mount["source"]]["content"] == "max_payload = 8388608\n"
    assert nats["services"]["n"]["command"][-2:] == ["-c", mount["target"]]
    rabbit = service({"r": {"kind": "rabbitmq", "maxMessageBytes": 33_554_432}})
    assert "max_message_size = 33554432\n" in rabbit["configs"]["r-conf"]["content"]
    redis = service({"r": {"kind": "redis", "maxBulkBytes": 1_048_576}})
    assert redis["services"]["r"]["command"][-2:] == ["--proto-max-bulk-len", "1048576"]
    kafka = {"k": {"kind": "kafka"}, "t": {"kind": "kafka_topic", "parent": "k", "maxMessageBytes": 2_000_000}}
    (line,) = (one for one in script_of(drawn(kafka), "k-setup") if "--topic t " in one)
    assert "--config max.message.bytes=2000000" in line
    (line,) = (one for one in script_of(AWS, "aws-setup") if "--queue-name graves " in one)
    assert '"MessageRetentionPeriod": "1209600"' in line
    assert "MaximumMessageSize" in "".join(one for one in script_of(AWS, "aws-setup") if "create-topic" in one)


def test_the_compose_file_mounts_each_configuration_where_the_command_looks() -> None:
    content = yaml.safe_load(export(NATS, "compose").content)
    setup = content["services"]["nats-setup"]
    mounted = {
        mount["target"]: json.loads(content["configs"][mount["source"]]["content"]) for mount in setup["configs"]
    }
    commands = [shlex.split(line) for line in script_of(NATS, "nats-setup")[1:]]
    assert [words[words.index("--config") + 1] for words in commands] == list(mounted)
    assert mounted["/config/orders.json"]["subjects"] == ["orders.>"]
    assert [words[3:5] for words in commands] == [["stream", "add"]] * 2 + [["consumer", "add"]] * 3


AWS = drawn(
    {
        "aws": {"kind": "sqs"},
        "orders": {
            "kind": "sqs_queue",
            "parent": "aws",
            "retentionSeconds": 3600,
            "delaySeconds": 5,
            "receiveWaitSeconds": 20,
            "maxMessageBytes": 65_536,
            "maxReceiveCount": 3,
        },
        "ordered": {
            "kind": "sqs_queue",
            "parent": "aws",
            "fifo": True,
            "deduplication": "content",
            "highThroughput": True,
        },
        "graves": {"kind": "dead_letter_queue", "parent": "aws", "retentionSeconds": 1_209_600},
        "news": {
            "kind": "sns_topic",
            "parent": "aws",
            "maxMessageBytes": 4_096,
            "deliveryRetries": 7,
            "deliveryRetrySeconds": 30,
        },
    },
    {
        "a": {"kind": "dead_letter", "source": "orders", "target": "graves"},
        "b": {
            "kind": "subscribe",
            "source": "news",
            "target": "orders",
            "eventTypes": ["placed"],
            "matchHeaders": {"region": "it's north", "tier": "gold"},
            "match": "any",
        },
    },
)


def test_sqs_and_sns_take_the_attributes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_ACCOUNT_ID", ACCOUNT)
    with or_skipped(), servers.sqs(tmp_path) as address:
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
        sqs, sns = (boto3.client(name, endpoint_url=address, **keys) for name in ("sqs", "sns"))
        for line in script_of(AWS, "aws-setup")[1:]:
            words = shlex.split(line)[3:]
            given = {word[2:]: words[at + 1] for at, word in enumerate(words) if word.startswith("--")}
            attributes = json.loads(given.get("attributes", "{}"))
            match words[1]:
                case "create-queue":
                    sqs.create_queue(QueueName=given["queue-name"], Attributes=attributes)
                case "create-topic":
                    topic = sns.create_topic(Name=given["name"], Attributes=attributes)["TopicArn"]
                case "subscribe":
                    where = {"TopicArn": given["topic-arn"], "Endpoint": given["notification-endpoint"]}
                    made = sns.subscribe(Protocol="sqs", Attributes=attributes, **where)
                    subscription = made["SubscriptionArn"]
        urls = {name: sqs.get_queue_url(QueueName=name)["QueueUrl"] for name in ("orders", "ordered.fifo")}
        orders, ordered = (
            sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"] for url in urls.values()
        )
        told = sns.get_subscription_attributes(SubscriptionArn=subscription)["Attributes"]
        policy = json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["DeliveryPolicy"])
    assert (orders["MessageRetentionPeriod"], orders["DelaySeconds"]) == ("3600", "5")
    assert (orders["ReceiveMessageWaitTimeSeconds"], orders["MaximumMessageSize"]) == ("20", "65536")
    assert int(json.loads(orders["RedrivePolicy"])["maxReceiveCount"]) == 3
    assert (ordered["ContentBasedDeduplication"], ordered["FifoThroughputLimit"]) == ("true", "perMessageGroupId")
    assert json.loads(told["FilterPolicy"]) == {
        "eventType": ["placed"],
        "$or": [{"region": ["it's north"]}, {"tier": ["gold"]}],
    }
    assert policy["http"]["defaultHealthyRetryPolicy"]["numRetries"] == 7


def test_redis_says_when_it_writes_its_file_and_what_clients_say_themselves() -> None:
    document = drawn(
        {
            "redis": {"kind": "redis", "appendfsync": "always"},
            "parcels": {"kind": "redis_stream", "parent": "redis", "maxLength": 1000, "claimMinIdleMs": 30_000},
            "tracking": {"kind": "service"},
        },
        {"a": {"kind": "subscribe", "source": "parcels", "target": "tracking"}},
    )
    content = yaml.safe_load(export(document, "compose").content)
    assert content["services"]["redis"]["command"][-2:] == ["--appendfsync", "always"]
    lines = script_of(document, "redis-setup")
    assert "# producers: XADD parcels MAXLEN ~ 1000 * event ID" in lines
    assert "# consumers, every 5000 ms: XAUTOCLAIM parcels tracking CONSUMER 30000 0-0 COUNT 100" in lines


def test_kafka_topics_get_the_settings_that_are_not_the_usual() -> None:
    document = drawn(
        {
            "kafka": {"kind": "kafka"},
            "short": {"kind": "kafka_topic", "parent": "kafka", "retentionMs": 60_000, "retentionBytes": 1_000_000},
            "usual": {"kind": "kafka_topic", "parent": "kafka"},
            "for-ever": {"kind": "kafka_topic", "parent": "kafka", "retentionMs": None, "uncleanLeaderElection": True},
        }
    )
    found = {
        words[words.index("--topic") + 1]: {words[at + 1] for at, word in enumerate(words) if word == "--config"}
        for words in map(shlex.split, script_of(document, "kafka-setup"))
        if "--topic" in words
    }
    assert found == {
        "short": {"retention.ms=60000", "retention.bytes=1000000"},
        "usual": set(),
        "for-ever": {"retention.ms=-1", "unclean.leader.election.enable=true"},
    }
