import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.utils import timezone

from apps.accounts.actors import Actor, Owner, actor_of_request, actor_of_scope, can_edit, writing_actor
from apps.accounts.models import User
from apps.diagrams.models import Diagram

ANN, BEN = Actor(user_id=1), Actor(user_id=2)
TAB, OTHER_TAB = Actor(session_key="tab"), Actor(session_key="other")
NOBODY = Actor()


@pytest.mark.parametrize(
    ("actor", "owner", "may"),
    [
        (ANN, Owner(user_id=1), True),
        (BEN, Owner(user_id=1), False),
        (TAB, Owner(session_key="tab"), True),
        (OTHER_TAB, Owner(session_key="tab"), False),
        (NOBODY, Owner(user_id=1), False),
        (NOBODY, Owner(session_key="tab"), False),
        (NOBODY, Owner(), False),
        (Actor(session_key=""), Owner(), False),
        (Actor(user_id=1, session_key="tab"), Owner(session_key="tab"), False),
    ],
)
def test_who_may_edit(actor, owner, may):
    assert can_edit(actor, owner) is may


@pytest.mark.django_db
def test_the_database_query_and_the_rule_agree():
    ann, ben = User.objects.create_user("ann"), User.objects.create_user("ben")
    for owner in ({"user": ann}, {"user": ben}, {"session_key": "tab"}, {"session_key": "other"}):
        Diagram.objects.create(title="x", created_at=timezone.now(), updated_at=timezone.now(), **owner)
    rows = list(Diagram.objects.all())

    for actor in (Actor(ann.pk), Actor(ben.pk, "tab"), TAB, OTHER_TAB, NOBODY, Actor(session_key="")):
        by_query = set(Diagram.objects.owned_by(actor))
        assert by_query == {row for row in rows if can_edit(actor, row.owner)}


@pytest.mark.django_db
@pytest.mark.parametrize("owner", [{}, {"session_key": "tab", "user": "ann"}])
def test_a_row_without_an_owner_or_with_two_is_not_stored(owner):
    if "user" in owner:
        owner = {**owner, "user": User.objects.create_user(owner["user"])}

    with pytest.raises(IntegrityError), transaction.atomic():
        Diagram.objects.create(title="x", created_at=timezone.now(), updated_at=timezone.now(), **owner)


@pytest.fixture
def request_of():
    def make(user=None, session_key=None):
        request = RequestFactory().get("/")
        request.user, request.session = user or AnonymousUser(), SessionStore(session_key)
        return request

    return make


@pytest.mark.django_db
def test_a_visitor_is_their_session_from_the_first_write_on(request_of):
    request = request_of()
    assert actor_of_request(request) == NOBODY

    writer = writing_actor(request)

    assert writer.session_key
    assert actor_of_request(request_of(session_key=writer.session_key)) == writer


@pytest.mark.django_db
def test_a_person_is_the_same_whatever_the_session(request_of):
    ann = User.objects.create_user("ann")

    assert actor_of_request(request_of(ann, "tab")) == Actor(user_id=ann.pk)
    assert writing_actor(request_of(ann)) == Actor(user_id=ann.pk)


def test_a_socket_acts_as_the_session_of_its_page():
    scope = {"user": AnonymousUser(), "session": SessionStore("a" * 32)}

    assert actor_of_scope(scope) == Actor(session_key="a" * 32)
