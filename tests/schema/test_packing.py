"""What a packed message looks like, and how large a frame is in it."""

import json

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.frames import FrameCutter
from apps.patterns import patterns
from apps.schema import Document, packing
from apps.schema.faults import Crash
from apps.schema.messages import FramesMessage, SnapshotMessage
from apps.schema.packing import packed_frames, packed_run, packed_snapshot
from tests.live.wire import unpacked
from tests.perf.populations import fifty_nodes

WANTED = 8 * 1024


def frames_of(document: Document, count: int, struck: str, seconds_apart: float) -> list[bytes]:
    """With a crash in the middle."""
    program = compile_document(document)
    simulation, cutter = Simulation(program, 1), FrameCutter(program)
    found = []
    for number in range(1, count + 1):
        if number == count // 2:
            simulation.inject("fault-1", Crash(target=struck))
        simulation.advance(number * seconds_apart)
        found.append(cutter.cut(simulation, number, seconds_apart * 10).model_dump_json().encode())
    return found


def test_a_slice_is_read_back_as_it_was() -> None:
    frames = frames_of(patterns()["order_flow"].document, 3, "payment", 0.1)
    message = unpacked(packed_frames(frames, 1))
    assert message["frames"] == [json.loads(frame) for frame in frames]
    assert message["run"] is None
    assert FramesMessage.model_validate(message).frames[-1].sequence == 3


def test_a_message_without_frames_says_so_in_its_header() -> None:
    assert unpacked(packed_run(b'{"id":"one"}')) == {"type": "run", "run": {"id": "one"}}
    assert unpacked(packed_frames([], 8, b'{"id":"one"}')) == {"type": "frames", "frames": [], "run": {"id": "one"}}
    assert unpacked(packed_snapshot(b"{}", [], 0, read_only=True))["readOnly"] is True
    assert "readOnly" in SnapshotMessage.model_json_schema(by_alias=True)["required"]


def test_a_message_larger_than_a_reader_takes_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MAX_TEXT_BYTES", 1000)
    with pytest.raises(ValueError, match="bytes are more"):
        packed_run(b'"%b"' % (b"x" * 1000))


@pytest.mark.parametrize("seconds_apart", [0.1, 2.0])
def test_a_frame_of_50_nodes_is_no_larger_than_8_kb_even_alone_in_its_message(seconds_apart: float) -> None:
    """At 1x, and at 20x, where a frame has as many sampled messages as it may."""
    frames = frames_of(fifty_nodes(), 10, "kafka-stage-0", seconds_apart)
    assert min(map(len, frames)) > WANTED
    assert max(len(packed_frames([frame], number)) for number, frame in enumerate(frames, start=1)) <= WANTED
