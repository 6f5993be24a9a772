"""SQS and SNS by LocalStack, and the queues, topics and subscriptions by the AWS command line."""

import json
from shlex import quote
from typing import Any

from apps.schema import Document
from apps.schema.edges import Subscribe
from apps.schema.filter_policies import EVENT_TYPE
from apps.schema.nodes import DeadLetterQueue, SnsTopic, SqsQueue

from .naming import channel_names, inside
from .parts import Parts, dead_letter_queue_of, dead_letter_queues_in, healthcheck, setup_service

IMAGE = "localstack/localstack:4.9.2"
CLI_IMAGE = "amazon/aws-cli:2.31.18"
REGION, ACCOUNT = "us-east-1", "000000000000"
# LocalStack takes any credentials, the command line wants some.
_CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION}


def parts(document: Document, broker: str, service: str, index: int) -> Parts:
    server = {
        "image": IMAGE,
        "environment": {"SERVICES": "sqs,sns", "AWS_DEFAULT_REGION": REGION},
        "ports": [f"127.0.0.1:{4566 + index}:4566"],
        "healthcheck": healthcheck("curl", "-fsS", "http://localhost:4566/_localstack/health"),
    }
    services = {service: server}
    lines = creations(document, broker)
    if lines:
        # Not by AWS_ENDPOINT_URL: some versions of the command line do not heed it for SQS.
        aws = f"aws --endpoint-url http://{service}:4566"
        script = "\n".join(["set -e", *(f"{aws} {line}" for line in lines)]) + "\n"
        services[f"{service}-setup"] = setup_service(CLI_IMAGE, service, script, _CREDENTIALS)
    return Parts(services)


def creations(document: Document, broker: str) -> list[str]:
    """Dead letter queues first, then the queues that name them, then topics and their subscriptions."""
    queues = inside(document, broker, "sqs_queue")
    dead = dead_letter_queues_in(document, broker)
    topics = inside(document, broker, "sns_topic")
    names = channel_names(document, [*queues, *dead], dots=False)
    fifo = {identifier for identifier in queues if _is_fifo(document, identifier)}
    lines = [_create_queue(names[identifier], _kept(document, identifier)) for identifier in dead]
    lines += [
        _create_queue(f"{names[identifier]}.fifo", {"FifoQueue": "true", **_kept(document, identifier)})
        for identifier in dead
        if any(dead_letter_queue_of(document, queue) == identifier for queue in fifo)
    ]
    lines += [_queue(document, identifier, names) for identifier in queues]
    full = {identifier: names[identifier] + (".fifo" if identifier in fifo else "") for identifier in queues}
    for identifier, name in channel_names(document, topics, dots=False).items():
        lines += _topic(document, identifier, name, full, fifo)
    return lines


def _kept(document: Document, identifier: str) -> dict[str, str]:
    """How long a dead letter queue keeps what it has, where that differs from Amazon's default."""
    node, usual = document.nodes[identifier], DeadLetterQueue.model_fields["retention_seconds"].default
    if not isinstance(node, DeadLetterQueue) or node.retention_seconds == usual:
        return {}
    return {"MessageRetentionPeriod": str(node.retention_seconds)}


def _is_fifo(document: Document, identifier: str) -> bool:
    node = document.nodes[identifier]
    return isinstance(node, SqsQueue) and node.fifo


def _queue(document: Document, identifier: str, names: dict[str, str]) -> str:
    node = document.nodes[identifier]
    assert isinstance(node, SqsQueue)
    ending = ".fifo" if node.fifo else ""
    attributes = _attributes(node)
    dead = dead_letter_queue_of(document, identifier)
    if dead in names:
        # A FIFO queue's dead letter queue must be FIFO, a standard queue's standard.
        target = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{names[dead]}{ending}"
        redrive = {"deadLetterTargetArn": target, "maxReceiveCount": str(node.max_receive_count)}
        attributes["RedrivePolicy"] = json.dumps(redrive)
    return _create_queue(names[identifier] + ending, attributes)


