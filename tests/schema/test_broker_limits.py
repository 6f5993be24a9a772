"""What a vendor refuses is refused here, with the limit and where it comes from."""

from typing import Any

import pytest

from apps.schema import DocumentInvalid, Problem, read_document

Json = dict[str, Any]
BROKER_OF = {"kafka_topic": "kafka", "rabbitmq_exchange": "rabbitmq", "rabbitmq_queue": "rabbitmq", "sqs_queue": "sqs",
             "sns_topic": "sqs", "redis_stream": "redis", "nats_stream": "nats"}  # fmt: skip


def channel(kind: str, **settings: Any) -> Json:
    return {"kind": kind, "name": kind, "parent": BROKER_OF[kind], **settings}


def document(broker: Json | None = None, edges: Json | None = None, **nodes: Json) -> Json:
    """The channels with their brokers, one of which may have settings, and two services."""
    brokers = {node["parent"]: {"kind": node["parent"], "name": "B"} for node in nodes.values() if "parent" in node}
    for kind in brokers:
        brokers[kind] |= broker or {}
    services = {name: {"kind": "service", "name": name} for name in ("one", "two")}
    return {
        "eventTypes": {"a": {"name": "A"}, "b": {"name": "B"}},
        "nodes": {**brokers, **services, **nodes},
        "edges": edges or {},
    }


def problem_of(raw: Json) -> Problem:
    with pytest.raises(DocumentInvalid) as caught:
        read_document(raw)
    (problem,) = caught.value.problems
    return problem


def subscribe(source: str, target: str, **settings: Any) -> Json:
    return {"kind": "subscribe", "source": source, "target": target, **settings}


def publish(target: str, **settings: Any) -> Json:
    return {"kind": "publish", "source": "one", "target": target, **settings}


class TestOneSetting:
    @pytest.mark.parametrize(
        ("kind", "setting", "value", "allowed", "source"),
        [
            ("sqs_queue", "visibilityTimeoutMs", 43_200_001, "at most 43200000.0", "0 s to 12 h"),
            ("sqs_queue", "maxReceiveCount", 0, "at least 1", "maxReceiveCount"),
            ("sqs_queue", "maxReceiveCount", 1_001, "at most 1000", "maxReceiveCount"),
            ("sqs_queue", "retentionSeconds", 59, "at least 60", "MessageRetentionPeriod"),
            ("sqs_queue", "retentionSeconds", 1_209_601, "at most 1209600", "14 days"),
            ("sqs_queue", "delaySeconds", 901, "at most 900", "DelaySeconds"),
            ("sqs_queue", "receiveWaitSeconds", 21, "at most 20", "ReceiveMessageWaitTimeSeconds"),
            ("sqs_queue", "receiveBatch", 11, "at most 10", "MaxNumberOfMessages"),
            ("sqs_queue", "maxMessageBytes", 1_048_577, "at most 1048576", "MaximumMessageSize"),
            ("sqs_queue", "deduplication", "key", "'none', 'id' or 'content'", "5 minutes"),
            ("sns_topic", "deliveryRetries", 101, "at most 100", "numRetries"),
            ("rabbitmq_queue", "maxPriority", 256, "at most 255", "x-max-priority"),
            ("rabbitmq_queue", "deliveryLimit", -2, "at least -1", "x-delivery-limit"),
            ("rabbitmq_queue", "messageTtlMs", 4_294_967_296, "at most 4294967295", "x-message-ttl"),
            ("rabbitmq_queue", "deadLetterStrategy", "always", "'at-most-once' or 'at-least-once'", "quorum"),
            ("nats_stream", "replicas", 6, "at most 5", "num_replicas"),
            ("nats_stream", "maxAgeMs", 99, "at least 100.0", "max_age"),
            ("redis_stream", "maxLength", -1, "at least 0", "MAXLEN"),
            ("kafka_topic", "minInsyncReplicas", 0, "at least 1", "min.insync.replicas"),
        ],
    )  # fmt: skip
    def test_outside_the_vendors_limits(self, kind: str, setting: str, value: Any, allowed: str, source: str):
        problem = problem_of(document(x=channel(kind, **{setting: value})))
        assert (problem.path, problem.allowed) == (f"nodes.x.{setting}", allowed)
        assert source in problem.problem

    @pytest.mark.parametrize(
        ("kind", "setting", "value", "source"),
        [
            ("kafka_topic", "sessionTimeoutMs", 1_800_001, "group.max.session.timeout.ms"),
            ("kafka_topic", "maxPollRecords", 0, "max.poll.records"),
            ("rabbitmq_queue", "consumerTimeoutMs", 59_999, "less than one minute"),
        ],
    )
    def test_of_the_broker_itself(self, kind: str, setting: str, value: Any, source: str):
        problem = problem_of(document({setting: value}, x=channel(kind)))
        assert problem.path == f"nodes.{BROKER_OF[kind]}.{setting}"
        assert source in problem.problem

    @pytest.mark.parametrize(
        ("kind", "setting", "value", "source"),
        [
            ("kafka_topic", "maxInFlight", 6, "idempotent producer"),
            ("kafka_topic", "acks", "2", "acks, ProducerConfig"),
            ("rabbitmq_queue", "priority", 256, "one byte"),
            ("rabbitmq_queue", "headers", {f"h{i}": "" for i in range(11)}, "10 attributes"),
            ("sqs_queue", "delaySeconds", 901, "message timers"),
        ],
    )
    def test_of_an_edge(self, kind: str, setting: str, value: Any, source: str):
        problem = problem_of(document(x=channel(kind), edges={"e": publish("x", **{setting: value})}))
        assert problem.path == f"edges.e.{setting}"
        assert source in problem.problem


