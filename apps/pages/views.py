"""The HTML around the front end, which routes inside it; what exists and who may see it is decided here."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie
from django.views.decorators.http import require_safe
from django_vite.core.exceptions import DjangoViteAssetNotFoundError, DjangoViteManifestError

from apps.accounts.actors import actor_of_request
from apps.diagrams import services
from apps.diagrams.errors import DiagramNotFound, ShareLinkNotFound


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    return _shell(request)


@require_safe
def editor(request: HttpRequest, diagram: UUID) -> HttpResponse:
    try:
        services.access_to(actor_of_request(request), diagram)
    except DiagramNotFound as error:
        raise Http404 from error
    return _shell(request)


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    return _shell(request)


@require_safe
def compare(request: HttpRequest, run: UUID, other: UUID) -> HttpResponse:
    """Whether one may read the two is asked when they are compared."""
    return _shell(request, private=True)


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Read by whoever has the link, and by no search engine."""
    try:
        diagram = services.shared_diagram(token)
    except ShareLinkNotFound as error:
        raise Http404 from error
    return _shell(request, title=diagram.title, private=True)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    # Shared pages are not listed: a crawler that may not fetch one cannot see that it must not be indexed.
    return HttpResponse("User-agent: *\nDisallow: /api/\nDisallow: /d/\n", content_type="text/plain")


@csrf_exempt
def no_such_api(request: HttpRequest, path: str | None) -> JsonResponse:
    return JsonResponse({"detail": "There is nothing at this address."}, status=404)


@never_cache
@ensure_csrf_cookie
def _shell(request: HttpRequest, *, title: str = "", private: bool = False) -> HttpResponse:
    try:
        response = render(request, "app.html", {"title": title, "private": private})
    except (DjangoViteAssetNotFoundError, DjangoViteManifestError):
        return render(request, "not-built.html", status=503)
    if private:
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response
