"""Who asks: a person who signed in, a browser session, or neither yet. What other apps know of a request's author."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from rest_framework.request import Request


@dataclass(frozen=True)
class Actor:
    """A signed-in person acts as that person only; their session key then owns nothing."""

    user_id: int | None = None
    session_key: str | None = None

    @property
    def known(self) -> bool:
        return self.user_id is not None or bool(self.session_key)

    @property
    def as_owner(self) -> "Owner":
        """Whose the things are that this actor makes."""
        return Owner(self.user_id) if self.user_id is not None else Owner(session_key=self.session_key or "")


@dataclass(frozen=True)
class Owner:
    user_id: int | None = None
    session_key: str = ""


def can_edit(actor: Actor, owner: Owner) -> bool:
    return actor.known and actor.as_owner == owner


def actor_of_request(request: HttpRequest | Request) -> Actor:
    return _actor(request.user, request.session)


def actor_of_scope(scope: Mapping[str, Any]) -> Actor:
    """From a connection that passed channels' AuthMiddlewareStack."""
    return _actor(scope["user"], scope["session"])


def writing_actor(request: HttpRequest | Request) -> Actor:
    """The same for a request that will own something: a visitor's first write starts their session."""
    actor = actor_of_request(request)
    if actor.known:
        return actor
    request.session.create()
    return actor_of_request(request)


def _actor(user: Any, session: Any) -> Actor:
    # Looking at the user loads the session, which forgets a key that is not, or no longer, in the database.
    if user.is_authenticated:
        return Actor(user_id=user.pk)
    return Actor(session_key=session.session_key)
