"""The state of live runs in Valkey: begin a slice, end it, hand a command in. Each is one atomic script.

An epoch names one slice of one run. Committing it makes the next epoch, and so does a takeover: of everybody who works
on the same slice, after whatever mishap, one commits and the others find that their work is void.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple
from uuid import UUID

from apps.runs.execution import valkey
from apps.runs.execution.state import RunState, log_lines, run_state
from apps.schema.messages import Command, Stop

QUEUE_LEASE = 3.0
"""Seconds that a due slice may wait for a worker before the run is taken over."""
SLICE_LEASE = 5.0
"""Seconds that a slice may take, the first time."""
RECENT_FRAMES = 600
"""The most that Valkey keeps: a minute of a run that somebody watches, should the database be away so long."""
FEWEST_FRAMES = 120
"""Those that it keeps although the database has them."""
KEPT_LIVE = 7 * 86_400
KEPT_ENDED = 3_600
MAX_WAITING_COMMANDS = 100
MAX_WAITING_BYTES = 131_072
"""Of their text, before one more: a strike of two hundred faults takes as long as a hundred small commands."""
MAX_TAKEOVERS_AT_ONCE = 20


@dataclass(frozen=True)
class Taken:
    """A slice that began. `attempts` counts this one and those before it that were never committed."""

    text: bytes
    """The state as it was committed, without its log."""
    log: bytes | None
    inbox: list[bytes]
    attempts: int
    unwatched_for: float
    """Seconds for which nobody has watched."""
    server: str = ""
    """Valkey's own name, if it has been started anew since the last slice."""

    @cached_property
    def state(self) -> RunState:
        """For the slice that works on it, and changes it in place."""
        return self.read()

    def read(self) -> RunState:
        """As it was committed, whatever a slice has done meanwhile."""
        return _read(self.text, self.log)


class Committed(NamedTuple):
    """`epoch`: of the next slice. `text`: the state as it is kept. `wanted`: somebody watches, or a command has come
    meanwhile."""

    epoch: int
    text: str
    watched: bool
    wanted: bool


@dataclass(frozen=True)
class HandedIn:
    outcome: Literal["waits", "wakes", "missing", "ended", "full"]
    epoch: int = 0


def adopt(run_id: UUID, state: RunState, epoch: int) -> bool:
    """Begins to keep a run that Valkey does not know, or knows no more. False if it does."""
    lease = "" if state.status == "paused" else QUEUE_LEASE
    keys = [valkey.run_key(run_id), valkey.leases_key()]
    arguments: list[Any] = [epoch, str(run_id), state.status, _text(state), _log(state), KEPT_LIVE, lease]
    return bool(valkey.script("adopt")(keys=keys, args=arguments))


def acquire(run_id: UUID, epoch: int) -> Taken | None:
    """None if the epoch is past: somebody else has done or taken over this slice."""
    keys = [valkey.run_key(run_id), valkey.inbox_key(run_id), valkey.leases_key(), valkey.watchers_key(run_id)]
    answer: Any = valkey.script("acquire")(keys=keys, args=[epoch, str(run_id), SLICE_LEASE])
    if answer is None:
        return None
    state, log, attempts, inbox, unwatched_for, server = answer
    return Taken(state, log, inbox, attempts, float(unwatched_for), server.decode())


def leap(run_id: UUID, epoch: int, later: int) -> bool:
    """A slice that has begun goes on under a later epoch. False if it is somebody else's by now."""
    keys = [valkey.run_key(run_id), valkey.leases_key()]
    return bool(valkey.script("leap")(keys=keys, args=[epoch, later, str(run_id), SLICE_LEASE]))


def _text(state: RunState) -> str:
    return state.model_dump_json(exclude={"log"})


def _log(state: RunState) -> bytes:
    return log_lines.dump_json(state.log)


def _read(text: bytes, log: bytes | None) -> RunState:
    """The log stands apart, since it grows and seldom changes."""
    state = run_state.validate_json(text)
    if log is not None:
        state.log = log_lines.validate_json(log)
    return state


def checkpoint(run_id: UUID) -> bytes | None:
    found: Any = valkey.client().get(valkey.checkpoint_key(run_id))
    return found


CUTTER = ("cutter", "reading0", "reading1")


def cutter(run_id: UUID) -> list[bytes] | None:
    """The state of the cutter of frames after the last slice: what changes with each frame, then its two readings."""
    found: Any = valkey.client().hmget(valkey.run_key(run_id), CUTTER)
    return None if found[0] is None else found


