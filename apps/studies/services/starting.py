from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from apps.accounts.actors import Actor
from apps.diagrams import services as diagrams
from apps.studies import tasks
from apps.studies.errors import SpecInvalid, StudyRefused
from apps.studies.execution import advancing
from apps.studies.kinds.registry import KINDS
from apps.studies.models import Study
from apps.studies.services.reading import value
from apps.studies.values import StudyValue

MAX_LIVE_OF_ONE_OWNER = 3
MAX_LIVE_OF_ONE_ADDRESS = 6
"""Sessions are given to whoever asks; behind one address there may be several people all the same."""
MAX_LIVE = 50


def start(actor: Actor, diagram_id: UUID, spec: Any, address: str = "") -> StudyValue:
    """A study of the diagram's current revision; `spec` is one of the kinds'.

    Raises DiagramNotFound, SpecInvalid, StudyRefused.
    """
    diagram = diagrams.readable_document(actor, diagram_id)
    kind = KINDS[spec.kind]
    problems = kind.problems(spec, diagram.document)
    if problems:
        raise SpecInvalid(problems)
    digest = salted_hmac("studies.address", address).hexdigest()[:32] if address else ""
    with transaction.atomic():
        _room(actor, digest)
        row = Study.objects.create(
            user_id=actor.user_id,
            session_key="" if actor.user_id else actor.session_key or "",
            diagram_id=diagram.id,
            revision_id=diagram.revision_id,
            kind=kind.name,
            spec=spec.model_dump(mode="json", by_alias=True),
            parts_expected=kind.expected_parts(spec),
            address=digest,
        )
        first = advancing.plan(row, diagram.document)[: advancing.LANES]
        Study.objects.filter(pk=row.pk).update(parts_queued=len(first))
        transaction.on_commit(lambda: tasks.enqueue(row.pk, first))
    return value(row)


def _room(actor: Actor, address: str) -> None:
    live = Study.objects.filter(status__in=Study.LIVE)
    if live.owned_by(actor).count() >= MAX_LIVE_OF_ONE_OWNER:
        raise StudyRefused(f"{MAX_LIVE_OF_ONE_OWNER} of your studies are going on. Cancel one, or wait for it.")
    if address and live.filter(address=address).count() >= MAX_LIVE_OF_ONE_ADDRESS:
        raise StudyRefused(f"{MAX_LIVE_OF_ONE_ADDRESS} studies from your address are going on. Wait for one to end.")
    if live.count() >= MAX_LIVE:
        raise StudyRefused("This installation has as many studies as it can carry. Try again in a few minutes.")
