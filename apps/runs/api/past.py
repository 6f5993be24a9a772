"""A run's past: its index, branches off it, its messages, and how it differs from another."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from pydantic import BaseModel
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actors import actor_of_request
from apps.diagrams.api.base import answer
from apps.diagrams.api.bodies import body, query
from apps.diagrams.api.shapes import Refusal, ShareQuery
from apps.diagrams.api.views import ABSENT, INVALID, SHARE
from apps.runs import services
from apps.runs.api import shapes
from apps.runs.api.views import RunsView, address_of
from apps.schema import time_travel
from apps.schema.messages import RunInfo

AT = OpenApiParameter("at", float, description="As of this simulated time; left out: as it is now, or was at the end.")
LIMIT = OpenApiParameter("limit", int, description=f"At most this many, up to {shapes.MAX_MESSAGES}; 100 if left out.")


def answers(shape: type[BaseModel]) -> dict[int, Any]:
    return {200: shape, 202: time_travel.Working, 400: INVALID[400], **ABSENT, 409: Refusal}


def answered(found: str | time_travel.Working) -> HttpResponse:
    """An answer is JSON text already, as a worker made it; 202 while it is being worked out."""
    if isinstance(found, time_travel.Working):
        return answer(time_travel.Working, found, status.HTTP_202_ACCEPTED)
    return HttpResponse(found, content_type="application/json")


class Index(RunsView):
    @extend_schema(
        operation_id="readRunIndex",
        parameters=[SHARE],
        responses={200: time_travel.RunIndex, 400: INVALID[400], **ABSENT},
    )
    def get(self, request: Request, run: UUID) -> Response:
        """Which frames and checkpoints of a run are kept, by simulated time."""
        share = query(request, ShareQuery).share
        return answer(time_travel.RunIndex, services.index(actor_of_request(request), run, share))


class Branches(RunsView):
    @extend_schema(
        operation_id="startBranch",
        request=shapes.StartBranch,
        responses={201: RunInfo, **INVALID, **ABSENT, 403: Refusal, 429: Refusal, 503: Refusal},
    )
    def post(self, request: Request, run: UUID) -> Response:
        """A new run that shares this one's past up to a moment and goes on from there with other faults or parameters.

        With another revision or seed, that past is simulated anew with the same commands.
        """
        wanted = body(request, shapes.StartBranch)
        started = services.branch(
            actor_of_request(request),
            run,
            services.Branch(
                at=wanted.at,
                commands=tuple(wanted.commands),
                revision=wanted.revision,
                seed=wanted.seed,
                speed=wanted.speed,
                until_seconds=wanted.until_seconds,
                paused=wanted.paused,
                unwatched=wanted.unwatched,
            ),
            address_of(request),
        )
        return answer(RunInfo, started, status.HTTP_201_CREATED)


class Compare(RunsView):
    @extend_schema(operation_id="compareRuns", parameters=[SHARE], responses=answers(time_travel.RunComparison))
    def get(self, request: Request, run: UUID, other: UUID) -> HttpResponse:
        """Where two runs differ: over time, in their results, and from which event on."""
        share = query(request, ShareQuery).share
        return answered(services.compare(actor_of_request(request), run, other, share))


class Messages(RunsView):
    @extend_schema(
        operation_id="listMessages",
        parameters=[
            OpenApiParameter(
                "outcome",
                str,
                enum=["dead_lettered", "lost", "expired", "dropped", "slow"],
                description="dead_lettered if left out.",
            ),
            OpenApiParameter("node", str, description="Only those that ended at this channel or came from this node."),
            AT,
            LIMIT,
            SHARE,
        ],
        responses=answers(time_travel.FoundMessages),
    )
    def get(self, request: Request, run: UUID) -> HttpResponse:
        """Messages that ended badly, or that took longest."""
        wanted = query(request, shapes.MessagesQuery)
        return answered(
            services.messages(
                actor_of_request(request),
                run,
                outcome=wanted.outcome,
                node=wanted.node,
                at=wanted.at,
                most=wanted.limit,
                share_token=wanted.share,
            )
        )


class MessageHistory(RunsView):
    @extend_schema(operation_id="readMessage", parameters=[AT, SHARE], responses=answers(time_travel.MessageHistory))
    def get(self, request: Request, run: UUID, message: int) -> HttpResponse:
        """Everything that happened to a request or event, hop by hop."""
        wanted = query(request, shapes.HistoryQuery)
        if message > shapes.LARGEST:
            raise NotFound("There is no such message.")
        actor = actor_of_request(request)
        return answered(services.message_history(actor, run, message, wanted.at, wanted.share))


class NodeMessages(RunsView):
    @extend_schema(
        operation_id="listNodeMessages", parameters=[AT, LIMIT, SHARE], responses=answers(time_travel.NodeMessages)
    )
    def get(self, request: Request, run: UUID, node: str) -> HttpResponse:
        """What lies in a queue, a topic or a stream: who has it, and why, if it is there as a dead letter."""
        wanted = query(request, shapes.NodeMessagesQuery)
        actor = actor_of_request(request)
        return answered(services.node_messages(actor, run, node, wanted.at, wanted.limit, wanted.share))
