"""docs/accuracy.md tells of the checks there are. Its numbers are not computed again here."""

import pytest

from .chapters import ALL
from .page import PAGE, key_cells, parsed

STALE = "docs/accuracy.md is stale: python -m tests.accuracy.page"


@pytest.fixture
def rows() -> list[list[str]]:
    return parsed(PAGE.read_text(encoding="utf-8"))


def test_the_page_lists_every_check_with_its_theory(rows: list[list[str]]) -> None:
    assert [tuple(row[:3]) for row in rows] == [key_cells(check) for check in ALL], STALE


def test_the_page_claims_a_result_for_what_is_checked_and_none_for_what_is_not(rows: list[list[str]]) -> None:
    claimed = {row[0]: row[3] != "" and row[-1] in {"agrees", "below the bound"} for row in rows}
    assert claimed == {check.name: not check.pending for check in ALL}, STALE


def test_no_two_checks_have_the_same_name() -> None:
    assert len({check.name for check in ALL}) == len(ALL)
