"""A run that shares another one's past up to a moment, and goes on from there in its own way."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from apps.accounts.actors import Actor
from apps.diagrams import services as diagrams
from apps.diagrams.errors import DiagramNotFound
from apps.runs import selectors
from apps.runs.errors import BranchInvalid, CommandRefused
from apps.runs.models import Run
from apps.runs.services import quotas, starting
from apps.runs.services.controlling import problem_of
from apps.runs.services.reading import access_to, info_of
from apps.schema import Problem
from apps.schema.messages import Command, Pause, RunInfo, Unwatched


@dataclass(frozen=True)
class Branch:
    """What is None stays as it was in the parent."""

    at: float
    commands: tuple[Command, ...] = ()
    revision: int | None = None
    seed: int | None = None
    speed: float | None = None
    until_seconds: float | None = None
    paused: bool = False
    unwatched: Unwatched = "pause"


def branch(actor: Actor, run_id: UUID, wanted: Branch, address: str = "") -> RunInfo:
    """Raises RunNotFound, CommandRefused for who may only watch, BranchInvalid, StartRefused."""
    if access_to(actor, run_id) != "edit":
        raise CommandRefused("You may watch this run, but not branch it.")
    parent = selectors.run_row(run_id)
    info = info_of(parent)
    revision_id = _revision(actor, parent, wanted)
    until = info.until_seconds if wanted.until_seconds is None else wanted.until_seconds
    _check(info, wanted, until, revision_id)
    quotas.check(actor, address)
    log = [entry.model_dump(mode="json") for entry in info.log if entry.at <= wanted.at]
    with transaction.atomic():
        row = Run.objects.create(
            user_id=actor.user_id,
            session_key="" if actor.user_id else actor.session_key or "",
            diagram_id=parent.diagram_id,
            revision_id=revision_id,
            seed=parent.seed if wanted.seed is None else wanted.seed,
            speed=info.speed if wanted.speed is None else wanted.speed,
            until_seconds=until,
            time=wanted.at,
            log=log,
            parent=parent,
            parent_time=wanted.at,
            unwatched=wanted.unwatched,
            address=quotas.keyed(address),
        )
        first: list[Command] = [*wanted.commands, *([Pause()] if wanted.paused else [])]
        transaction.on_commit(lambda: starting.begin(row, first))
    return info_of(selectors.run_row(row.pk))


def _revision(actor: Actor, parent: Run, wanted: Branch) -> int:
    if wanted.revision is None:
        return parent.revision_id
    try:
        return diagrams.revision_numbered(actor, parent.diagram_id, wanted.revision).revision_id
    except DiagramNotFound as error:
        raise BranchInvalid([Problem("revision", "is not one of the diagram's")]) from error


def _check(info: RunInfo, wanted: Branch, until: float, revision_id: int) -> None:
    problems = []
    if wanted.at > info.time:
        problems.append(Problem("at", f"has not come yet: the run is at {info.time:g} s", f"0 to {info.time:g}"))
    if wanted.at >= until:
        problems.append(Problem("untilSeconds", "ends before the branch begins", f"more than {wanted.at:g}"))
    for index, command in enumerate(wanted.commands):
        problem = problem_of(revision_id, wanted.at, command)
        if problem:
            problems.append(Problem(f"commands.{index}", problem))
    if problems:
        raise BranchInvalid(problems)