class TestKafka:
    def test_a_heartbeat_comes_more_often_than_the_session_times_out(self):
        settings = {"sessionTimeoutMs": 6_000, "heartbeatIntervalMs": 6_000}
        problem = problem_of(document(settings, x=channel("kafka_topic")))
        assert (problem.path, problem.allowed) == ("nodes.kafka.heartbeatIntervalMs", "less than 6000")
        assert "heartbeat.interval.ms" in problem.problem

    def test_a_session_shorter_than_the_default_heartbeat_takes_a_third_of_it(self):
        cluster: Any = read_document(document({"sessionTimeoutMs": 1_500}, x=channel("kafka_topic"))).nodes["kafka"]
        assert cluster.heartbeat_interval_ms == 500

    @pytest.mark.parametrize("brokers", [1, 2])
    def test_there_are_as_many_brokers_as_replicas(self, brokers: int):
        problem = problem_of(document({"brokers": brokers}, x=channel("kafka_topic")))
        assert (problem.path, problem.allowed) == ("nodes.x.replicationFactor", f"at most {brokers}")
        assert read_document(document({"brokers": brokers}, x=channel("kafka_topic", replicationFactor=brokers)))

    def test_a_batch_does_not_linger_past_its_delivery_timeout(self):
        edges = {"e": publish("x", lingerMs=1_001)}
        problem = problem_of(document({"deliveryTimeoutMs": 1_000}, x=channel("kafka_topic"), edges=edges))
        assert (problem.path, problem.allowed) == ("edges.e.lingerMs", "at most 1000")


