from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from apps.accounts.tokens import token_digest
from apps.diagrams.models import ShareLink
from tests.api.visitors import Visitor, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Visitor:
    return Visitor()


@pytest.fixture
def diagram(owner):
    return owner.draws(shop())


def test_whoever_has_the_link_may_read_and_nothing_else(owner, diagram):
    link, guest = owner.shares(diagram), Visitor()

    shown = guest.get(f"/api/shared/{link['token']}/").json()["diagram"]

    assert shown == {**diagram, "access": "read"}
    assert "sessionid" not in guest.cookies
    url = f"/api/diagrams/{diagram['id']}/"
    assert guest.get(f"{url}?share={link['token']}").json() == shown
    assert guest.get(f"{url}revisions/1/?share={link['token']}").status_code == 200
    assert guest.put(f"{url}?share={link['token']}", {"document": {}, "revision": 1}).status_code == 404
    assert guest.delete(f"{url}?share={link['token']}").status_code == 404
    assert guest.post(f"{url}share-links/?share={link['token']}", {}).status_code == 404
    assert guest.get(f"{url}share-links/?share={link['token']}").status_code == 404


def test_a_shared_diagram_shows_what_its_owner_saved_last(owner, diagram):
    token = owner.shares(diagram)["token"]

    owner.saves(diagram, 1, title="Changed since")

    assert APIClient().get(f"/api/shared/{token}/").json()["diagram"]["title"] == "Changed since"


def test_a_link_opens_its_own_diagram_only(owner, diagram):
    token, other = owner.shares(diagram)["token"], owner.draws({"title": "Other"})

    assert APIClient().get(f"/api/diagrams/{other['id']}/?share={token}").status_code == 404


def test_the_owner_keeps_editing_when_the_address_carries_a_link(owner, diagram):
    token = owner.shares(diagram)["token"]

    assert owner.get(f"/api/diagrams/{diagram['id']}/?share={token}").json()["access"] == "edit"


def test_the_token_is_unguessable_shown_once_and_kept_only_as_a_digest(owner, diagram):
    link = owner.shares(diagram)

    assert len(link["token"]) >= 43
    assert link["url"] == f"http://testserver/s/{link['token']}"
    assert ShareLink.objects.get(pk=link["id"]).digest == token_digest(link["token"])
    assert link["token"] not in owner.get(f"/api/diagrams/{diagram['id']}/share-links/").content.decode()


def test_a_revoked_link_answers_404_from_then_on(owner, diagram):
    link, kept = owner.shares(diagram), owner.shares(diagram)
    url = f"/api/diagrams/{diagram['id']}/share-links/"

    assert owner.delete(f"/api/share-links/{link['id']}/").status_code == 204

    for path in (f"/api/shared/{link['token']}/", f"/api/diagrams/{diagram['id']}/?share={link['token']}"):
        assert APIClient().get(path).status_code == 404
    assert APIClient().get(f"/s/{link['token']}").status_code == 404
    assert APIClient().get(f"/api/shared/{kept['token']}/").status_code == 200
    assert {one["id"]: one["revoked"] for one in owner.get(url).json()} == {link["id"]: True, kept["id"]: False}


def test_revoking_twice_keeps_the_first_moment(owner, diagram):
    link = owner.shares(diagram)
    owner.delete(f"/api/share-links/{link['id']}/")
    first = ShareLink.objects.get(pk=link["id"]).revoked_at

    assert owner.delete(f"/api/share-links/{link['id']}/").status_code == 204
    assert ShareLink.objects.get(pk=link["id"]).revoked_at == first


def test_a_link_ends_at_its_date(owner, diagram):
    link = owner.shares(diagram, expiresInDays=7)
    row = ShareLink.objects.get(pk=link["id"])
    assert row.expires_at - row.created_at == timedelta(days=7)
    assert APIClient().get(f"/api/shared/{link['token']}/").status_code == 200

    ShareLink.objects.filter(pk=link["id"]).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert APIClient().get(f"/api/shared/{link['token']}/").status_code == 404
    assert APIClient().get(f"/api/diagrams/{diagram['id']}/?share={link['token']}").status_code == 404


@pytest.mark.parametrize("days", [0, -1, 3651, "7", 1.5])
def test_a_link_cannot_last_for_a_senseless_time(owner, diagram, days):
    answer = owner.post(f"/api/diagrams/{diagram['id']}/share-links/", {"expiresInDays": days})

    assert answer.status_code == 400
    assert answer.json()["problems"][0]["path"] == "expiresInDays"


def test_a_token_that_is_none_opens_nothing(diagram):
    for token in ("x", "a" * 43, "%00", "%ED%A0%80", "💥", "a" * 500):
        assert APIClient().get(f"/api/shared/{token}/").status_code == 404
        assert APIClient().get(f"/api/diagrams/{diagram['id']}/?share={token}").status_code in {400, 404}


def test_a_diagram_has_a_limited_number_of_working_links(owner, diagram, monkeypatch):
    monkeypatch.setattr("apps.diagrams.services.sharing.MAX_SHARE_LINKS", 2)
    first, _ = owner.shares(diagram), owner.shares(diagram)

    assert owner.post(f"/api/diagrams/{diagram['id']}/share-links/", {}).status_code == 403

    owner.delete(f"/api/share-links/{first['id']}/")
    owner.shares(diagram)
