"""Every lesson fails, and is helped, as it is known to: by the numbers of the engine, with the remedy and without."""

from itertools import pairwise

import pytest

from apps.advisor import findings
from apps.patterns import Template, lessons, patterns
from apps.schema import dump_document

from .claims.chapters import CHAPTERS
from .claims.claim import Bound, Chapter, Claim
from .claims.playing import played
from .lessons_page import PAGE, key_cells

STALE = "docs/lessons.md is stale: python -m tests.patterns.lessons_page"
ADVISED = {
    "retry_storm": {
        ("retries_overwhelm", "eager-gateway-orders"),
        ("works_for_nobody", "eager-orders"),
        ("works_for_nobody", "careful-orders"),
    },
    "overload": {("works_for_nobody", "patient-search")},
    "timeout_cascade": {("lends_all_its_slots", "shared-storefront-checkout")},
    "poison_message": {("no_dead_letter_queue", "stubborn"), ("blocks_its_partition", "stubborn")},
    "visibility_timeout": {
        ("handed_out_again_too_soon", "short"),
        ("not_idempotent", "short-renderer"),
        ("not_idempotent", "long-renderer"),
    },
    "idempotent_consumer": {("not_idempotent", "naive")},
}
"""What the advisor finds in lessons: the mistakes they are about that can be read off a document."""

each_lesson = pytest.mark.parametrize("lesson", lessons().values(), ids=lambda lesson: lesson.name)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(claim, id=f"{chapter.lesson}: {claim.quantity}: {chapter.sides[0]}, {chapter.sides[1]}")
        for chapter in CHAPTERS
        for claim in chapter.claims
    ],
)
def test_the_outcome_is_the_known_one(claim: Claim) -> None:
    assert claim.failures() == []


def test_there_are_twelve_and_something_is_known_of_each() -> None:
    assert len(lessons()) == 12
    assert list(dict.fromkeys(chapter.lesson for chapter in CHAPTERS)) == list(lessons())


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: f"{chapter.lesson}: {chapter.done}")
def test_its_two_sides_are_told_apart(chapter: Chapter) -> None:
    """Some bounds exclude each other, so that no run could pass on both sides alike."""
    assert any(apart(*claim.bounds) for claim in chapter.claims)


def apart(one: Bound | None, other: Bound | None) -> bool:
    if one is None or other is None:
        return False
    return any(lower.most < upper.least for lower, upper in pairwise((one, other, one)))


@each_lesson
@pytest.mark.parametrize("when", ["left alone", "in its scenarios"])
def test_every_message_and_request_is_accounted_for(lesson: Template, when: str) -> None:
    for scenario in [None] if when == "left alone" else lesson.document.scenarios:
        run = played(lesson.name, scenario, 45.0)
        assert run.end.ledger.balanced
        assert run.end.requests.balanced
        assert run.end.ledger.lost == run.end.ledger.expired == 0


@each_lesson
def test_the_advisor_warns_of_the_mistake_it_shows_and_of_nothing_else(lesson: Template) -> None:
    assert {(one.rule, one.node) for one in findings(lesson.document)} == ADVISED.get(lesson.name, set())


def test_a_lesson_is_no_pattern() -> None:
    assert not set(lessons()) & set(patterns())
    assert {lesson.group for lesson in lessons().values()} == {"lesson"}
    assert {pattern.group for pattern in patterns().values()} == {"pattern"}


class TestPage:
    """What the page says is of the lessons there are. Small differences from today's numbers may stay."""

    @pytest.fixture
    def rows(self) -> list[list[str]]:
        lines = PAGE.read_text(encoding="utf-8").splitlines()
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
        return [cells for cells in rows if cells[2] != "must be"]

    def test_it_lists_every_claim_with_its_bounds(self, rows: list[list[str]]) -> None:
        claimed = [key_cells(claim) for chapter in CHAPTERS for claim in chapter.claims]
        assert [(cells[0], cells[2], cells[4]) for cells in rows] == claimed, STALE

    def test_its_numbers_are_what_is_measured(self, rows: list[list[str]]) -> None:
        claims = [claim for chapter in CHAPTERS for claim in chapter.claims]
        for cells, claim in zip(rows, claims, strict=True):
            for written, value in zip((cells[1], cells[3]), claim.measure(), strict=True):
                if value is None:
                    assert written == ""
                else:
                    told = float(written.split()[0].replace(",", ""))
                    assert told == pytest.approx(value, rel=0.25, abs=10), f"{claim.quantity}. {STALE}"

    def test_it_tells_every_story(self) -> None:
        text = PAGE.read_text(encoding="utf-8")
        for lesson in lessons().values():
            assert lesson.document.story is not None
            assert f"## {lesson.title}\n" in text, STALE
            assert f"{lesson.document.story.break_it} {lesson.document.story.learn}" in " ".join(text.split()), STALE


@each_lesson
def test_it_is_small_enough_to_be_read_at_a_glance(lesson: Template) -> None:
    assert len(lesson.document.nodes) <= 11
    assert len(str(dump_document(lesson.document))) < 20_000
