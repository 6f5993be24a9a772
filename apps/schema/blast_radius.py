"""What a chaos monkey may strike in one document."""

from collections.abc import Iterator

from .document import Document
from .faults import FAULT_KINDS
from .monkey import Monkey
from .problems import Problem
from .striking import fault_problem, in_zone, zones

ALLOWED_MONKEY = "nodes, edges and zones that the kinds of fault can strike"


def radius(document: Document, monkey: Monkey) -> set[str]:
    """Ids of nodes and edges and names of zones: those named, what lives in a broker or zone, and the edges between."""
    if not monkey.targets:
        return {*document.nodes, *document.edges, *zones(document)}
    named = set(monkey.targets)
    found = {name for name in named if name in document.nodes}
    for zone in named & zones(document):
        found |= in_zone(document, zone)
    found |= {name for name, node in document.nodes.items() if getattr(node, "parent", None) in found}
    between = {name for name, edge in document.edges.items() if edge.source in found and edge.target in found}
    return found | between | (named & document.edges.keys()) | (named & zones(document))


def strikable(document: Document, monkey: Monkey) -> dict[str, list[str]]:
    """Kind of fault to what it can strike within the radius, both sorted; kinds that strike nothing are left out."""
    within = sorted(radius(document, monkey))
    found: dict[str, list[str]] = {}
    for kind in sorted(set(monkey.kinds)):
        model = FAULT_KINDS[kind].model
        targets = [name for name in within if fault_problem(document, model.model_construct(target=name)) is None]
        if targets:
            found[kind] = targets
    return found


def monkey_problem(document: Document, monkey: Monkey) -> str | None:
    """Why a monkey cannot strike anything in this document; None if it can."""
    known = {*document.nodes, *document.edges, *zones(document)}
    unknown = [name for name in monkey.targets if name not in known]
    if unknown:
        return f"names '{unknown[0]}', which is neither a node, an edge nor a zone"
    if not strikable(document, monkey):
        kinds = ", ".join(FAULT_KINDS[kind].label.lower() for kind in monkey.kinds)
        return f"finds nothing in its blast radius to strike with: {kinds}"
    return None


def monkey_problems(document: Document) -> Iterator[Problem]:
    """What the scenarios' monkeys name that is not there."""
    for name, scenario in document.scenarios.items():
        for index, monkey in enumerate(scenario.monkeys):
            if reason := monkey_problem(document, monkey):
                yield Problem(f"scenarios.{name}.monkeys.{index}.targets", reason, ALLOWED_MONKEY)
