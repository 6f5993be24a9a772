"""A simulation has room at once for what its sources declare, and not for what they cannot pass."""

from apps.engine import Simulation, compile_document
from apps.engine.rates import logged_rate, open_rate
from apps.schema import read_document
from tests.engine.small import exponential, queue, service, topic

FAST = 4_000.0


def room(simulation: Simulation) -> tuple[int, int]:
    return len(simulation.arena.view("messages")), len(simulation.arena.view("entries"))


def test_a_fast_topic_never_grows_while_its_group_keeps_up() -> None:
    document = topic(FAST, 8, service(exponential(1), 8))
    simulation = Simulation(compile_document(document), seed=1)
    assert logged_rate(simulation.program) == open_rate(simulation.program) == FAST
    at_first = room(simulation)
    simulation.advance(20.0)
    assert room(simulation) == at_first


def test_what_goes_into_no_log_takes_no_room_there() -> None:
    simulation = Simulation(compile_document(queue(FAST, service(exponential(1), 8))), seed=1)
    assert (open_rate(simulation.program), logged_rate(simulation.program)) == (FAST, 0.0)
    slow = Simulation(compile_document(queue(1.0, service(exponential(1), 8))), seed=1)
    assert room(simulation) == room(slow)


def test_users_who_do_not_think_declare_no_rate() -> None:
    raw = topic(FAST, 8, service(exponential(1), 8)).model_dump(by_alias=True, mode="json")
    raw["nodes"]["source"]["workload"] = {"kind": "closed_loop", "users": 50, "think": {"kind": "constant", "ms": 0}}
    crowd = Simulation(compile_document(read_document(raw)), seed=1)
    assert (open_rate(crowd.program), logged_rate(crowd.program)) == (0.0, 0.0)
    assert room(crowd) == room(Simulation(compile_document(topic(1.0, 8, service(exponential(1), 8))), seed=1))
