"""Every template is a valid document, tells a story of three sentences and fits the first screen."""

import re
from itertools import combinations

import pytest

from apps.patterns import Template, patterns, templates
from apps.schema import dump_document, read_document
from apps.schema.nodes import CONTAINERS, Channel, Saga, Service
from apps.schema.references import fault_problem

CARD_WIDTH, CARD_HEIGHT = 160, 74
BROKER_WIDTH, BROKER_HEADER, CHANNEL_HEIGHT, CHANNEL_GAP, BROKER_PADDING = 200, 36, 52, 8, 10

ALL = list(templates().values())
each_template = pytest.mark.parametrize("template", ALL, ids=lambda template: template.name)


def boxes(template: Template) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right, bottom of everything that stands on the canvas itself."""
    found = {}
    nodes = template.document.nodes
    for identifier, node in nodes.items():
        if getattr(node, "parent", None) is not None:
            continue
        width, height = CARD_WIDTH, CARD_HEIGHT
        if node.kind in CONTAINERS:
            rows = max(1, sum(getattr(other, "parent", None) == identifier for other in nodes.values()))
            width = BROKER_WIDTH
            height = BROKER_HEADER + rows * CHANNEL_HEIGHT + (rows - 1) * CHANNEL_GAP + BROKER_PADDING
        left, top = node.position.x, node.position.y
        found[identifier] = (left, top, left + width, top + height)
    return found


def test_the_seven_patterns_are_there():
    assert set(patterns()) == {"order_flow", "pub_sub", "event_sourcing", "cqrs", "saga", "dead_letters", "rpc"}


def test_every_kind_of_broker_appears():
    used = {node.kind for template in patterns().values() for node in template.document.nodes.values()}
    assert {"kafka_topic", "rabbitmq_exchange", "rabbitmq_queue", "sns_topic", "sqs_queue", "redis_stream"} <= used


@each_template
def test_it_is_a_valid_document(template: Template):
    assert read_document(dump_document(template.document)) == template.document


@each_template
def test_its_story_has_three_sentences(template: Template):
    story = template.document.story
    assert story is not None
    for sentence in (story.watch, story.break_it, story.learn):
        assert re.fullmatch(r"[A-Z][^.!?]*\.", re.sub(r"(?<=\w)\.(?=\w)", "", sentence)), sentence


@each_template
def test_no_two_cards_overlap(template: Template):
    for (one, a), (other, b) in combinations(boxes(template).items(), 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one} and {other} overlap"


@each_template
def test_it_fits_the_first_screen(template: Template):
    sides = list(zip(*boxes(template).values(), strict=True))
    assert max(sides[2]) - min(sides[0]) <= 960
    assert max(sides[3]) - min(sides[1]) <= 600


@each_template
def test_it_brings_scenarios_that_break_it(template: Template):
    assert template.document.scenarios
    for scenario in template.document.scenarios.values():
        assert scenario.faults or scenario.operations
        assert all(fault_problem(template.document, fault) is None for fault in scenario.faults)
        assert all(
            fault.at_seconds + (fault.duration_seconds or 0) < scenario.until_seconds for fault in scenario.faults
        )


@each_template
def test_what_is_emitted_is_carried_somewhere(template: Template):
    document = template.document
    for identifier, node in document.nodes.items():
        emitted: set[str] = set()
        if isinstance(node, Service):
            for handler in node.handlers.values():
                emitted.update(handler.on_failure, *(outcome.emits for outcome in handler.outcomes))
        elif isinstance(node, Saga):
            emitted.update(node.committed_emits, node.compensated_emits)
            emitted.update(name for step in node.steps for name in (step.command, step.compensation) if name)
        publishes = [e for e in document.edges.values() if e.kind == "publish" and e.source == identifier]
        for name in emitted:
            assert any(not edge.event_types or name in edge.event_types for edge in publishes), (identifier, name)


@each_template
def test_every_channel_is_written_and_read(template: Template):
    edges = template.document.edges.values()
    for identifier, node in template.document.nodes.items():
        if isinstance(node, Channel):
            assert any(edge.target == identifier for edge in edges), f"nobody writes {identifier}"
            assert any(edge.source == identifier for edge in edges), f"nobody reads {identifier}"
