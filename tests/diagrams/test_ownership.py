"""Somebody else's diagram answers as one that does not exist, whatever is asked of it and whatever is sent."""

import uuid

import pytest
from django.contrib.sessions.models import Session
from rest_framework.test import APIClient

from apps.accounts.models import User
from tests.api.visitors import Visitor, shop

pytestmark = pytest.mark.django_db

NOT_THERE = {"detail": "There is no such diagram."}


@pytest.mark.parametrize(
    "sent", [{}, {"revision": 1, "document": {"nodes": {"x": 1}}}, {"revision": 1, "document": {}}]
)
@pytest.mark.parametrize("verb", ["get", "put", "delete"])
def test_a_strangers_diagram_is_not_there(verb, sent):
    owner, stranger = Visitor(), Visitor()
    diagram = owner.draws(shop())
    stranger.draws()

    answer = getattr(stranger, verb)(f"/api/diagrams/{diagram['id']}/", sent)

    assert (answer.status_code, answer.json()) == (404, NOT_THERE)
    assert answer.json() == getattr(stranger, verb)(f"/api/diagrams/{uuid.uuid4()}/", sent).json()
    assert owner.get(f"/api/diagrams/{diagram['id']}/").json() == diagram


@pytest.mark.parametrize(
    ("verb", "path"),
    [("get", "revisions/"), ("get", "revisions/1/"), ("get", "share-links/"), ("post", "share-links/")],
)
def test_nor_is_anything_that_belongs_to_it(verb, path):
    owner, stranger = Visitor(), Visitor()
    diagram = owner.draws(shop())

    answer = getattr(stranger, verb)(f"/api/diagrams/{diagram['id']}/{path}")

    assert (answer.status_code, answer.json()) == (404, NOT_THERE)


def test_a_stranger_cannot_revoke_a_link():
    owner, stranger = Visitor(), Visitor()
    link = owner.shares(owner.draws(shop()))

    assert stranger.delete(f"/api/share-links/{link['id']}/").status_code == 404
    assert APIClient().get(f"/api/shared/{link['token']}/").status_code == 200


def test_lists_show_only_ones_own():
    owner, stranger = Visitor(), Visitor()
    owner.draws(shop())

    assert stranger.get("/api/diagrams/").json() == []
    assert stranger.get("/api/diagrams/?search=Shop").json() == []


def test_reading_starts_no_session_and_the_first_write_does():
    visitor = Visitor()
    visitor.get("/api/diagrams/")
    visitor.get("/api/templates/")
    visitor.post("/api/diagrams/validate/", {"document": shop()})
    assert "sessionid" not in visitor.cookies
    assert not Session.objects.exists()

    visitor.draws()

    assert visitor.cookies["sessionid"]["httponly"]
    assert visitor.cookies["sessionid"]["samesite"] == "Lax"


def test_a_session_that_the_server_does_not_know_owns_nothing_and_is_not_taken_over():
    owner, forger = Visitor(), Visitor()
    diagram = owner.draws(shop())
    key = owner.cookies["sessionid"].value
    Session.objects.filter(session_key=key).delete()
    forger.cookies["sessionid"] = key

    assert forger.get(f"/api/diagrams/{diagram['id']}/").status_code == 404
    forger.draws()
    assert forger.cookies["sessionid"].value != key


def test_a_write_with_a_session_needs_the_csrf_token():
    visitor = Visitor()
    diagram = visitor.draws(shop())
    forged = APIClient(enforce_csrf_checks=True)
    forged.cookies["sessionid"] = visitor.cookies["sessionid"].value

    for answer in (
        forged.post("/api/diagrams/", {}),
        forged.put(f"/api/diagrams/{diagram['id']}/", {"document": {}, "revision": 1}),
        forged.delete(f"/api/diagrams/{diagram['id']}/"),
        forged.post(f"/api/diagrams/{diagram['id']}/share-links/", {}),
    ):
        assert answer.status_code == 403
        assert "CSRF" in answer.json()["detail"]


def test_people_who_signed_in_own_what_they_draw_in_every_browser():
    ann, ben = User.objects.create_user("ann"), User.objects.create_user("ben")
    at_home, at_work, bens = Visitor(), Visitor(), Visitor()
    at_home.force_login(ann), at_work.force_login(ann), bens.force_login(ben)

    diagram = at_home.draws(shop())

    assert at_work.saves(diagram, 1, title="From work").status_code == 200
    assert bens.get(f"/api/diagrams/{diagram['id']}/").status_code == 404
    assert bens.saves(diagram, 2, title="Mine").status_code == 404
