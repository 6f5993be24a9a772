"""A frame's larger parts as plain dictionaries, keys as on the wire.

Place in the flow: between `frames`, which fills them, and the text that goes to watchers. They are made and written a
thousand times a second; models that check what is right by construction would take half of that time. Fields and their
order are those of `apps.schema.frames`, which a test holds them to.
"""

from typing import TypedDict

from apps.schema.frames import ActiveFault, Consequence, Ledger, NodeState, Requests, Sagas


class NodeValues(TypedDict):
    state: NodeState
    why: str
    arrived: int
    completed: int
    failed: int
    deadLettered: int
    inRate: float
    outRate: float
    busy: int
    slots: int
    instances: int | None
    utilisation: float
    waiting: int
    waitingByPartition: list[int]
    behind: float | None
    p50Ms: float | None
    p99Ms: float | None
    retries: int
    sagas: Sagas | None


class EdgeValues(TypedDict):
    count: int
    rate: float
    failed: int
    p99Ms: float | None
    lag: int
    state: NodeState


class SampleValues(TypedDict):
    message: int
    edge: str
    eventType: str
    departed: float
    arrived: float
    backwards: bool
    failed: bool


class FrameValues(TypedDict):
    sequence: int
    time: float
    speed: float
    events: int
    nodes: dict[str, NodeValues]
    edges: dict[str, EdgeValues]
    ledger: Ledger
    requests: Requests
    sagas: Sagas
    conflicts: dict[str, int]
    endToEndP99Ms: float | None
    completedRate: float
    sampleEvery: int
    samples: list[SampleValues]
    faults: list[ActiveFault]
    cascade: list[Consequence]