def _attributes(node: SqsQueue) -> dict[str, str]:
    """SQS API, queue attributes: those that differ from Amazon's defaults, and the visibility timeout."""
    usual = SqsQueue.model_fields
    settings = {
        "MessageRetentionPeriod": "retention_seconds",
        "DelaySeconds": "delay_seconds",
        "ReceiveMessageWaitTimeSeconds": "receive_wait_seconds",
        "MaximumMessageSize": "max_message_bytes",
    }
    attributes = {"VisibilityTimeout": str(round(node.visibility_timeout_ms / 1000))}
    attributes |= {
        attribute: str(getattr(node, name))
        for attribute, name in settings.items()
        if getattr(node, name) != usual[name].default
    }
    if node.fifo:
        # Where nothing is deduplicated every sender gives an id of its own; by content SQS makes one.
        attributes |= {"FifoQueue": "true", "ContentBasedDeduplication": str(node.deduplication == "content").lower()}
        if node.high_throughput:
            attributes |= {"DeduplicationScope": "messageGroup", "FifoThroughputLimit": "perMessageGroupId"}
    return attributes


def _create_queue(name: str, attributes: dict[str, str]) -> str:
    with_attributes = f" --attributes {quote(json.dumps(attributes))}" if attributes else ""
    return f"sqs create-queue --queue-name {name}{with_attributes}"


def _topic(document: Document, identifier: str, name: str, queues: dict[str, str], fifo: set[str]) -> list[str]:
    subscriptions = [
        edge
        for edge in document.edges.values()
        if isinstance(edge, Subscribe) and edge.source == identifier and edge.target in queues
    ]
    # Only a FIFO topic delivers to FIFO queues.
    ordered = any(edge.target in fifo for edge in subscriptions)
    full = f"{name}.fifo" if ordered else name
    settings = {"FifoTopic": "true"} if ordered else {}
    settings |= _delivery_policy(document, identifier) | _largest_message(document, identifier)
    lines = [f"sns create-topic --name {full}" + (f" --attributes {quote(json.dumps(settings))}" if settings else "")]
    for edge in subscriptions:
        attributes = {"RawMessageDelivery": "true"}
        if policy := filter_policy(edge):
            attributes["FilterPolicy"] = json.dumps(policy)
        lines.append(
            f"sns subscribe --topic-arn arn:aws:sns:{REGION}:{ACCOUNT}:{full} --protocol sqs "
            f"--notification-endpoint arn:aws:sqs:{REGION}:{ACCOUNT}:{queues[edge.target]} "
            f"--attributes {quote(json.dumps(attributes))}"
        )
    return lines


def filter_policy(edge: Subscribe) -> dict[str, Any]:
    """By the event type and by message attributes; keys of a policy are joined by and, unless $or says otherwise."""
    policy: dict[str, Any] = {EVENT_TYPE: edge.event_types} if edge.event_types else {}
    if edge.filter_policy:
        return policy | edge.filter_policy
    if edge.match == "any" and len(edge.match_headers) > 1:
        return policy | {"$or": [{name: [value]} for name, value in edge.match_headers.items()]}
    return policy | {name: [value] for name, value in edge.match_headers.items()}


def _largest_message(document: Document, identifier: str) -> dict[str, str]:
    node, usual = document.nodes[identifier], SnsTopic.model_fields["max_message_bytes"].default
    if not isinstance(node, SnsTopic) or node.max_message_bytes == usual:
        return {}
    return {"MaximumMessageSize": str(node.max_message_bytes)}


def _delivery_policy(document: Document, identifier: str) -> dict[str, str]:
    """How often and how far apart HTTP subscribers are tried again, where that differs from Amazon's defaults."""
    node, usual = document.nodes[identifier], SnsTopic.model_fields
    if not isinstance(node, SnsTopic):
        return {}
    chosen = (node.delivery_retries, node.delivery_retry_seconds)
    if chosen == (usual["delivery_retries"].default, usual["delivery_retry_seconds"].default):
        return {}
    retries = {"numRetries": chosen[0], "minDelayTarget": chosen[1], "maxDelayTarget": chosen[1]}
    return {"DeliveryPolicy": json.dumps({"http": {"defaultHealthyRetryPolicy": retries}})}
