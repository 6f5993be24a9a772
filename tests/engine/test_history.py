"""What logs keep for replay, and what they let go."""

from apps.engine.replay import play
from apps.schema import read_document
from apps.schema.faults import Crash
from tests.engine.small import constant, service, topic

HISTORY, PARTITIONS, PER_SECOND = 1000, 4, 200.0
COMMITS_EVERY = 5.0


def kept(until: float) -> list[int]:
    drawn = topic(PER_SECOND, PARTITIONS, service(constant(1), concurrency=PARTITIONS)).model_dump(by_alias=True)
    drawn["nodes"]["topic"]["history"] = HISTORY
    document = read_document(drawn)
    crash = Crash(target="consumer", at_seconds=20.0, duration_seconds=40.0)
    _, simulation = play(document, until=until, faults=[crash])
    logs = simulation.arena.view("logs")
    return [int(log["end"] - log["start"]) for log in logs]


def test_a_log_keeps_its_history_and_what_is_not_committed() -> None:
    most = HISTORY / PARTITIONS + 2 * COMMITS_EVERY * PER_SECOND / PARTITIONS
    assert all(HISTORY / PARTITIONS <= entries <= most for entries in kept(19.0))


def test_a_log_grows_while_nobody_reads_and_shrinks_when_it_has_been_read() -> None:
    most = HISTORY / PARTITIONS + 2 * COMMITS_EVERY * PER_SECOND / PARTITIONS
    assert all(entries > 30.0 * PER_SECOND / PARTITIONS for entries in kept(59.0))
    # Two entries go for one that comes, so the 2,000 of the outage are gone after as many have come.
    assert all(HISTORY / PARTITIONS <= entries <= most for entries in kept(160.0))
