"""The records of the arena: every byte of a simulation's state is declared here.

Place in the flow: `compile` fills the tables of the program, `arena` lays them out in one block, `kernel` reads and
writes them. Times are in seconds of simulated time. An index of -1 means none.

State stands at the arena's start and holds the byte offset of every other section, never an address, so the bytes can
be restored at another place, in another process.
"""

from typing import Any

from .records import record

SECTIONS = (
    "brokers",
    "stations",
    "handlers",
    "dispatch",
    "outcomes",
    "emissions",
    "routes",
    "deliveries",
    "edges",
    "call_lists",
    "channels",
    "groups",
    "subscriptions",
    "lanes",
    "tickets",
    "sources",
    "shares",
    "trace",
    "saga_nodes",
    "saga_steps",
    "saga_types",
    "paths",
    "streams",
    "summaries",
    "buckets",
    "hops",
    "scratch",
    "sagas",
    "saga_slots",
    "messages",
    "heap",
)
"""In the order they lie in the arena; the last four grow."""

LEDGER = (
    "published",
    "completed",
    "dead_lettered",
    "expired",
    "dropped",
    "lost",
    "redelivered",
    "duplicate_deliveries",
    "duplicate_effects",
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

State = record(
    [
        ("version", "i8"),
        ("bytes", "i8"),
        ("now", "f8"),
        ("events", "i8"),
        ("sequence", "i8"),
        ("pending", "i8"),
        ("next_id", "i8"),
        ("free", "i8"),
        ("free_count", "i8"),
        ("free_saga", "i8"),
        ("free_saga_count", "i8"),
        ("margin", "i8"),
        ("types", "i8"),
        ("sample_every", "i8"),
        ("hops_written", "i8"),
        *((name, "i8") for name in LEDGER),
        *((f"{name}_at", "i8") for name in SECTIONS),
        *((f"{name}_count", "i8") for name in SECTIONS),
    ]
)

Broker = record([("delivery_timeout", "f8"), ("extra_latency", "f8"), ("down", "i4"), ("unused", "i4")])

Station = record(
    [
        ("extra_failure", "f8"),
        ("slow", "f8"),
        ("extra_latency", "f8"),
        ("arrived", "i8"),
        ("completed", "i8"),
        ("failed", "i8"),
        ("retries", "i8"),
        ("dead_lettered", "i8"),
        ("dropped", "i8"),
        ("refused", "i8"),
        ("busy_seconds", "f8"),
        ("busy_since", "f8"),
        ("waiting_seconds", "f8"),
        ("waiting_since", "f8"),
        ("slots", "i4"),
        ("busy", "i4"),
        ("down", "i4"),
        ("waiting", "i4"),
        ("call_head", "i4"),
        ("call_tail", "i4"),
        ("call_limit", "i4"),
        ("ready_head", "i4"),
        ("ready_tail", "i4"),
        ("idempotent", "i4"),
        ("bare_handler", "i4"),
        ("saga_node", "i4"),
        ("summary", "i4"),
        ("stream", "i4"),
    ]
)

Handler = record(
    [
        ("work_a", "f8"),
        ("work_b", "f8"),
        ("failure", "f8"),
        ("work_kind", "i4"),
        ("first_call", "i4"),
        ("calls", "i4"),
        ("first_outcome", "i4"),
        ("outcomes", "i4"),
        ("first_failure_emission", "i4"),
        ("failure_emissions", "i4"),
        ("unused", "i4"),
    ]
)
Dispatch = record([("handler", "i4"), ("unused", "i4")])
Outcome = record([("below", "f8"), ("first_emission", "i4"), ("emissions", "i4")])
Emission = record([("type", "i4"), ("first_route", "i4"), ("routes", "i4"), ("unused", "i4")])
Route = record(
    [
        ("latency", "f8"),
        ("relay", "f8"),
        ("edge", "i4"),
        ("via", "i4"),
        ("channel", "i4"),
        ("first_delivery", "i4"),
        ("deliveries", "i4"),
        ("counts", "i4"),
        ("entry", "i4"),
        ("unused", "i4"),
    ]
)
# via: the binding it goes on over, out of an exchange or an SNS topic, which is the entry; counts: 1 for the first of
# an edge's routes, which alone counts the edge and the entry.
Delivery = record([("group", "i4"), ("unused", "i4")])

Edge = record(
    [
        ("latency", "f8"),
        ("extra_latency", "f8"),
        ("timeout", "f8"),
        ("open_until", "f8"),
        ("open_for", "f8"),
        ("count", "i8"),
        ("failed", "i8"),
        ("timed_out", "i8"),
        ("refused", "i8"),
        ("source", "i4"),
        ("target", "i4"),
        ("sends", "i4"),
        ("bare", "i4"),
        ("retries", "i4"),
        ("breaker", "i4"),
        ("failures", "i4"),
        ("summary", "i4"),
    ]
)
CallList = record([("edge", "i4"), ("unused", "i4")])

Channel = record(
    [
        ("published", "i8"),
        ("kept", "i8"),
        ("dropped", "i8"),
        ("lost", "i8"),
        ("broker", "i4"),
        ("first_group", "i4"),
        ("groups", "i4"),
        ("dlq", "i4"),
    ]
)
# kept: dead letters that arrived here; dlq: its emissions, one for each event type, where it is read.
Group = record(
    [
        ("latency", "f8"),
        ("channel", "i4"),
        ("broker", "i4"),
        ("first_lane", "i4"),
        ("lanes", "i4"),
        ("first_subscription", "i4"),
        ("subscriptions", "i4"),
        ("edge", "i4"),
        ("waiting", "i4"),
        ("waiting_seconds", "f8"),
        ("waiting_since", "f8"),
        ("arrived", "i8"),
    ]
)
Subscription = record(
    [
        ("first_delay", "f8"),
        ("factor", "f8"),
        ("longest", "f8"),
        ("redelivery", "f8"),
        ("commit_every", "f8"),
        ("group", "i4"),
        ("station", "i4"),
        ("edge", "i4"),
        ("max_retries", "i4"),
        ("backoff", "i4"),
        ("jitter", "i4"),
        ("hold", "i4"),
        ("dead_letter_edge", "i4"),
        ("dead_letter_channel", "i4"),
        ("summary", "i4"),
        ("in_process", "i4"),
        ("unused", "i4"),
    ]
)
Lane = record(
    [
        ("head", "i4"),
        ("tail", "i4"),
        ("waiting", "i4"),
        ("active", "i4"),
        ("limit", "i4"),
        ("broker", "i4"),
        ("group", "i4"),
        ("first_ticket", "i4"),
        ("tickets", "i4"),
        ("next_ticket", "i4"),
        ("done_head", "i4"),
        ("done_tail", "i4"),
        ("done", "i4"),
        ("delayed", "i4"),
    ]
)
Ticket = record(
    [
        ("lane", "i4"),
        ("station", "i4"),
        ("subscription", "i4"),
        ("next", "i4"),
        ("queued", "i4"),
        ("active", "i4"),
        ("limit", "i4"),
        ("unused", "i4"),
    ]
)

Source = record(
    [
        ("rate", "f8"),
        ("off_rate", "f8"),
        ("on_seconds", "f8"),
        ("off_seconds", "f8"),
        ("phase_until", "f8"),
        ("factor", "f8"),
        ("repeat_every", "f8"),
        ("offset", "f8"),
        ("kind", "i4"),
        ("on", "i4"),
        ("batch", "i4"),
        ("batch_left", "i4"),
        ("first_share", "i4"),
        ("shares", "i4"),
        ("first_point", "i4"),
        ("points", "i4"),
        ("next_point", "i4"),
        ("station", "i4"),
        ("message", "i4"),
        ("unused", "i4"),
    ]
)
Share = record([("below", "f8"), ("type", "i4"), ("keys", "i4")])
TracePoint = record([("at", "f8"), ("type", "i4"), ("key", "i4"), ("keys", "i4"), ("unused", "i4")])

SagaNode = record(
    [
        ("station", "i4"),
        ("starts_on", "i4"),
        ("first_step", "i4"),
        ("steps", "i4"),
        ("first_committed", "i4"),
        ("committed", "i4"),
        ("first_compensated", "i4"),
        ("compensated", "i4"),
        ("now_running", "i8"),
        ("now_compensating", "i8"),
        ("now_stuck", "i8"),
        ("all_started", "i8"),
        ("all_committed", "i8"),
        ("all_compensated", "i8"),
    ]
)
SagaStep = record(
    [
        ("timeout", "f8"),
        ("succeeds_on", "i4"),
        ("compensated_on", "i4"),
        ("command", "i4"),
        ("compensation", "i4"),
        ("first_fails_on", "i4"),
        ("fails_on", "i4"),
    ]
)
SagaType = record([("type", "i4"), ("unused", "i4")])
Path = record([("summary", "i4"), ("unused", "i4")])

Stream = record([("a", "u8"), ("b", "u8"), ("c", "u8"), ("d", "u8")])
Summary = record([("count", "i8"), ("total", "f8"), ("largest", "f8")])
Bucket = record([("count", "u4")])
Number = record([("value", "f8")])
Bits = record([("value", "i8")])
Hop = record(
    [
        ("id", "i8"),
        ("departed", "f8"),
        ("arrived", "f8"),
        ("edge", "i4"),
        ("type", "i4"),
        ("backwards", "i4"),
        ("failed", "i4"),
    ]
)

Saga = record(
    [
        ("id", "i8"),
        ("born", "f8"),
        ("node", "i4"),
        ("status", "i4"),
        ("step", "i4"),
        ("done", "i4"),
        ("undone", "i4"),
        ("timer", "i4"),
        ("key", "i4"),
        ("marks", "i4"),
        ("next", "i4"),
        ("source", "i4"),
    ]
)
SagaSlot = record([("key", "i8"), ("saga", "i4"), ("unused", "i4")])

Message = record(
    [
        ("id", "i8"),
        ("due", "i8"),
        ("born", "f8"),
        ("sent", "f8"),
        ("ready", "f8"),
        ("next", "i4"),
        ("key", "i4"),
        ("type", "i4"),
        ("kind", "i4"),
        ("station", "i4"),
        ("origin", "i4"),
        ("lane", "i4"),
        ("ticket", "i4"),
        ("via", "i4"),
        ("attempt", "i4"),
        ("step", "i4"),
        ("parent", "i4"),
        ("child", "i4"),
        ("marks", "i4"),
    ]
)
# id: of the request or event that everything downstream shares. due: the sequence number of its valid event.
# born: when that request or event began; sent: this message; ready: when it became available where it is.
# station: where it is worked on; origin: the source it began at. via: a call's edge, a published message's route.
# attempt: of a message, its failed attempts; of a call, how often it was sent before. step: the handler's next call.
# parent: who waits for this call; child: the call it waits for.
Event = record([("time", "f8"), ("order", "i8")])

RECORDS: dict[str, Any] = {
    "brokers": Broker,
    "stations": Station,
    "handlers": Handler,
    "dispatch": Dispatch,
    "outcomes": Outcome,
    "emissions": Emission,
    "routes": Route,
    "deliveries": Delivery,
    "edges": Edge,
    "call_lists": CallList,
    "channels": Channel,
    "groups": Group,
    "subscriptions": Subscription,
    "lanes": Lane,
    "tickets": Ticket,
    "sources": Source,
    "shares": Share,
    "trace": TracePoint,
    "saga_nodes": SagaNode,
    "saga_steps": SagaStep,
    "saga_types": SagaType,
    "paths": Path,
    "streams": Stream,
    "summaries": Summary,
    "buckets": Bucket,
    "hops": Hop,
    "scratch": Number,
    "sagas": Saga,
    "saga_slots": SagaSlot,
    "messages": Message,
    "heap": Event,
}

# What a message waits for: its `kind`. QUEUED, UNCOMMITTED and FREE have no event in the heap.
FREE, SOURCE_TICK, AT_CHANNEL, AT_LANE, QUEUED, WORK_DONE, CALL_ARRIVES, WAITS_FOR_ANSWER = range(8)
ANSWER, RETRY, RETRY_IN_PLACE, REDELIVER, UNCOMMITTED, COMMIT_TICK, SAGA_TIMER = range(8, 15)

# Marks of a message, bits of `marks`.
SAMPLED, APPLIED, FAILED, REFUSED, BARE, AT_SOURCE = 1, 2, 4, 8, 16, 32

# Kinds of work, of workload, of backoff, of jitter, of holding while a retry waits, of saga status.
CONSTANT, EXPONENTIAL, LOGNORMAL, UNIFORM = range(4)
POISSON_ARRIVALS, CONSTANT_ARRIVALS, BURST_ARRIVALS, SCHEDULED, RECORDED = range(5)
NO_BACKOFF, FIXED_BACKOFF, EXPONENTIAL_BACKOFF = range(3)
NO_JITTER, EQUAL_JITTER, FULL_JITTER = range(3)
HOLD_NOTHING, HOLD_SLOT_AND_LANE, HOLD_LANE = range(3)
EARLY, RUNNING, COMPENSATING, STUCK, ENDED = range(5)

# Streams of random numbers a station has, from its `stream` on.
WORK, FAILURE, JITTER, OUTCOME = range(4)
ARRIVALS, KEYS, MIX = range(3)
STREAMS_PER_STATION = 4

# Buckets of a histogram: 64 to an octave, from 2**FIRST_OCTAVE seconds up.
BUCKETS_PER_OCTAVE, OCTAVES, FIRST_OCTAVE = 64, 36, -18
BUCKETS = BUCKETS_PER_OCTAVE * OCTAVES

# A message's index takes the low bits of an event's order, the sequence number the rest.
INDEX_BITS = 24
INDEX_MASK = (1 << INDEX_BITS) - 1

REACHED, GROW, PAUSED = range(3)
VERSION = 1
SAGA_MEMORY_SECONDS = 30.0
"""How long a saga's id is kept after its end, and an answer that came before its start."""