class TestRabbitMq:
    @pytest.mark.parametrize(
        ("settings", "path"),
        [
            ({"overflow": "reject-publish-dlx"}, "overflow"),
            ({"maxPriority": 1}, "maxPriority"),
            ({"queueType": "classic", "deadLetterStrategy": "at-least-once"}, "deadLetterStrategy"),
        ],
    )
    def test_a_queue_has_only_what_its_type_has(self, settings: Json, path: str):
        problem = problem_of(document(x=channel("rabbitmq_queue", **settings)))
        assert problem.path == f"nodes.x.{path}"
        assert "RabbitMQ quorum queues" in problem.problem

    @pytest.mark.parametrize(("version", "limit"), [("3.13", None), ("3.13", 0), ("4.0", -1), ("4.3", -1)])
    def test_each_version_has_its_own_word_for_no_delivery_limit(self, version: str, limit: int | None):
        raw = document(x=channel("rabbitmq_queue", deliveryLimit=limit))
        raw["nodes"]["rabbitmq"]["version"] = version
        assert read_document(raw)

    def test_before_4_0_minus_one_would_be_the_strictest_limit_of_all(self):
        raw = document(x=channel("rabbitmq_queue", deliveryLimit=-1))
        raw["nodes"]["rabbitmq"]["version"] = "3.13"
        problem = problem_of(raw)
        assert problem.path == "nodes.x.deliveryLimit"
        assert "3.13 takes -1 for 0" in problem.problem

    def test_at_least_once_beside_drop_head_is_allowed_as_the_vendor_falls_back(self):
        assert read_document(document(x=channel("rabbitmq_queue", deadLetterStrategy="at-least-once")))

    @pytest.mark.parametrize("other", ["q", "one", "far"])
    def test_an_alternate_exchange_is_one_of_the_same_broker(self, other: str):
        raw = document(x=channel("rabbitmq_exchange", alternateExchange=other), q=channel("rabbitmq_queue"))
        raw["nodes"]["away"] = {"kind": "rabbitmq", "name": "Away"}
        raw["nodes"]["far"] = {"kind": "rabbitmq_exchange", "name": "Far", "parent": "away"}
        assert problem_of(raw).path == "nodes.x.alternateExchange"

    def test_an_alternate_exchange_that_is_not_there_is_named_once(self):
        problem = problem_of(document(x=channel("rabbitmq_exchange", alternateExchange="gone")))
        assert (problem.path, problem.allowed) == ("nodes.x.alternateExchange", "an id of nodes")

    def test_exchanges_may_be_bound_in_a_circle(self):
        nodes = {"x": channel("rabbitmq_exchange"), "y": channel("rabbitmq_exchange")}
        edges = {"to": subscribe("x", "y"), "fro": subscribe("y", "x")}
        assert read_document(document(**nodes, edges=edges))

    def test_a_queue_has_one_dead_letter_exchange(self):
        nodes = {"q": channel("rabbitmq_queue"), "x": channel("rabbitmq_exchange"), "y": channel("rabbitmq_exchange")}
        edges = {name: {"kind": "dead_letter", "source": "q", "target": name} for name in "xy"}
        edges = {f"d{name}": edge for name, edge in edges.items()}
        problem = problem_of(document(**nodes, edges=edges))
        assert problem.path == "edges.dy"
        assert "x-dead-letter-exchange" in problem.problem

    def test_a_dead_letters_routing_key_is_for_exchanges(self):
        nodes = {"q": channel("rabbitmq_queue"), "d": {"kind": "dead_letter_queue", "name": "D"}}
        edge = {"kind": "dead_letter", "source": "q", "target": "d", "routingKey": "dead"}
        assert problem_of(document(**nodes, edges={"e": edge})).path == "edges.e.routingKey"


class TestSqsAndSns:
    @pytest.mark.parametrize(
        ("settings", "path"),
        [
            ({"fifo": True, "duplicatePercent": 1}, "duplicatePercent"),
            ({"deduplication": "id"}, "deduplication"),
            ({"highThroughput": True}, "highThroughput"),
        ],
    )
    def test_a_queue_has_only_what_its_type_has(self, settings: Json, path: str):
        problem = problem_of(document(x=channel("sqs_queue", **settings)))
        assert problem.path == f"nodes.x.{path}"
        assert "FIFO" in problem.problem

    def test_a_fifo_queue_does_not_delay_single_messages(self):
        edges = {"e": publish("x", delaySeconds=0)}
        assert read_document(document(x=channel("sqs_queue"), edges=edges))
        problem = problem_of(document(x=channel("sqs_queue", fifo=True), edges=edges))
        assert problem.path == "edges.e.delaySeconds"
        assert "message timers" in problem.problem

    def test_deliveries_are_retried_for_at_most_an_hour(self):
        assert read_document(document(x=channel("sns_topic", deliveryRetries=100, deliveryRetrySeconds=36)))
        problem = problem_of(document(x=channel("sns_topic", deliveryRetries=100, deliveryRetrySeconds=37)))
        assert (problem.path, problem.allowed) == ("nodes.x.deliveryRetries", "at most 3,600 s in all")

    def test_a_filter_policy_has_at_most_five_keys(self):
        keys = {f"k{i}": "v" for i in range(6)}
        problem = problem_of(document(x=channel("sns_topic"), edges={"e": subscribe("x", "one", matchHeaders=keys)}))
        assert (problem.path, problem.allowed) == ("edges.e.matchHeaders", "at most 5")

    def test_retries_to_a_queue_are_amazons(self):
        nodes = {"x": channel("sns_topic"), "q": channel("sqs_queue")}
        problem = problem_of(document(**nodes, edges={"e": subscribe("x", "q", deliveryRetries=3)}))
        assert problem.path == "edges.e.deliveryRetries"
        assert read_document(document(**nodes, edges={"e": subscribe("x", "one", deliveryRetries=3)}))


