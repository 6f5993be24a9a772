from uuid import UUID

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actors import actor_of_request
from apps.diagrams import services
from apps.diagrams.api import shapes
from apps.diagrams.api.base import DiagramsView, answer
from apps.diagrams.api.bodies import body
from apps.diagrams.api.views import ABSENT, INVALID


class ShareLinkList(DiagramsView):
    @extend_schema(operation_id="listShareLinks", responses={200: shapes.ShareLinks, **ABSENT})
    def get(self, request: Request, diagram: UUID) -> Response:
        """The newest first, revoked ones included. Their tokens are not known any more."""
        return answer(shapes.ShareLinks, services.share_links_of(actor_of_request(request), diagram))

    @extend_schema(
        operation_id="createShareLink",
        request=shapes.NewLink,
        responses={201: shapes.CreatedShareLink, **INVALID, 403: shapes.Refusal, **ABSENT},
    )
    def post(self, request: Request, diagram: UUID) -> Response:
        """A link for anybody to read the diagram and its runs. Keep the token: it is not shown again."""
        actor = actor_of_request(request)
        services.access_to(actor, diagram)
        days = body(request, shapes.NewLink).expires_in_days
        link = services.create_share_link(actor, diagram, days)
        url = request.build_absolute_uri(reverse("shared", args=[link.token]))
        return answer(
            shapes.CreatedShareLink,
            {
                "id": link.id,
                "token": link.token,
                "url": url,
                "created_at": link.created_at,
                "expires_at": link.expires_at,
            },
            status.HTTP_201_CREATED,
        )


class ShareLinkDetail(DiagramsView):
    @extend_schema(operation_id="revokeShareLink", responses={204: None, **ABSENT})
    def delete(self, request: Request, link: UUID) -> Response:
        """From now on whoever has the link gets a 404."""
        services.revoke_share_link(actor_of_request(request), link)
        return Response(status=status.HTTP_204_NO_CONTENT)