def commit(
    run_id: UUID,
    epoch: int,
    state: RunState,
    *,
    frames: list[str],
    consumed: int,
    checkpoint: bytes | None = None,
    cutter: dict[str, bytes] | None = None,
    next_in: float = 0.0,
    logged: bool = True,
    server: str = "",
) -> Committed | None:
    """All of it or, when the epoch is past, nothing. Without a checkpoint the one before stays.
    `cutter`: what of its parts has changed.
    `next_in`: seconds to the next slice. `logged`: the log has got longer."""
    upload = valkey.upload_key(run_id)
    keys = [
        valkey.run_key(run_id),
        valkey.checkpoint_key(run_id),
        upload,
        valkey.frames_key(run_id),
        valkey.inbox_key(run_id),
        valkey.leases_key(),
        valkey.watchers_key(run_id),
    ]
    text = _text(state)
    arguments: list[Any] = [
        epoch,
        str(run_id),
        state.status,
        text,
        consumed,
        next_in + QUEUE_LEASE,
        max(FEWEST_FRAMES, min(RECENT_FRAMES, state.sequence - state.archived)),
        KEPT_ENDED if state.ended else KEPT_LIVE,
        int(state.ended),
        *((cutter or {}).get(part, b"") for part in CUTTER),
        _log(state) if logged else b"",
        int(state.rests_until > 0.0),
        server,
        *frames,
    ]
    script = valkey.script("commit")
    if checkpoint is not None:
        # Beside the old one, and put in its place by a rename: a script's arguments would be copied once more.
        valkey.client().set(upload, checkpoint, ex=60)
    answer: Any = script(keys=keys, args=arguments)
    if answer is None:
        return None
    following, watchers, waiting = answer
    return Committed(following, text, watchers > 0, watchers > 0 or waiting > 0)


def release(run_id: UUID, epoch: int) -> Literal["released", "waiting", "past"]:
    """Ends the lease of a run that pauses or has ended, unless a command has come meanwhile."""
    keys = [valkey.run_key(run_id), valkey.inbox_key(run_id), valkey.leases_key()]
    answer: Any = valkey.script("release")(keys=keys, args=[epoch, str(run_id)])
    return answer.decode()


def hand_in(run_id: UUID, command: Command) -> HandedIn:
    keys = [valkey.run_key(run_id), valkey.inbox_key(run_id), valkey.leases_key()]
    # Whoever has given too much may still stop it.
    room = 2 if isinstance(command, Stop) else 1
    most = (room * MAX_WAITING_COMMANDS, room * MAX_WAITING_BYTES)
    arguments: list[Any] = [str(run_id), command.model_dump_json(), *most, QUEUE_LEASE, "watched"]
    outcome, *epoch = valkey.script("command")(keys=keys, args=arguments)
    return HandedIn(outcome.decode(), *epoch)


def take_over() -> list[tuple[UUID, int]]:
    """Runs whose slice did not come in time, each with the epoch under which it goes on."""
    arguments: list[Any] = [valkey.run_prefix(), QUEUE_LEASE, MAX_TAKEOVERS_AT_ONCE]
    answer: Any = valkey.script("revive")(keys=[valkey.leases_key()], args=arguments)
    return [(UUID(answer[at].decode()), answer[at + 1]) for at in range(0, len(answer), 2)]


def current(run_id: UUID) -> RunState | None:
    """What was committed last."""
    found: Any = valkey.client().hmget(valkey.run_key(run_id), ["state", "log"])
    state, log = found
    return None if state is None else _read(state, log)


def recent_frames(run_id: UUID, newest: int = RECENT_FRAMES) -> list[bytes]:
    """As JSON text, oldest first."""
    found: Any = valkey.client().lrange(valkey.frames_key(run_id), -newest, -1)
    return found


def newest_frames(run_id: UUID, most: int = RECENT_FRAMES) -> list[tuple[int, bytes]]:
    """The same with their sequence numbers, as they are at one moment."""
    with valkey.client().pipeline(transaction=True) as pipeline:
        pipeline.hget(valkey.run_key(run_id), "state")
        pipeline.lrange(valkey.frames_key(run_id), -most, -1)
        state, frames = pipeline.execute()
    if state is None:
        return []
    return list(enumerate(frames, start=run_state.validate_json(state).sequence - len(frames) + 1))


def known(run_ids: list[UUID]) -> set[UUID]:
    """Those of them that Valkey has."""
    with valkey.client().pipeline(transaction=False) as pipeline:
        for run_id in run_ids:
            pipeline.exists(valkey.run_key(run_id))
        return {run_id for run_id, exists in zip(run_ids, pipeline.execute(), strict=True) if exists}


def discard(run_id: UUID) -> None:
    """Of a run that was deleted."""
    with valkey.client().pipeline() as pipeline:
        keys = (valkey.run_key, valkey.checkpoint_key, valkey.frames_key, valkey.inbox_key, valkey.watchers_key)
        pipeline.unlink(*(key(run_id) for key in keys))
        pipeline.zrem(valkey.leases_key(), str(run_id))
        pipeline.execute()
