"""Messages, the event list, hops of sampled messages, bad endings, remembered ids."""

from ..records import record

Message = record(
    [
        ("due", "i8"),
        ("kind", "u1"),
        ("type", "u1"),
        ("step", "u1"),
        ("priority", "u1"),
        ("marks", "u2"),
        ("attempt", "u2"),
        ("consumer", "i4"),
        ("place", "i4"),
        ("station", "i2"),
        ("origin", "i2"),
        ("next", "i4"),
        ("key", "i4"),
        ("payload", "i4"),
        ("extra", "i4"),
        ("via", "i4"),
        ("lineage", "u2"),
        ("reply_to", "u2"),
        ("deliveries", "u2"),
        ("unused", "u2"),
        ("ready", "f8"),
        ("sent", "f8"),
        ("born", "f8"),
        ("id", "i8"),
        ("parent", "i4"),
        ("child", "i4"),
        ("prev", "i4"),
        ("until", "f8"),
    ]
)
"""id: of the request or event that everything downstream shares. due: the sequence number of its valid event, -1 for
none. born: when that request or event began; sent: this message; ready: when it became available where it is. until:
when its broker will no longer wait for it, as that broker likes; of a request through a queue, its correlation id.
reply_to: of such a request, 1 more than the call's edge, where its reply goes; 0 for none. next, prev: links of the
list it stands in. place: where its broker has it (a reader, a queue), as that broker likes. consumer: who works on it,
-1 for nobody; of a call, the instance. station: where it is worked on; origin: the source. via: a call's edge, a
published message's route. parent: who waits for this call; of an orphan and its other record, each other. child: the
call it waits for. attempt: of a message, its failed attempts; of a call, how often it was sent before. deliveries: how
often its broker handed it out. step: the handler's next call; of a broker's timer, what for. priority: in its queue; of
a broker's timer, its kind of broker. lineage: what tells it from other events and calls of one id and type, see
`kernel.memory`. extra: as its broker likes; -1 when taken. Of a call, place and extra are an event store and the
version of the aggregate there that its caller has read. payload: bytes."""

Event = record([("time", "f8"), ("order", "i8")])

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

Ending = record(
    [
        ("id", "i8"),
        ("sent", "f8"),
        ("time", "f8"),
        ("key", "i4"),
        ("channel", "i4"),
        ("type", "u2"),
        ("cause", "u2"),
        ("attempts", "u2"),
        ("deliveries", "u2"),
    ]
)
"""A message that ended badly: a ring of the last of them."""

Step = record(
    [
        ("time", "f8"),
        ("value", "f8"),
        ("what", "i4"),
        ("type", "i4"),
        ("marks", "i4"),
        ("station", "i4"),
        ("consumer", "i4"),
        ("via", "i4"),
        ("channel", "i4"),
        ("attempt", "i4"),
        ("deliveries", "i4"),
        ("unused", "i4"),
    ]
)
"""What happened to the watched id: a ring, written only while somebody watches one. From `type` on as the message
has it; where no message stands for it, `channel` says where it is, else that is -1."""

Seen = record([("key", "i8"), ("until", "f8")])
"""A slot of the table of remembered ids; key 0 is free. Closed by `until`."""

Death = record([("channel", "i4"), ("reason", "i4"), ("count", "i4"), ("next", "i4"), ("failures", "i4")])
"""A line of a message's x-death: how often it was dead-lettered in a channel for a reason. The newest comes first.
failures: how many deliveries had failed when it was last."""

RECORDS = {
    "hops": Hop,
    "endings": Ending,
    "history": Step,
    "seen": Seen,
    "deaths": Death,
    "messages": Message,
    "heap": Event,
}
