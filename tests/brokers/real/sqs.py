"""A script's document on moto's SQS and SNS, by boto3."""

import json
import threading
import time
from collections import deque
from functools import lru_cache
from secrets import token_hex
from typing import Any

import boto3
from botocore.exceptions import ClientError

from ..documents import edges_of, nodes_of
from ..playing import Script
from .delivery import Delivery

PATIENCE = 0.25
_making = threading.Lock()


@lru_cache
def _client(service: str, address: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=address,
        region_name="eu-central-1",
        aws_access_key_id="none",
        aws_secret_access_key="none",
    )


def client(service: str, address: str) -> Any:
    """Made one at a time: boto3's default session is not for several threads, its clients are."""
    with _making:
        return _client(service, address)


def data_type(value: str) -> str:
    """As a sender would say it who has numbers and texts."""
    try:
        float(value)
    except ValueError:
        return "String"
    return "Number"


class RealSqs:
    def __init__(self, script: Script, address: str) -> None:
        self.document, self.patience = script.document, script.patience or PATIENCE
        self.prefix = f"s{token_hex(6)}-"  # the script's name would be too long: queues end at 80 characters
        self.sqs, self.sns = client("sqs", address), client("sns", address)
        self.urls: dict[str, str] = {}
        self.arns: dict[str, str] = {}
        self.buffers: dict[tuple[str, int], deque[Delivery]] = {}
        self.down: set[tuple[str, int]] = set()
        self.sent: dict[int, str] = {}
        self.not_taken: list[int] = []
        self.duplicating: dict[str, str] = {}  # fault -> edge
        queues = nodes_of(self.document, "dead_letter_queue") | nodes_of(self.document, "sqs_queue")
        for identifier in queues:
            self.make_queue(identifier)
        for identifier in nodes_of(self.document, "sns_topic"):
            self.arns[identifier] = self.sns.create_topic(Name=self.prefix + identifier)["TopicArn"]
        for edge in edges_of(self.document, "subscribe"):
            if edge["source"] in self.arns and edge["source"] not in self.urls:
                self.subscribe(edge)

    def is_fifo(self, identifier: str) -> bool:
        """A dead letter queue is of the kind of the queue that it serves."""
        served = [edge["source"] for edge in edges_of(self.document, "dead_letter", target=identifier)]
        return any(self.document["nodes"][name].get("fifo") for name in [identifier, *served])

    def make_queue(self, identifier: str) -> None:
        fields, fifo = self.document["nodes"][identifier], self.is_fifo(identifier)
        attributes = {
            "VisibilityTimeout": str(int(fields.get("visibilityTimeoutMs", 30_000) / 1000)),
            "DelaySeconds": str(fields.get("delaySeconds", 0)),
            "MaximumMessageSize": str(fields.get("maxMessageBytes", 1_048_576)),
        }
        if fifo:
            content = fields.get("deduplication") == "content"
            attributes |= {"FifoQueue": "true", "ContentBasedDeduplication": str(content).lower()}
        for edge in edges_of(self.document, "dead_letter", source=identifier):
            policy = {"deadLetterTargetArn": self.arns[edge["target"]], "maxReceiveCount": fields["maxReceiveCount"]}
            attributes["RedrivePolicy"] = json.dumps(policy)
        name = self.prefix + identifier + (".fifo" if fifo else "")
        self.urls[identifier] = self.sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
        answer = self.sqs.get_queue_attributes(QueueUrl=self.urls[identifier], AttributeNames=["QueueArn"])
        self.arns[identifier] = answer["Attributes"]["QueueArn"]

    def subscribe(self, edge: dict[str, Any]) -> None:
        attributes = {"RawMessageDelivery": "true"}
        policy = edge.get("filterPolicy")
        wanted = [policy] if policy else [{name: [value]} for name, value in edge.get("matchHeaders", {}).items()]
        if edge.get("eventTypes"):
            wanted.append({"eventType": edge["eventTypes"]})
        if wanted:
            attributes["FilterPolicy"] = json.dumps({name: values for one in wanted for name, values in one.items()})
        self.sns.subscribe(
            TopicArn=self.arns[edge["source"]],
            Protocol="sqs",
            Endpoint=self.arns[edge["target"]],
            Attributes=attributes,
        )

    def publish(self, number: int, source: str, event_type: str, key: int | None) -> None:
        size = self.document["eventTypes"][event_type].get("sizeBytes", 0)
        content = {"number": number, "type": event_type, "key": key}
        body = json.dumps(content).ljust(size)
        headers = self.document["eventTypes"][event_type].get("headers", {})
        for edge in edges_of(self.document, "publish", source=source):
            if not edge.get("eventTypes") or event_type in edge["eventTypes"]:
                for _ in range(2 if edge["id"] in self.duplicating.values() else 1):
                    try:
                        self.send(edge, body, {**headers, **edge.get("headers", {}), "eventType": event_type})
                    except ClientError as refused:
                        if refused.response["Error"]["Code"] not in ("InvalidParameter", "InvalidParameterValue"):
                            raise
                        self.not_taken.append(number)

    def send(self, edge: dict[str, Any], body: str, headers: dict[str, str]) -> None:
        target, content = edge["target"], json.loads(body)
        attributes = {name: {"DataType": data_type(value), "StringValue": value} for name, value in headers.items()}
        if target not in self.urls:
            self.sns.publish(TopicArn=self.arns[target], Message=body, MessageAttributes=attributes)
            return
        more: dict[str, Any] = {}
        if self.is_fifo(target):
            more["MessageGroupId"] = str(content["key"])
            way = self.document["nodes"][target].get("deduplication", "none")
            if way != "content":
                # Without deduplication each send says an id of its own.
                more["MessageDeduplicationId"] = f"{content['number']}" if way == "id" else f"{time.time_ns()}"
        elif edge.get("delaySeconds") is not None:
            more["DelaySeconds"] = edge["delaySeconds"]
        self.sqs.send_message(QueueUrl=self.urls[target], MessageBody=body, MessageAttributes=attributes, **more)

    def poll(self, service: str, instance: int) -> Delivery | None:
        if (service, instance) in self.down:
            return None
        buffer = self.buffers.setdefault((service, instance), deque())
        deadline = time.monotonic() + self.patience
        while not buffer:
            for edge in edges_of(self.document, "subscribe", target=service):
                buffer.extend(self.receive(edge["source"], service, instance))
            if not buffer and time.monotonic() > deadline:
                return None
        return buffer.popleft()

    def receive(self, queue: str, service: str, instance: int) -> list[Delivery]:
        answer = self.sqs.receive_message(
            QueueUrl=self.urls[queue],
            MaxNumberOfMessages=self.document["nodes"][queue].get("receiveBatch", 1),
            WaitTimeSeconds=0,
            AttributeNames=["All"],
        )
        grave = queue in nodes_of(self.document, "dead_letter_queue")
        return [
            Delivery(
                message=content["number"],
                event_type=content["type"],
                key=content["key"],
                channel=queue,
                service=service,
                instance=instance,
                handle=got["ReceiptHandle"],
                # moto goes on counting where AWS' documentation leaves open what a dead letter queue counts.
                deliveries=None if grave else int(got["Attributes"]["ApproximateReceiveCount"]),
            )
            for got in answer.get("Messages", [])
            for content in [json.loads(got["Body"])]
        ]

    def ack(self, delivery: Delivery) -> None:
        self.sqs.delete_message(QueueUrl=self.urls[delivery.channel], ReceiptHandle=delivery.handle)

    def nack(self, delivery: Delivery, requeue: bool) -> None:
        assert requeue, "SQS has no rejection: what is received too often is moved"
        self.sqs.change_message_visibility(
            QueueUrl=self.urls[delivery.channel], ReceiptHandle=delivery.handle, VisibilityTimeout=0
        )

    def crash(self, service: str, instance: int | None) -> None:
        count = self.document["nodes"][service]["instances"]
        lost = {(service, number) for number in range(count) if instance in (None, number)}
        self.down |= lost
        for key in lost:
            self.buffers.pop(key, None)

    def restart(self, service: str, instance: int | None) -> None:
        self.down -= {key for key in self.down if key[0] == service and instance in (None, key[1])}

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)

    def settle(self) -> None:
        """Nothing is shared out here."""

    def operate(self, operation: dict[str, Any]) -> None:
        if operation["kind"] == "purge":
            self.sqs.purge_queue(QueueUrl=self.urls[operation["target"]])
            return
        assert operation["kind"] == "redrive", operation
        for edge in edges_of(self.document, "dead_letter", target=operation["target"]):
            self.move(operation["target"], edge["source"])

    def move(self, dead: str, back: str) -> None:
        """moto has no StartMessageMoveTask: received, sent again and deleted, as it was done before there was one."""
        while got := self.sqs.receive_message(QueueUrl=self.urls[dead], AttributeNames=["All"]).get("Messages"):
            more: dict[str, Any] = {}
            if self.is_fifo(back):
                more = {
                    "MessageGroupId": got[0]["Attributes"]["MessageGroupId"],
                    "MessageDeduplicationId": f"{time.time_ns()}",
                }
            self.sqs.send_message(QueueUrl=self.urls[back], MessageBody=got[0]["Body"], **more)
            self.sqs.delete_message(QueueUrl=self.urls[dead], ReceiptHandle=got[0]["ReceiptHandle"])

    def inject(self, identifier: str, fault: dict[str, Any]) -> None:
        assert (fault["kind"], fault["percent"]) == ("duplicate", 100), fault
        self.duplicating[identifier] = fault["target"]

    def heal(self, identifier: str) -> None:
        del self.duplicating[identifier]

    def depth(self, channel: str) -> int:
        answer = self.sqs.get_queue_attributes(
            QueueUrl=self.urls[channel], AttributeNames=["ApproximateNumberOfMessages"]
        )
        return int(answer["Attributes"]["ApproximateNumberOfMessages"])

    def refused(self) -> list[int]:
        return sorted(self.not_taken)

    def close(self) -> None:
        for url in self.urls.values():
            self.sqs.delete_queue(QueueUrl=url)
