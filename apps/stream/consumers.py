"""A watcher's connection to one live run: authenticate, join, forward. What commands do is decided in apps.runs."""

import asyncio
import contextlib
import logging
import time
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
    Refused,
    RunMessage,
    client_message,
)
from apps.schema.problems import from_pydantic
from apps.stream.budget import Budget

logger = logging.getLogger(__name__)

NOT_FOUND = 4404
MESSAGES_PER_SECOND = 20
LONGEST_REASON = 500
ACCESS_HOLDS_FOR = 10.0
"""Seconds after which it is checked again: a share link may have been revoked."""
LOOKED_AFTER_EVERY = 1.0
QUIET_FOR = 3.0
"""Seconds without anything from the run after which a watcher is told what it is doing."""
PRESENT_EVERY = 20.0
"""Seconds after which a watcher says again that somebody is there."""


class RunConsumer(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        self.run: UUID = self.scope["url_route"]["kwargs"]["run"]
        query = parse_qs(self.scope["query_string"].decode("ascii", "replace"))
        self.share: str | None = query.get("share", [None])[0]
        self.budget, self.complaints = Budget(MESSAGES_PER_SECOND), Budget(1)
        self.sent = 0
        self.heard_at, self.present_at, self.told_activity = time.monotonic(), 0.0, ""
        self.care: asyncio.Task[None] | None = None
        await self.accept()  # Only an accepted connection can be closed with a code that the browser shows.
        try:
            self.actor = await database_sync_to_async(actor_of_scope)(self.scope)
            await self.check_access()
            # Joined before the snapshot is taken, so that no frame falls between the two.
            await self.channel_layer.group_add(services.group(self.run), self.channel_name)
            await self.say_present()
            await self.send_snapshot(after=0)
            self.care = asyncio.create_task(self.look_after())
        except RunNotFound:
            await self.close(NOT_FOUND)

    async def look_after(self) -> None:
        """Tells the run that somebody is there, and the watcher what a run is doing that sends nothing."""
        while True:
            await asyncio.sleep(LOOKED_AFTER_EVERY)
            now = time.monotonic()
            try:
                if now - self.present_at > PRESENT_EVERY:
                    await self.say_present()
                if now - self.heard_at > QUIET_FOR:
                    self.heard_at = now
                    await self.tell_activity()
            except RunNotFound:
                await self.close(NOT_FOUND)
                return
            except Exception:
                # Valkey or the database is away: the connection stays, and the next look tells more.
                logger.warning("run %s could not be looked after", self.run, exc_info=True)

    async def say_present(self) -> None:
        await database_sync_to_async(services.watches)(self.run, self.channel_name)
        self.present_at = time.monotonic()

    async def tell_activity(self) -> None:
        """Only when it is another than was told last: a paused run is quiet for hours."""
        run = await database_sync_to_async(services.read)(self.actor, self.run, self.share)
        if run.activity != self.told_activity:
            self.told_activity = run.activity
            await self.say(RunMessage(run=run))

    async def disconnect(self, code: int) -> None:
        if self.care is not None:
            self.care.cancel()
        with contextlib.suppress(Exception):
            await database_sync_to_async(services.leaves)(self.run, self.channel_name)
        await self.channel_layer.group_discard(services.group(self.run), self.channel_name)

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
        try:
            if isinstance(message, CommandMessage):
                await self.obey(message)
            else:
                await self.send_snapshot(message.after)
        except RunNotFound:
            await self.close(NOT_FOUND)

    async def obey(self, message: CommandMessage) -> None:
        control = database_sync_to_async(services.control)
        try:
            applies_at = await control(self.actor, self.run, message.command, self.share)
        except CommandRefused as refusal:
            await self.say(Refused(id=message.id, reason=str(refusal)))
        else:
            await self.say(Accepted(id=message.id, time=applies_at))

    async def send_snapshot(self, after: int) -> None:
        text, newest = await database_sync_to_async(services.snapshot)(self.actor, self.run, after, self.share)
        self.sent = max(self.sent, newest)
        await self.send(text)

    async def run_texts(self, event: dict[str, Any]) -> None:
        """From the run's group: see apps.runs.execution.broadcast."""
        self.heard_at = time.monotonic()
        if self.told_activity == "waiting_for_worker" and event["frames"]:
            await self.tell_activity()
        if time.monotonic() - self.checked_at > ACCESS_HOLDS_FOR:
            try:
                await self.check_access()
            except RunNotFound:
                await self.close(NOT_FOUND)
                return
        for sequence, text in enumerate(event["frames"], start=event["first"]):
            if sequence > self.sent:  # Else it was in the snapshot.
                self.sent = sequence
                await self.send(text)
        for text in event["others"]:
            await self.send(text)

    async def check_access(self) -> None:
        await database_sync_to_async(services.access_to)(self.actor, self.run, self.share)
        self.checked_at = time.monotonic()

    async def complain(self, reason: str) -> None:
        await self.say(ErrorMessage(reason=reason[:LONGEST_REASON]))

    async def say(self, message: Model) -> None:
        await self.send(message.model_dump_json())
