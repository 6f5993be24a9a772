"""Documents of every version that ever was: they load for ever, and mean what they meant."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from apps.schema import Document, dump_document, read_document, read_document_text
from apps.schema.distributions import Work
from apps.schema.document import SCHEMA_VERSION
from apps.schema.edges import EDGE_KINDS
from apps.schema.faults import FAULT_KINDS
from apps.schema.nodes import KINDS
from apps.schema.operations import OPERATION_KINDS
from apps.schema.upgrades import UPGRADES
from apps.schema.workloads import Workload

NEEDS_ZONES = {"zone_loss"}
"""What can only stand in a document whose nodes stand in zones; tests/schema/test_striking.py has it."""
FOLDER = Path(__file__).parents[1] / "documents"
GOLDEN = {version: FOLDER / f"v{version}.json" for version in range(1, SCHEMA_VERSION + 1)}


def loses_nothing(before: Any, after: Any) -> bool:
    """Whether everything that stood there still does; defaults may have come in addition."""
    if isinstance(before, dict):
        return isinstance(after, dict) and all(
            key in after and loses_nothing(before[key], after[key]) for key in before
        )
    if isinstance(before, list):
        return len(before) == len(after) and all(map(loses_nothing, before, after))
    return bool(before == after)


def kinds_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["kind"]} if isinstance(value.get("kind"), str) else set()
        return own.union(*(kinds_in(child) for child in value.values()))
    return set().union(*(kinds_in(child) for child in value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("version", GOLDEN)
def test_a_golden_document_loads(version: int):
    assert isinstance(read_document_text(GOLDEN[version].read_bytes()), Document)


def test_the_golden_document_of_today_keeps_every_value():
    raw = json.loads(GOLDEN[SCHEMA_VERSION].read_bytes())
    assert loses_nothing(raw, dump_document(read_document(raw)))


def test_the_golden_documents_of_today_have_every_kind_there_is():
    kinds = kinds_in([json.loads(path.read_bytes()) for path in (GOLDEN[SCHEMA_VERSION], FOLDER / "brokers.json")])
    unions = [get_args(get_args(union)[0]) for union in (Work, Workload)]
    others = {member.model_fields["kind"].default for members in unions for member in members}
    assert {*KINDS, *EDGE_KINDS, *FAULT_KINDS, *OPERATION_KINDS, *others} <= kinds | NEEDS_ZONES


def test_there_is_an_upgrade_from_every_version_but_the_last():
    assert set(UPGRADES) == set(range(1, SCHEMA_VERSION))
