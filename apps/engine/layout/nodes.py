"""Brokers as containers, stations with their instances, and what their handlers do."""

from ..records import record

Broker = record(
    [
        ("delivery_timeout", "f8"),
        ("extra_latency", "f8"),
        ("rate", "f8"),
        ("next_turn", "f8"),
        ("jitter", "f8"),
        ("kind", "i4"),
        ("down", "i4"),
        ("blocked", "i4"),
        ("first_node", "i4"),
        ("nodes", "i4"),
        ("own", "i4"),
    ]
)
"""extra_latency, jitter: seconds that a publish takes longer. down: nobody reaches it. blocked: it takes nothing in
(memory or disk). rate: at most so many publishes a second, 0 for no limit; next_turn: when the next may pass. own: its
row in the table of its kind."""

BrokerNode = record([("broker", "i4"), ("zone", "i4"), ("down", "i4"), ("own", "i4")])
"""A server of a broker. own: as that broker likes."""

Station = record(
    [
        ("busy_seconds", "f8"),
        ("busy_since", "f8"),
        ("arrived", "i8"),
        ("completed", "i8"),
        ("rate", "f8"),
        ("taken", "i4"),
        ("busy", "i4"),
        ("waiting", "i4"),
        ("stream", "i4"),
        ("summary", "i4"),
        ("unusual", "u1"),
        ("manual", "u1"),
        ("idempotent", "u1"),
        ("down", "u1"),
        ("tokens", "f8"),
        ("extra_failure", "f8"),
        ("slow", "f8"),
        ("extra_latency", "f8"),
        ("poison", "f8"),
        ("crash_before_ack", "f8"),
        ("saga_node", "i4"),
        ("first_instance", "i4"),
        ("clock_skew", "f8"),
        ("cold_start", "f8"),
        ("burst", "f8"),
        ("tokens_at", "f8"),
        ("remembers", "f8"),
        ("waiting_seconds", "f8"),
        ("waiting_since", "f8"),
        ("up_instances_seconds", "f8"),
        ("up_instances_since", "f8"),
        ("jitter", "f8"),
        ("failed", "i8"),
        ("retries", "i8"),
        ("dead_lettered", "i8"),
        ("dropped", "i8"),
        ("refused", "i8"),
        ("conflicts", "i8"),
        ("deduplicated", "i8"),
        ("duplicate_effects", "i8"),
        ("slots_seconds", "f8"),
        ("slots_since", "f8"),
        ("instances", "i4"),
        ("next_instance", "i4"),
        ("concurrency", "i4"),
        ("slots", "i4"),
        ("call_head", "i4"),
        ("call_tail", "i4"),
        ("call_limit", "i4"),
        ("bare_handler", "i4"),
        ("zone", "i4"),
        ("scaling", "i4"),
        ("tracks_calls", "i4"),
        ("source", "i4"),
        ("up_instances", "i4"),
        ("wanted", "i4"),
        ("limiter", "i4"),
        ("first_version", "i4"),
        ("versions", "i4"),
        ("skew", "i4"),
    ],
    lines=True,
)
"""slots: concurrency of all instances that are up; taken: how many are, busy: how many of those at work. instances:
rows it has in `instances`, up or not. unusual: bits that say which of what follows behind `down` must be looked at.
idempotent: 0 no, else a store of Idempotency. remembers: seconds the store
keeps a key, inf for ever. manual: nobody polls for it but the lab. scaling: its row in `scalings` or -1. wanted: how
many instances there should be. rate, burst, tokens: a token bucket, rate 0 for no limit; limiter: the timer that
waits for the next token. first_version, versions: of an event store that expects versions, its rows in `versions`.
skew: the row of `skews` that says how far its clock is ahead."""

FAULTY, IN_SAGAS = 1, 2
"""What is unusual in a station: faults strike it (extra_failure to crash_before_ack); it is a node of sagas."""
NOT_IDEMPOTENT, SHARED_STORE, OWN_MEMORY, INBOX = range(4)

Instance = record(
    [
        ("slow", "f8"),
        ("since", "f8"),
        ("station", "i4"),
        ("number", "i4"),
        ("state", "i4"),
        ("slots", "i4"),
        ("busy", "i4"),
        ("ready_head", "i4"),
        ("ready_tail", "i4"),
        ("next_unsettled", "i4"),
        ("unsettled", "i4"),
        ("timer", "i4"),
        ("epoch", "i4"),
        ("struck", "i4"),
    ]
)
"""ready_head: consumers of this instance that may have something to do. unsettled: it stands in the list of instances
that `settle` gives work to after the event. epoch: how often it crashed or ended, so that its memory is a new
one. struck: a fault keeps this one down, also while it is not wanted."""

Scaling = record(
    [
        ("every", "f8"),
        ("cooldown", "f8"),
        ("target", "f8"),
        ("last_change", "f8"),
        ("window", "f8"),
        ("station", "i4"),
        ("fewest", "i4"),
        ("most", "i4"),
        ("timer", "i4"),
        ("first_recommendation", "i4"),
        ("unused", "i4"),
    ]
)
"""every, cooldown, window: seconds; window: of the scale-down stabilisation, 0 for none. first_recommendation: of its
rows in `recommendations`, one for each number of instances from `fewest` to `most`."""
Recommendation = record([("at", "f8")])
"""When that many instances were last asked for."""

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
        ("first_value", "i4"),
        ("values", "i4"),
        ("unused", "i4"),
    ]
)
Dispatch = record([("handler", "i4"), ("unused", "i4")])
Outcome = record(
    [
        ("below", "f8"),
        ("first_emission", "i4"),
        ("emissions", "i4"),
        ("type", "i4"),
        ("first_route", "i4"),
        ("routes", "i4"),
        ("unused", "i4"),
    ]
)
"""type, first_route, routes: of its first emission, once more, as most have one."""
Value = record([("below", "f8"), ("seconds", "f8")])
"""One of the values of an empirical distribution."""

RECORDS = {
    "brokers": Broker,
    "broker_nodes": BrokerNode,
    "stations": Station,
    "instances": Instance,
    "scalings": Scaling,
    "recommendations": Recommendation,
    "handlers": Handler,
    "dispatch": Dispatch,
    "outcomes": Outcome,
    "values": Value,
}