class TestNats:
    def test_there_are_as_many_servers_as_replicas(self):
        problem = problem_of(document({"nodes": 1}, x=channel("nats_stream")))
        assert (problem.path, problem.allowed) == ("nodes.x.replicas", "at most 1")

    def test_duplicates_are_not_looked_for_longer_than_messages_are_kept(self):
        stream: Any = read_document(document(x=channel("nats_stream", maxAgeMs=5_000))).nodes["x"]
        assert stream.duplicate_window_ms == 5_000
        problem = problem_of(document(x=channel("nats_stream", maxAgeMs=5_000, duplicateWindowMs=5_001)))
        assert (problem.path, problem.allowed) == ("nodes.x.duplicateWindowMs", "at most 5000")

    @pytest.mark.parametrize(
        ("first", "second", "together"),
        [
            ({}, {}, False),
            ({"eventTypes": ["a"]}, {}, False),
            ({"eventTypes": ["a", "b"]}, {"eventTypes": ["b"]}, False),
            ({"eventTypes": ["a"]}, {"eventTypes": ["b"]}, True),
            ({"group": "g"}, {"group": "g"}, True),
        ],
    )
    def test_a_message_of_a_work_queue_has_one_consumer(self, first: Json, second: Json, together: bool):
        edges = {"e1": subscribe("x", "one", **first), "e2": subscribe("x", "two", **second)}
        assert read_document(document(x=channel("nats_stream"), edges=edges))
        raw = document(x=channel("nats_stream", retention="work_queue"), edges=edges)
        if together:
            assert read_document(raw)
        else:
            problem = problem_of(raw)
            assert problem.path == "edges.e2"
            assert "10100" in problem.problem

    def test_a_work_queue_is_read_from_its_beginning(self):
        edges = {"e": subscribe("x", "one", start="latest")}
        problem = problem_of(document(x=channel("nats_stream", retention="work_queue"), edges=edges))
        assert (problem.path, problem.allowed) == ("edges.e.start", "earliest")


class TestWhereAGroupStarts:
    @pytest.mark.parametrize(
        ("kind", "start", "path", "problem"),
        [
            ("kafka_topic", {"start": "time", "startSeconds": 1}, "start", "cannot start at a time there"),
            ("redis_stream", {"start": "sequence", "startSequence": 1}, "start", "cannot start at a sequence there"),
            ("redis_stream", {"start": "time"}, "startSeconds", "none is given"),
            ("nats_stream", {"start": "sequence"}, "startSequence", "none is given"),
            ("nats_stream", {"start": "earliest", "startSequence": 3}, "startSequence", "the start is no sequence"),
            ("nats_stream", {"startSeconds": 3}, "startSeconds", "the start is no time"),
        ],
    )
    def test_is_a_place_that_its_broker_knows(self, kind: str, start: Json, path: str, problem: str):
        raw = document(stream=channel(kind), edges={"read": subscribe("stream", "one", **start)})
        found = problem_of(raw)
        assert found.path == f"edges.read.{path}"
        assert problem in found.problem
