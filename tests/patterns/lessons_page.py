"""`python -m tests.patterns.lessons_page`: plays the lessons, writes docs/lessons.md. Ends with 1 if a claim fails."""

import sys
from textwrap import fill

from apps.patterns import lessons
from scripts.progress import ROOT

from .claims.chapters import CHAPTERS
from .claims.claim import Bound, Chapter, Claim

PAGE = ROOT / "docs" / "lessons.md"

INTRODUCTION = """# Failures worth seeing

Twelve failures whose outcome is known, each a small diagram that fails as the literature says it does, beside what
would have helped. They stand in the gallery: open one, run it, play its scenario. Without a server:

    .venv/bin/python manage.py templates retry_storm
    .venv/bin/python manage.py templates retry_storm --json > retry-storm.json

Every row below is a test (`tests/patterns/test_lessons.py`): the lesson is played without a server, and both sides must
keep their bounds. The numbers are of one run with the scenario's own seed; `python -m tests.patterns.lessons_page`
writes this page.
"""


def number(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    text = f"{value:,.1f}".removesuffix(".0")
    return f"{text} {unit}".strip()


def bound(one: Bound | None, unit: str) -> str:
    return "" if one is None else f"{one} {unit}".strip()


def key_cells(claim: Claim) -> tuple[str, str, str]:
    """What a row says before anything is played."""
    first, second = (bound(one, claim.unit) for one in claim.bounds)
    return claim.quantity, first, second


def row(claim: Claim) -> tuple[str, ...]:
    quantity, first_bound, second_bound = key_cells(claim)
    first, second = (number(value, claim.unit) for value in claim.measure())
    return quantity, first, first_bound, second, second_bound


def line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def section(chapter: Chapter, first: bool) -> str:
    lesson = lessons()[chapter.lesson]
    story = lesson.document.story
    assert story is not None
    head = ("Measured", chapter.sides[0], "must be", chapter.sides[1], "must be")
    table = "\n".join([line(head), "|---|--:|---|--:|---|", *(line(row(claim)) for claim in chapter.claims)])
    told = fill(f"{story.break_it} {story.learn}", 120)
    opening = f"## {lesson.title}\n\n{told}\n\nHelps: {lesson.pattern}. Template `{lesson.name}`.\n\n"
    return f"{opening if first else ''}{chapter.done}\n\n{table}\n"


def main() -> int:
    told: set[str] = set()
    parts, failures = [INTRODUCTION], []
    for chapter in CHAPTERS:
        parts.append(section(chapter, chapter.lesson not in told))
        told.add(chapter.lesson)
        failures += [f"{chapter.lesson}: {one.quantity}: {why}" for one in chapter.claims for why in one.failures()]
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    print("\n".join(failures) or f"all as claimed: {PAGE.relative_to(ROOT)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
