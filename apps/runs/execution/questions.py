"""Questions about runs in Valkey: asked by a web process, answered by a worker, kept for a while."""

import hashlib
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from apps.runs.execution import valkey
from apps.schema.time_travel import MessageOutcome

ASKED_FOR = 120
"""Seconds after which a question that nobody has answered is asked anew."""
KEPT = 600
KEPT_LIVE = 2
"""Of what was true of a run that goes on meanwhile."""


class Question(BaseModel):
    """`mark`: what of the run's state the answer depends on: the same question of a later one is another."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["compare", "messages", "history", "node_messages"]
    run: UUID
    other: UUID | None = None
    at: float | None = None
    outcome: MessageOutcome | None = None
    node: str | None = None
    message: int | None = None
    most: int = 100
    mark: str = ""

    def key(self) -> str:
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Found:
    begun: bool = False
    progress: float = 0.0
    words: str = "Waiting for a worker."
    answer: str | None = None
    refused: str = ""


def ask(key: str, question: Question) -> bool:
    """False if it has been asked already."""
    name = valkey.question_key(key)
    client = valkey.client()
    if not client.hsetnx(name, "question", question.model_dump_json()):
        return False
    client.expire(name, ASKED_FOR)
    return True


def asked(key: str) -> Question | None:
    """A worker takes it up. None if it is no longer wanted, or answered."""
    name = valkey.question_key(key)
    found: Any = valkey.client().hmget(name, ["question", "answer", "refused"])
    if found[0] is None or found[1] is not None or found[2] is not None:
        return None
    return Question.model_validate_json(found[0])


def note(key: str, progress: float, words: str) -> None:
    valkey.client().hset(valkey.question_key(key), mapping={"progress": progress, "words": words})


def answer(key: str, text: str, *, live: bool) -> None:
    _end(key, "answer", text, KEPT_LIVE if live else KEPT)


def refuse(key: str, reason: str) -> None:
    _end(key, "refused", reason, KEPT_LIVE)


def _end(key: str, field: str, text: str, seconds: int) -> None:
    name = valkey.question_key(key)
    with valkey.client().pipeline() as pipeline:
        pipeline.hset(name, field, text)
        pipeline.expire(name, seconds)
        pipeline.execute()


def find(key: str) -> Found:
    values: Any = valkey.client().hgetall(valkey.question_key(key))
    if b"progress" not in values and b"answer" not in values and b"refused" not in values:
        return Found()
    text = values.get(b"answer")
    return Found(
        begun=True,
        progress=float(values.get(b"progress", 0.0)),
        words=values.get(b"words", b"").decode(),
        answer=None if text is None else text.decode(),
        refused=values.get(b"refused", b"").decode(),
    )
