"""The document: the only thing a person edits. Everything else is derived from it."""

from typing import Literal

from .base import Identifier, Label, Model, Sentence, setting
from .edges import AnyEdge
from .event_types import EventType
from .experiments import Experiment
from .faults import Fault
from .monkey import Monkey
from .nodes import AnyNode
from .operations import Operation

SCHEMA_VERSION = 3
MAX_BYTES = 2_000_000
MAX_NODES = 500
MAX_EDGES = 2_000
MAX_EVENT_TYPES = 200
MAX_SCENARIOS = 50
MAX_EXPERIMENTS = 50


class Story(Model):
    """Three sentences beside a template: what to watch, what to break, what you learn."""

    watch: Sentence = ""
    break_it: Sentence = ""
    learn: Sentence = ""


class Scenario(Model):
    """Faults and operations at set times, to run again and again."""

    name: Label
    description: Sentence = ""
    until_seconds: float = setting(300.0, "Runs for", unit="s", gt=0, le=31_536_000)
    seed: int = setting(1, "Seed", ge=0, le=2**53 - 1)
    faults: list[Fault] = setting(list, "Faults", max_length=200)
    operations: list[Operation] = setting(list, "Operations", max_length=200)
    monkeys: list[Monkey] = setting(list, "Chaos monkeys", max_length=5)


class Document(Model):
    schema_version: Literal[3] = 3
    title: Label = "Untitled diagram"
    description: Sentence = ""
    story: Story | None = None
    event_types: dict[Identifier, EventType] = setting(dict, "Event types", max_length=MAX_EVENT_TYPES)
    nodes: dict[Identifier, AnyNode] = setting(dict, "Nodes", max_length=MAX_NODES)
    edges: dict[Identifier, AnyEdge] = setting(dict, "Edges", max_length=MAX_EDGES)
    scenarios: dict[Identifier, Scenario] = setting(dict, "Scenarios", max_length=MAX_SCENARIOS)
    experiments: dict[Identifier, Experiment] = setting(dict, "Experiments", max_length=MAX_EXPERIMENTS)
