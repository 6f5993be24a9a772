from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class BrowserSession(SessionAuthentication):
    """DRF checks the CSRF token only of people who signed in. Here a session alone owns diagrams, so it is checked for
    every request that carries the session's cookie; a script without cookies needs no token."""

    def authenticate(self, request: Request):
        if request._request.session.session_key is not None:
            self.enforce_csrf(request)
        return super().authenticate(request)
