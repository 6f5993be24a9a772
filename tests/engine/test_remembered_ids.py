"""The table of remembered ids, when half of it is ids that nobody has to remember any more."""

import numpy as np

from apps.engine import Simulation, compile_document
from apps.schema import read_document
from tests.api.visitors import shop


def test_a_table_full_of_what_is_over_is_emptied_without_growing() -> None:
    simulation = Simulation(compile_document(read_document(shop())), 1)
    simulation.advance(20.0)
    arena = simulation.arena
    arena.state["seen_used"] = len(arena.view("seen")) // 2
    alive = int(np.count_nonzero(arena.view("seen")["until"] > simulation.time))
    grown = arena.grow()
    assert int(grown.state["seen_used"][0]) == alive
    assert 2 * alive < len(grown.view("seen"))
