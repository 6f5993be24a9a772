"""The cascade: who is down, who suffers because of whom and over which edges, and who does not."""

from typing import Any

from apps.engine import Simulation, compile_document
from apps.engine.frames import FrameCutter
from apps.engine.impact import reached
from apps.engine.topology import Topology
from apps.patterns import templates
from apps.schema import Document
from apps.schema.faults import AddedLatency, Crash, Fault, NetworkPartition, ZoneLoss
from apps.schema.frames import Consequence, Frame
from tests.engine.small import constant, document, service, source


def last_frame(shop: Document, faults: list[Fault], strike_at: float = 8.0, until: float = 16.0) -> Frame:
    simulation, cutter = Simulation(compile_document(shop), 5), FrameCutter(compile_document(shop))
    frame = None
    for number in range(1, round(until * 2) + 1):
        simulation.advance(number / 2)
        frame = cutter.cut(simulation, number, 1.0)
        if number / 2 == strike_at:
            for index, fault in enumerate(faults):
                simulation.inject(f"f{index}", fault)
    assert frame is not None
    return frame


def lines(frame: Frame) -> dict[str, Consequence]:
    return {line.node: line for line in frame.cascade if line.severity != "ok"}


def shop(**checkout: Any) -> Document:
    """A shop that calls Checkout, which calls Payment; Mail reads what Checkout publishes, Stock is apart."""
    nodes = {
        "shoppers": source(50.0),
        "checkout": service(constant(2), instances=2, concurrency=50, zone="eu-1", **checkout),
        "payment": service(constant(5), instances=3, concurrency=20, zone="eu-2"),
        "kafka": {"kind": "kafka"},
        "paid": {"kind": "kafka_topic", "parent": "kafka"},
        "mail": service(constant(1), concurrency=10),
        "supplier": source(20.0),
        "stock": service(constant(1), concurrency=10),
    }
    edges = {
        "order": {"kind": "call", "source": "shoppers", "target": "checkout"},
        "pay": {"kind": "call", "source": "checkout", "target": "payment", "timeoutMs": 500},
        "publish": {"kind": "publish", "source": "checkout", "target": "paid"},
        "read": {"kind": "subscribe", "source": "paid", "target": "mail"},
        "deliver": {"kind": "call", "source": "supplier", "target": "stock"},
    }
    return document(nodes, edges)


def test_who_calls_a_stuck_service_waits_for_it_and_says_how_long() -> None:
    frame = last_frame(shop(), [AddedLatency(target="payment", added_ms=3000.0)])
    found = lines(frame)
    assert found["payment"].words.startswith("payment: +3000 ms")
    assert found["payment"].because is None
    assert found["checkout"].words.startswith("checkout: waiting on payment, timeout 500 ms")
    assert (found["checkout"].because, found["checkout"].via) == ("payment", ["pay"])
    assert frame.nodes["checkout"].why == "waiting on payment, timeout 500 ms"


def test_the_next_in_the_chain_suffers_because_of_the_one_before_it() -> None:
    found = lines(last_frame(shop(), [Crash(target="payment")]))
    assert found["payment"].severity == "down"
    assert found["mail"].words.startswith("mail: waiting on checkout's messages")
    assert (found["mail"].because, found["mail"].via) == ("checkout", ["publish", "read"])


def test_who_has_nothing_to_do_with_it_is_safe_and_not_on_the_path() -> None:
    frame = last_frame(shop(), [Crash(target="payment")])
    assert "stock" not in lines(frame)
    assert "stock: not affected" in frame.cascade[-1].words
    assert all("deliver" not in line.via for line in frame.cascade)


def test_a_cut_edge_is_itself_the_cause() -> None:
    found = lines(last_frame(shop(), [NetworkPartition(target="pay")]))
    assert "payment" in found
    assert found["checkout"].because == "pay"
    assert found["checkout"].words.startswith("checkout: checkout → payment is cut")


def test_a_lost_zone_takes_down_what_stands_in_it() -> None:
    frame = last_frame(shop(), [ZoneLoss(target="eu-2")])
    assert lines(frame)["payment"].words.startswith("payment: down since 00:08.0 with zone eu-2")
    assert frame.nodes["payment"].state == "down"


def test_trouble_does_not_get_from_a_slow_reader_to_the_other_readers_of_its_topic() -> None:
    order_flow = compile_document(templates()["order_flow"].document)
    ways = reached(Topology(order_flow), ["payment"], {"payment", "order_saga", "notification", "orders_dlq"})
    assert ways["order_saga"].via == ("payment-payments", "payments-order_saga")
    assert ways["orders_dlq"].how == "backlog"
    ways = reached(Topology(order_flow), ["notification", "payment"], {"notification", "payment", "order_saga"})
    assert ways["order_saga"].because == "payment"
    assert "analytics" not in ways


def test_frames_say_how_many_instances_are_up_and_how_far_behind_in_time() -> None:
    struck: list[Fault] = [Crash(target="mail"), Crash(target="payment", instance=0)]
    frame = last_frame(shop(), struck)
    assert frame.nodes["payment"].instances == 2
    assert frame.nodes["mail"].instances == 0
    # Since the crash, and up to five seconds more that it had handled and not committed.
    assert 8.0 <= (frame.nodes["mail"].behind or 0.0) <= 13.5
    assert frame.nodes["paid"].behind == frame.nodes["mail"].behind
    assert frame.nodes["shoppers"].instances is None
