"""The state at the arena's start: the clock, the free lists, and where every section is."""

from typing import Any

from ..records import record


def state_of(sections: tuple[str, ...]) -> Any:
    """The record of the state, with the place and the length of every section. hole: 1 while the first event has
    been taken and nothing stands in its place yet. keeps_more: 1 if x-death lines, remembered ids or sagas may need
    room. version_of, version_read: what an answer hands on to the next call of its caller: a store and the version
    of an aggregate there, -1 for none. correlations: requests that went through queues. next_sample: the id of the
    next request or event to be followed. Places are addresses while the arena is in use, and are kept as offsets,
    so that the bytes can be restored elsewhere: see `Arena.stored`."""
    places = [(f"{name}_{what}", "i8") for what in ("at", "count") for name in sections]
    fixed = frozenset(name for name, _ in places) | {"types", "sample_every", "watched"}
    fixed |= {"margin", "entry_margin", "has_deaths"}
    return record(
        [
            ("version", "i8"),
            ("bytes", "i8"),
            ("now", "f8"),
            ("events", "i8"),
            ("sequence", "i8"),
            ("pending", "i8"),
            ("hole", "i8"),
            ("next_id", "i8"),
            ("free", "i8"),
            ("free_count", "i8"),
            ("free_saga", "i8"),
            ("free_saga_count", "i8"),
            ("free_entry", "i8"),
            ("free_entry_count", "i8"),
            ("free_death", "i8"),
            ("free_death_count", "i8"),
            ("disturbed", "i8"),
            ("has_deaths", "i8"),
            ("keeps_more", "i8"),
            ("seen_used", "i8"),
            ("margin", "i8"),
            ("entry_margin", "i8"),
            ("types", "i8"),
            ("sample_every", "i8"),
            ("next_sample", "i8"),
            ("hops_written", "i8"),
            ("endings_written", "i8"),
            ("history_written", "i8"),
            ("watched", "i8"),
            ("version_of", "i8"),
            ("version_read", "i8"),
            ("unsettled_head", "i8"),
            ("unsettled_tail", "i8"),
            ("correlations", "i8"),
            ("requests_sent", "i8"),
            ("requests_answered", "i8"),
            ("requests_failed", "i8"),
            ("requests_timed_out", "i8"),
            ("requests_refused", "i8"),
            ("sagas_started", "i8"),
            ("sagas_committed", "i8"),
            ("sagas_compensated", "i8"),
            ("sagas_running", "i8"),
            ("sagas_compensating", "i8"),
            ("sagas_stuck", "i8"),
            *places,
        ],
        fixed=fixed,
    )


TOTALS = (
    "requests_sent",
    "requests_answered",
    "requests_failed",
    "requests_timed_out",
    "requests_refused",
    "sagas_started",
    "sagas_committed",
    "sagas_compensated",
    "sagas_running",
    "sagas_compensating",
    "sagas_stuck",
)
