"""How much one visitor may write. Rates are settings: DEFAULT_THROTTLE_RATES, by scope."""

from typing import TYPE_CHECKING

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

if TYPE_CHECKING:  # rest_framework.views reads this module by its settings.
    from rest_framework.views import APIView


class _OfOneVisitor(SimpleRateThrottle):
    def get_cache_key(self, request: Request, view: "APIView") -> str:
        # By address when nobody signed in: a session is given to whoever asks.
        who = f"user-{request.user.pk}" if request.user.is_authenticated else self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": who}


class Writes(_OfOneVisitor):
    """An editor saves after each pause in the work: a few dozen times a minute, for each open tab."""

    scope = "writes"

    def allow_request(self, request: Request, view: "APIView") -> bool:
        return request.method in SAFE_METHODS or super().allow_request(request, view)


class Renderings(_OfOneVisitor):
    """A picture costs a layout of the whole diagram."""

    scope = "renderings"


class Studies(_OfOneVisitor):
    """A study is up to hours of a processor; reading one costs nothing."""

    scope = "studies"

    def allow_request(self, request: Request, view: "APIView") -> bool:
        return request.method in SAFE_METHODS or super().allow_request(request, view)
