from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from apps.accounts.actors import Actor
from apps.diagrams import services as diagrams
from apps.engine.monkey import expand
from apps.runs import selectors, tasks
from apps.runs.errors import ScenarioUnknown
from apps.runs.execution import adoption, store
from apps.runs.models import Run
from apps.runs.services import quotas
from apps.schema.document import Document, Scenario
from apps.schema.messages import Command, Inject, LoggedCommand, RunInfo, Unleash, Unwatched

DEFAULT_UNTIL = 600.0


def start(
    actor: Actor,
    diagram_id: UUID,
    *,
    seed: int | None = None,
    speed: float = 1.0,
    until_seconds: float | None = None,
    scenario: str | None = None,
    unwatched: Unwatched = "pause",
    address: str = "",
) -> RunInfo:
    """A run of the diagram's current revision.

    Raises DiagramNotFound, ScenarioUnknown, StartRefused.
    """
    diagram = diagrams.readable_document(actor, diagram_id)
    scenarios = diagram.document.scenarios
    if scenario is not None and scenario not in scenarios:
        raise ScenarioUnknown(sorted(scenarios))
    wanted = scenarios[scenario] if scenario is not None else Scenario(name="none", until_seconds=DEFAULT_UNTIL)
    quotas.check(actor, address)
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
            unwatched=unwatched,
            address=quotas.keyed(address),
        )
        transaction.on_commit(lambda: begin(row))
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


def begin(row: Run, first: Sequence[Command] = ()) -> None:
    """`first`: commands that apply before anything else happens."""
    epoch = adoption.adopt(row)
    if epoch is None:
        return
    for command in first:
        store.hand_in(row.pk, command)
    tasks.enqueue(row.pk, epoch)
