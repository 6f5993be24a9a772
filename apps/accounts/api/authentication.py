from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from apps.accounts.models import User
from apps.accounts.services import user_of_token


class BrowserSession(SessionAuthentication):
    """DRF checks the CSRF token only of people who signed in. Here a session alone owns diagrams, so it is checked for
    every request that carries the session's cookie; a script without cookies needs no token."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        if request._request.session.session_key is not None:
            self.enforce_csrf(request)
        return super().authenticate(request)


class BearerToken(BaseAuthentication):
    """`Authorization: Bearer bw_…`, a personal token for scripts; comes before the session, and needs no CSRF token."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        scheme, _, token = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        user = user_of_token(token.strip().decode("latin-1"))
        if user is None:
            raise AuthenticationFailed("This token is not valid.")
        return user, None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class BrowserSessionScheme(OpenApiAuthenticationExtension):
    target_class = BrowserSession
    name = "browserSession"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "Set by the first write of a visitor. With it, writes need the X-CSRFToken header.",
        }


class BearerTokenScheme(OpenApiAuthenticationExtension):
    target_class = BearerToken
    name = "bearerToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "description": "Made by `manage.py api_token USERNAME NAME`."}
