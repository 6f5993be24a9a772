import pytest
from django.core.cache import cache

from apps.accounts.api.throttling import Writes
from tests.api.visitors import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_writes_a_minute(monkeypatch):
    monkeypatch.setattr(Writes, "THROTTLE_RATES", {"writes": "3/min"})
    cache.clear()
    yield
    cache.clear()


def test_somebody_who_writes_too_much_has_to_wait_and_may_still_read(three_writes_a_minute):
    visitor = Visitor()
    for _ in range(3):
        visitor.draws()

    refused = visitor.post("/api/diagrams/", {})

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert len(visitor.get("/api/diagrams/").json()) == 3


def test_neither_a_new_session_nor_a_forged_address_gives_more(three_writes_a_minute):
    for _ in range(3):
        Visitor().draws()

    assert Visitor().post("/api/diagrams/", {}, HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 429


def test_others_are_not_affected(three_writes_a_minute):
    for _ in range(3):
        Visitor().draws()

    assert Visitor(REMOTE_ADDR="203.0.113.9").post("/api/diagrams/", {}).status_code == 201
