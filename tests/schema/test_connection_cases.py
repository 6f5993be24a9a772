"""What may connect to what, case by case; the editor is held to the same file (src/document/connections.test.ts)."""

import json
from pathlib import Path
from typing import Any

import pytest

from apps.schema import read_document, why_not
from apps.schema.edges import EDGE_KINDS
from apps.schema.nodes import KINDS

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "connection_cases.json").read_text())


def document_of(case: dict[str, Any]) -> Any:
    """The two nodes; channels live in a broker each, or in the same one."""
    nodes: dict[str, Any] = {}
    for role in ("source", "target"):
        kind = case[role]
        row = KINDS[kind]
        nodes[role] = {"kind": kind, "name": row.label}
        if row.group == "Channels":
            broker = row.parents[0]
            parent = f"{broker}-{1 if case['sameBroker'] or role == 'source' else 2}"
            nodes[parent] = {"kind": broker, "name": parent}
            nodes[role]["parent"] = parent
    return read_document({"nodes": nodes})


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['source']} {case['kind']} {case['target']}")
def test_a_case_is_allowed_or_refused_with_its_reason(case: dict[str, Any]) -> None:
    reason = why_not(document_of(case), case["kind"], "source", "target")
    assert (reason is None, reason) == (case["allowed"], case["reason"])


def test_the_cases_name_every_pair_that_the_rules_allow() -> None:
    listed = {(case["source"], case["kind"], case["target"]) for case in CASES if case["allowed"]}
    allowed = {
        (source, kind, target)
        for kind, row in EDGE_KINDS.items()
        for sources, targets in row.pairs
        for source in sources
        for target in targets
    }
    assert listed == allowed


def test_every_kind_of_edge_is_also_refused_somewhere() -> None:
    assert {case["kind"] for case in CASES if not case["allowed"]} == set(EDGE_KINDS)
