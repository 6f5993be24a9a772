from uuid import UUID

from django.db import transaction

from apps.accounts.actors import Actor
from apps.diagrams import services as diagrams
from apps.engine.monkey import expand
from apps.runs import selectors, tasks
from apps.runs.errors import ScenarioUnknown, StartRefused
from apps.runs.execution import adoption, store
from apps.runs.models import Run
from apps.schema.document import Document, Scenario
from apps.schema.messages import Inject, LoggedCommand, RunInfo, Stop, Unleash

DEFAULT_UNTIL = 600.0
MAX_LIVE_OF_ONE_OWNER = 5
MAX_LIVE = 200
"""Of this installation: a few workers show about a hundred runs at full pace, more get slower together."""


def start(
    actor: Actor,
    diagram_id: UUID,
    *,
    seed: int | None = None,
    speed: float = 1.0,
    until_seconds: float | None = None,
    scenario: str | None = None,
) -> RunInfo:
    """A run of the diagram's current revision. Of somebody's live runs the oldest is stopped when there are too many:
    nobody should have to look for runs in tabs that were closed long ago.

    Raises DiagramNotFound, ScenarioUnknown, StartRefused.
    """
    diagram = diagrams.readable_document(actor, diagram_id)
    scenarios = diagram.document.scenarios
    if scenario is not None and scenario not in scenarios:
        raise ScenarioUnknown(sorted(scenarios))
    wanted = scenarios[scenario] if scenario is not None else Scenario(name="none", until_seconds=DEFAULT_UNTIL)
    if Run.objects.filter(status__in=Run.LIVE).count() >= MAX_LIVE:
        raise StartRefused("This installation has as many live runs as it can carry. Try again in a few minutes.")
    with transaction.atomic():
        row = Run.objects.create(
            user_id=actor.user_id,
            session_key="" if actor.user_id else actor.session_key or "",
            diagram_id=diagram.id,
            revision_id=diagram.revision_id,
            seed=wanted.seed if seed is None else seed,
            speed=speed,
            until_seconds=wanted.until_seconds if until_seconds is None else until_seconds,
            log=_first_log(diagram.document, wanted, wanted.seed if seed is None else seed),
        )
        transaction.on_commit(lambda: _begin(row))
    _make_room(actor)
    return selectors.row_info(row)


def _first_log(document: Document, scenario: Scenario, seed: int) -> list[object]:
    """A scenario's faults and monkeys are commands given at the very start; each strikes at its own time."""
    given = [
        *(LoggedCommand(at=0.0, command=Inject(fault=fault)) for fault in scenario.faults),
        *(
            LoggedCommand(at=0.0, command=Unleash(monkey=monkey), faults=expand(document, monkey, seed))
            for monkey in scenario.monkeys
        ),
    ]
    return [
        line.model_copy(update={"fault_id": f"fault-{number}"}).model_dump(mode="json")
        for number, line in enumerate(given, start=1)
    ]


def _begin(row: Run) -> None:
    epoch = adoption.adopt(row)
    if epoch is not None:
        tasks.enqueue(row.pk, epoch)


def _make_room(actor: Actor) -> None:
    live = Run.objects.owned_by(actor).filter(status__in=Run.LIVE)
    for row in live[MAX_LIVE_OF_ONE_OWNER:]:
        handed_in = store.hand_in(row.pk, Stop())
        if handed_in.outcome == "wakes":
            tasks.enqueue(row.pk, handed_in.epoch)
