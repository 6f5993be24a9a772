"""One member of a consumer group, as a process of its own: `python -m tests.brokers.real.kafka_member CONFIG`.

So that it can be killed, which is the one way to be lost without a word to the group. Between commands it goes on
polling, as an application does; a command is a line of JSON on stdin, its answer a line on stdout.
"""

import json
import select
import sys
import time
from collections import deque
from typing import Any

from confluent_kafka import Consumer, TopicPartition


class Member:
    def __init__(self, config: dict[str, Any], topics: list[str]) -> None:
        self.came: deque[dict[str, Any]] = deque()
        self.owned: set[tuple[str, int]] = set()
        self.by_itself = bool(config["enable.auto.commit"])
        self.consumer = Consumer(config)
        self.consumer.subscribe(topics, on_assign=self.assigned, on_revoke=self.revoked, on_lost=self.revoked)

    def assigned(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        self.owned |= {(one.topic, one.partition) for one in partitions}

    def revoked(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        gone = {(one.topic, one.partition) for one in partitions}
        self.owned -= gone
        self.came = deque(one for one in self.came if (one["topic"], one["partition"]) not in gone)

    def poll(self) -> None:
        got = self.consumer.poll(0.02)
        if got is not None and not got.error():
            place = {"topic": got.topic(), "partition": got.partition(), "offset": got.offset()}
            key = None if got.key() is None else int(got.key())
            self.came.append({**place, "value": got.value().decode(), "key": key})

    def owns(self) -> int:
        return len(self.owned)

    def take(self, patience: float) -> dict[str, Any] | None:
        deadline = time.monotonic() + patience
        while not self.came and time.monotonic() < deadline:
            self.poll()
        return self.came.popleft() if self.came else None

    def ack(self, topic: str, partition: int, offset: int) -> None:
        after = [TopicPartition(topic, partition, offset + 1)]
        if self.by_itself:
            self.consumer.store_offsets(offsets=after)
        else:
            self.consumer.commit(offsets=after, asynchronous=False)

    def back(self, topic: str, partition: int, offset: int) -> None:
        self.consumer.seek(TopicPartition(topic, partition, offset))
        self.came = deque(one for one in self.came if one["partition"] != partition)

    def seek(self, topic: str, to: str, seconds: float) -> None:
        """Moves the position and commits it, as resetting the offsets of a group does."""
        mine = [TopicPartition(topic, partition) for name, partition in self.owned if name == topic]
        self.came.clear()
        if to == "seconds_ago":
            then = int((time.time() - seconds) * 1000)
            asked = [TopicPartition(topic, one.partition, then) for one in mine]
            places = self.consumer.offsets_for_times(asked, timeout=5)
        else:
            ends = {one.partition: self.consumer.get_watermark_offsets(one, timeout=5) for one in mine}
            places = [TopicPartition(topic, partition, both[to == "latest"]) for partition, both in ends.items()]
        for place in places:
            self.consumer.seek(place)
        if places:
            self.consumer.commit(offsets=places, asynchronous=False)

    def lag(self, topic: str, partitions: int) -> int:
        """Log end - committed, over all partitions; from the start of the log where nothing is committed yet."""
        lag = 0
        for committed in self.consumer.committed([TopicPartition(topic, number) for number in range(partitions)]):
            low, high = self.consumer.get_watermark_offsets(committed, timeout=5)
            lag += high - max(committed.offset, low)
        return lag

    def leave(self) -> None:
        self.consumer.close()


def main() -> None:
    given = json.loads(sys.argv[1])
    member = Member(given["config"], given["topics"])
    while True:
        if not select.select([sys.stdin], [], [], 0)[0]:
            member.poll()
            continue
        line = sys.stdin.readline()
        if not line:
            return  # whoever started it is gone
        name, arguments = json.loads(line)
        print(json.dumps(getattr(member, name)(*arguments)), flush=True)
        if name == "leave":
            return


if __name__ == "__main__":
    main()
