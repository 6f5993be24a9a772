"""A snapshot is bytes that mean something only to the engine that wrote them."""

from types import SimpleNamespace

import numpy as np
import pytest

from apps.engine import Simulation, compile_document
from apps.engine.arena import LAYOUT, layout_of
from tests.engine.small import constant, queue, service


def test_a_snapshot_of_another_layout_is_refused() -> None:
    program = compile_document(queue(50.0, service(constant(1))))
    simulation = Simulation(program, 1)
    simulation.advance(5.0)
    kept = simulation.snapshot()
    assert Simulation.restore(program, kept).digest() == simulation.digest()
    for other in (kept.replace(LAYOUT.encode(), b"0" * len(LAYOUT), 1), b"breakwater-snapshot-3\n" + kept, b""):
        with pytest.raises(ValueError, match="not a snapshot of this version"):
            Simulation.restore(program, other)


def test_any_field_more_less_or_elsewhere_is_another_layout() -> None:
    def layout(*fields: tuple[str, str], name: str = "edges") -> str:
        return layout_of({name: SimpleNamespace(dtype=np.dtype(list(fields), align=True))})

    usual = layout(("held", "i4"), ("cut", "i4"))
    assert usual == layout(("held", "i4"), ("cut", "i4"))
    others = {
        layout(("held", "i4")),
        layout(("cut", "i4"), ("held", "i4")),
        layout(("held", "i8"), ("cut", "i4")),
        layout(("held", "i4"), ("trial", "i4")),
        layout(("held", "i4"), ("cut", "i4"), name="nodes"),
    }
    assert len(others - {usual}) == 5
