from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from apps.accounts.actors import actor_of_request
from apps.diagrams.api.base import DiagramsView, answer
from apps.diagrams.api.bodies import BodyInvalid, body, query
from apps.diagrams.api.shapes import Refusal, ShareQuery
from apps.diagrams.api.views import ABSENT, INVALID, SHARE
from apps.runs import services
from apps.runs.api import shapes
from apps.runs.errors import (
    BranchInvalid,
    CommandRefused,
    QuestionRefused,
    QuotaReached,
    RunNotFound,
    ScenarioUnknown,
    StartRefused,
)
from apps.schema import Problem
from apps.schema.messages import RunInfo
from apps.schema.time_travel import RunPage


def address_of(request: Request) -> str:
    """Where a request came from, as far as our own proxies know."""
    return str(BaseThrottle().get_ident(request))


class Busy(APIException):
    status_code = status.HTTP_503_SERVICE_UNAVAILABLE


class TooMany(APIException):
    status_code = status.HTTP_429_TOO_MANY_REQUESTS


class Refused(APIException):
    status_code = status.HTTP_409_CONFLICT


class Forbidden(APIException):
    status_code = status.HTTP_403_FORBIDDEN


class RunsView(DiagramsView):
    def handle_exception(self, exc: Exception) -> Response:
        match exc:
            case RunNotFound():
                exc = NotFound("There is no such run.")
            case QuotaReached():
                exc = TooMany(str(exc))
            case StartRefused():
                exc = Busy(str(exc))
            case QuestionRefused():
                exc = Refused(str(exc))
            case CommandRefused():
                exc = Forbidden(str(exc))
            case BranchInvalid():
                exc = BodyInvalid(exc.problems)
            case ScenarioUnknown():
                allowed = ", ".join(exc.known) or "none: the diagram has no scenarios"
                exc = BodyInvalid([Problem("scenario", "is not in the diagram", allowed)])
        return super().handle_exception(exc)


class RunList(RunsView):
    @extend_schema(
        operation_id="listRuns",
        parameters=[OpenApiParameter("diagram", UUID, required=True), SHARE],
        responses={200: shapes.Runs, 400: INVALID[400], **ABSENT},
    )
    def get(self, request: Request) -> Response:
        """The diagram's runs, the newest first, 50 at most."""
        wanted = query(request, shapes.RunsQuery)
        found = services.runs_of(actor_of_request(request), wanted.diagram, wanted.share)
        return answer(shapes.Runs, found)

    @extend_schema(
        operation_id="startRun",
        request=shapes.StartRun,
        responses={201: RunInfo, **INVALID, **ABSENT, 429: Refusal, 503: Refusal},
    )
    def post(self, request: Request) -> Response:
        """Runs the diagram's current revision. Watch and control it over the WebSocket /ws/runs/{id}/."""
        wanted = body(request, shapes.StartRun)
        started = services.start(
            actor_of_request(request),
            wanted.diagram,
            seed=wanted.seed,
            speed=wanted.speed,
            until_seconds=wanted.until_seconds,
            scenario=wanted.scenario,
            unwatched=wanted.unwatched,
            address=address_of(request),
        )
        return answer(RunInfo, started, status.HTTP_201_CREATED)


class OwnRuns(RunsView):
    @extend_schema(
        operation_id="listOwnRuns",
        parameters=[
            OpenApiParameter("before", str, description="The `next` of the page before."),
            OpenApiParameter(
                "limit", int, description=f"At most this many, up to {shapes.MAX_LISTED}; 25 if left out."
            ),
        ],
        responses={200: RunPage, 400: INVALID[400]},
    )
    def get(self, request: Request) -> Response:
        """One's own runs of all diagrams, the newest first."""
        wanted = query(request, shapes.OwnRunsQuery)
        before = None if wanted.before is None else UUID(wanted.before)
        return answer(RunPage, services.own_runs(actor_of_request(request), before, wanted.limit))


class RunDetail(RunsView):
    @extend_schema(operation_id="readRun", parameters=[SHARE], responses={200: RunInfo, **ABSENT})
    def get(self, request: Request, run: UUID) -> Response:
        """How a run stands; once it has ended, with its results."""
        share = query(request, ShareQuery).share
        return answer(RunInfo, services.read(actor_of_request(request), run, share))


class RunFrames(RunsView):
    @extend_schema(
        operation_id="listFrames",
        parameters=[
            OpenApiParameter("after", int, description="Only frames with a greater sequence number; 0 if left out."),
            OpenApiParameter("at", float, description="Instead: from the newest frame that is not after this time on."),
            OpenApiParameter("thin", bool, description="Few of them, evenly spread over the run, without the newest."),
            OpenApiParameter("limit", int, description=f"At most this many, up to {shapes.MAX_FRAMES}."),
            SHARE,
        ],
        responses={200: shapes.Frames, 400: INVALID[400], **ABSENT},
    )
    def get(self, request: Request, run: UUID) -> HttpResponse:
        """The next frames, for scrubbing and to fill a gap. Of very long runs only the last hour's are kept."""
        wanted = query(request, shapes.FramesQuery)
        actor = actor_of_request(request)
        after = wanted.after
        if wanted.at is not None:
            after = services.sequence_at(actor, run, wanted.at, wanted.share) - 1
        reading = services.thinned_frames if wanted.thin else services.frames_after
        frames = reading(actor, run, after, wanted.limit, wanted.share)
        # They are JSON already, as they were cut.
        return HttpResponse(b'{"frames":[' + b",".join(frames) + b"]}", content_type="application/json")
