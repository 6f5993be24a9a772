"""Studies whose messages are gone, as when Valkey was started anew without what it had."""

from datetime import timedelta
from uuid import UUID

import pytest
import redis
from django.conf import settings
from django.utils import timezone

from apps.studies.execution import lost, marks
from apps.studies.models import Study, StudyPart
from apps.studies.tasks.revival import queued
from tests.api.visitors import Json, Visitor, shop
from tests.studies.asking import SWEEP, starts

pytestmark = pytest.mark.django_db(transaction=True)
QUEUE = f"{settings.REDIS_PREFIX}celery:studies"


@pytest.fixture
def study(visitor: Visitor, valkey_client: redis.Redis) -> UUID:
    valkey_client.delete(QUEUE)
    started: Json = starts(visitor, visitor.draws(shop()), SWEEP)
    return UUID(started["id"])


def last_heard_of(study: UUID, seconds_ago: float) -> None:
    Study.objects.filter(pk=study).update(updated_at=timezone.now() - timedelta(seconds=seconds_ago))


def test_what_waits_in_the_queue_is_counted_and_an_empty_queue_is_none(study: UUID, valkey_client: redis.Redis) -> None:
    assert queued() == 9
    valkey_client.delete(QUEUE)
    assert queued() == 0


def test_all_parts_that_wait_are_found_once_nothing_was_heard_for_long(study: UUID) -> None:
    last_heard_of(study, 5)
    assert lost.lost_parts() == []
    StudyPart.objects.filter(study_id=study, number=0).update(status="done", outcome={"units": {}, "runs": []})
    last_heard_of(study, 60)
    assert lost.lost_parts() == [(study, list(range(1, 9)))]
    assert lost.lost_parts() == [], "they have just been handed out again"


def test_a_study_that_somebody_is_at_is_not_lost_nor_one_that_has_ended(study: UUID) -> None:
    last_heard_of(study, 60)
    assert marks.take(study, 3)
    assert not marks.take(study, 3)
    assert lost.lost_parts() == []
    marks.leave(study, 3)
    Study.objects.filter(pk=study).update(status="cancelled")
    last_heard_of(study, 60)
    assert lost.lost_parts() == []


def test_a_study_without_waiting_parts_is_looked_at_again_by_its_first(study: UUID) -> None:
    StudyPart.objects.filter(study_id=study).update(status="done", outcome={"units": {}, "runs": []})
    last_heard_of(study, 60)
    assert lost.lost_parts() == [(study, [0])]
