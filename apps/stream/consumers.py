"""A watcher's connection to one live run: authenticate, join, forward. What commands do is decided in apps.runs."""

import asyncio
import contextlib
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from pydantic import ValidationError

from apps.accounts.actors import actor_of_scope
from apps.runs import services
from apps.runs.errors import CommandRefused, RunNotFound
from apps.schema.base import Model
from apps.schema.messages import (
    MAX_MESSAGE_BYTES,
    Accepted,
    CommandMessage,
    ErrorMessage,
    ReceivedMessage,
    Refused,
    client_message,
)
from apps.schema.problems import from_pydantic
from apps.stream.budget import Budget
from apps.stream.hub import hub
from apps.stream.outage import AWAY, valkey
from apps.stream.room import NOT_FOUND, UNREACHABLE, Room
from apps.stream.viewer import Viewer, Who

MESSAGES_PER_SECOND = 20
LONGEST_REASON = 500


class RunConsumer(AsyncWebsocketConsumer):
    channel_layer_alias = "none for each connection: the room has one for all of them"

    room: Room | None = None
    viewer: Viewer
    serving: asyncio.Task[None] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await super().__call__(scope, receive, send)
        except AWAY as reason:
            valkey.noticed(reason)
            with contextlib.suppress(Exception):  # The connection may be what was lost.
                await self.close(UNREACHABLE)
        finally:
            # Here, because a connection may end without a word of it while it is still being opened.
            if self.serving is not None:
                self.serving.cancel()
            if self.room is not None:
                await hub.leave(self.room, self.viewer)

    async def connect(self) -> None:
        self.run: UUID = self.scope["url_route"]["kwargs"]["run"]
        query = parse_qs(self.scope["query_string"].decode("ascii", "replace"))
        share: str | None = query.get("share", [None])[0]
        self.turn = asyncio.Lock()
        self.budget, self.complaints = Budget(MESSAGES_PER_SECOND), Budget(1)
        await self.accept()  # Only an accepted connection can be closed with a code that the browser shows.
        self.actor = await database_sync_to_async(actor_of_scope)(self.scope)
        self.viewer = Viewer(Who(self.actor, share), self.send_bytes, self.close)
        try:
            access = await database_sync_to_async(services.access_to)(self.actor, self.run, share)
        except RunNotFound:
            await self.viewer.end(NOT_FOUND)
            return
        self.viewer.read_only = access != "edit"
        self.room = await hub.join(self.run, self.viewer)
        self.serving = asyncio.create_task(self.serve(self.room))

    async def serve(self, room: Room) -> None:
        try:
            await self.viewer.serve(room)
        except RunNotFound:
            await self.viewer.end(NOT_FOUND)

    async def send_bytes(self, data: bytes) -> None:
        async with self.turn:
            await self.send(bytes_data=data)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if not self.budget.spend():
            if self.complaints.spend():
                await self.complain(f"More than {MESSAGES_PER_SECOND} messages a second: the rest is not looked at.")
            return
        if text_data is None or len(text_data.encode()) > MAX_MESSAGE_BYTES:
            await self.complain(f"A message is JSON text of at most {MAX_MESSAGE_BYTES} bytes.")
            return
        try:
            message = client_message.validate_json(text_data)
        except ValidationError as error:
            problems = from_pydantic(error.errors(include_url=False)[:3], None)
            await self.complain("; ".join(f"{one.path or 'message'}: {one.problem}" for one in problems))
            return
        if isinstance(message, ReceivedMessage):
            self.viewer.received(message.bytes)
            return
        try:
            if isinstance(message, CommandMessage):
                await self.obey(message)
            else:
                await database_sync_to_async(services.access_to)(self.actor, self.run, self.viewer.who.share)
                self.viewer.misses(message.after)
        except RunNotFound:
            await self.viewer.end(NOT_FOUND)

    async def obey(self, message: CommandMessage) -> None:
        """The answer goes out before anything that the command has done."""
        control = database_sync_to_async(services.control)
        async with self.turn:
            try:
                applies_at = await control(self.actor, self.run, message.command, self.viewer.who.share)
            except CommandRefused as refusal:
                await self.say(Refused(id=message.id, reason=str(refusal)))
            else:
                await self.say(Accepted(id=message.id, time=applies_at))

    async def complain(self, reason: str) -> None:
        await self.say(ErrorMessage(reason=reason[:LONGEST_REASON]))

    async def say(self, message: Model) -> None:
        await self.send(message.model_dump_json())
