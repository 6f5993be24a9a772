"""What a slice did, to everybody who watches the run. Each text is made once and goes out to all as it is."""

import asyncio
import logging
import threading
from uuid import UUID

from channels.layers import get_channel_layer

from apps.runs.execution.state import Cut, RunState
from apps.schema.messages import RunMessage

logger = logging.getLogger(__name__)
_thread = threading.local()


def group(run_id: UUID) -> str:
    return f"run.{run_id}"


def frame_text(frame: str) -> str:
    """A FrameMessage around a frame that is JSON text already."""
    return f'{{"type":"frame","frame":{frame}}}'


def publish(run_id: UUID, state: RunState, cut: Cut) -> None:
    """In one message, so that a slice's frames stay in order: the channel layer sorts messages by their time."""
    frames = [frame_text(frame) for frame in cut.frames]
    others = [RunMessage(run=state.info(run_id)).model_dump_json()] if cut.told else []
    if not frames and not others:
        return
    message = {"type": "run.texts", "first": state.sequence - len(frames) + 1, "frames": frames, "others": others}
    try:
        _runner().run(get_channel_layer().group_send(group(run_id), message))
    except Exception:
        # Watchers see the gap and ask for a snapshot; the run itself needs none of them.
        logger.exception("run %s could not be shown", run_id)


def _runner() -> asyncio.Runner:
    """One event loop for all slices of this thread, and with it one connection: async_to_sync makes a new one each
    time, which takes 3.6 ms instead of 0.7."""
    if not hasattr(_thread, "runner"):
        _thread.runner = asyncio.Runner()
    runner: asyncio.Runner = _thread.runner
    return runner
