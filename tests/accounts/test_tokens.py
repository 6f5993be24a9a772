import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from apps.accounts.models import ApiToken, User
from apps.accounts.services import issue_token
from tests.api.visitors import Visitor, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    return User.objects.create_user("ann")


def script(token: str) -> APIClient:
    client = APIClient(enforce_csrf_checks=True)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def test_a_script_with_a_token_acts_as_its_person_and_needs_no_cookie(ann):
    client, browser = script(issue_token(ann, "CI")), Visitor()
    browser.force_login(ann)

    created = client.post("/api/diagrams/", {"document": shop()})

    assert created.status_code == 201
    assert "sessionid" not in client.cookies
    assert browser.get("/api/diagrams/").json()[0]["id"] == created.json()["id"]


def test_only_a_digest_of_a_token_is_kept(ann):
    token = issue_token(ann, "CI")

    stored = ApiToken.objects.values().get()

    assert token.startswith("bw_")
    assert token not in str(stored)


@pytest.mark.parametrize("token", ["", "bw_wrong", "\xff", "a b"])
def test_a_wrong_token_is_refused_and_not_taken_for_a_visitor(ann, token):
    issue_token(ann, "CI")

    answer = script(token).get("/api/diagrams/")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json() == {"detail": "This token is not valid."}


def test_a_token_of_someone_who_was_locked_out_is_refused(ann):
    client = script(issue_token(ann, "CI"))
    User.objects.update(is_active=False)

    assert client.get("/api/diagrams/").status_code == 401


def test_the_command_makes_a_token_and_revokes_it(ann, capsys):
    call_command("api_token", "ann", "CI")
    client = script(capsys.readouterr().out.strip())
    assert client.get("/api/diagrams/").status_code == 200

    call_command("api_token", "ann", "CI", "--revoke")

    assert client.get("/api/diagrams/").status_code == 401
    with pytest.raises(CommandError, match="no valid token named CI"):
        call_command("api_token", "ann", "CI", "--revoke")


def test_the_command_knows_who_there_is():
    with pytest.raises(CommandError, match="no user nobody"):
        call_command("api_token", "nobody", "CI")
