"""`python -m tests.accuracy.page`: runs every check and writes docs/accuracy.md. Ends with 1 if any disagrees."""

import sys

from scripts.progress import ROOT

from .chapters import ALL, CHAPTERS
from .checks import Check
from .replications import REPLICATIONS, windows

PAGE = ROOT / "docs" / "accuracy.md"
HEAD = ("Quantity", "Closed form", "Theory", "Measured", "Half-width", "Messages", "Verdict")

INTRODUCTION = f"""# Accuracy

Where queueing theory has a closed form, the engine is held against it. This page is generated from the checks in
`tests/accuracy/` by `python -m tests.accuracy.page`; the same checks run as tests.

**Method.** Every experiment is a document, simulated {REPLICATIONS} times with the seeds 1 to {REPLICATIONS}. The first
twentieth of each run is cut off: 10 s at least, where the slowest of these systems forgets that it began empty with a
time constant of 1 / (μ (1 − √ρ)²) = 1.6 s. Everything is measured between the cut and the
end. The {REPLICATIONS} results give a mean and its 99.9 % interval by Student's t with {REPLICATIONS - 1} degrees of
freedom.

**Verdict.** A check agrees when the theoretical value lies inside the interval and the half-width is at most 1 % of the
mean, 2 % for a 99th percentile: a mean that is off by 2 % could hardly pass, and none passes by being vague. A check
against a bound passes when the whole interval lies below it, with the same limit to its half-width. There is no other
tolerance, and nothing is fitted to the theory. A correct engine fails a check once in a thousand; seeds are fixed, so a
result stays what it is until the engine, or the random numbers it draws, change. Experiments use the same seeds, so
their deviations are not independent of each other.

**Documents.** Where the question is one of queueing, the broker adds no structure of its own: one RabbitMQ queue
without latency, one instance with as many slots as the theory has servers, or calls without any broker. Little's law is
checked in a design of all brokers, with their latencies. Waiting time is sojourn less time in a slot. Percentiles are
read off the engine's histogram and interpolated inside a bucket.
"""


def theory_text(check: Check) -> str:
    return f"{'≤ ' if check.says == 'at most' else ''}{check.theory:.6g} {check.unit}".strip()


def key_cells(check: Check) -> tuple[str, str, str]:
    """What a row says before anything is run."""
    return check.name, check.formula, theory_text(check)


def row(check: Check) -> tuple[str, ...]:
    if check.pending:
        return (*key_cells(check), "", "", "", f"not yet: the engine has no {check.pending}")
    measured = check.interval()
    problem = check.disagreement(measured)
    verdict = problem or ("agrees" if check.says == "equals" else "below the bound")
    return (
        *key_cells(check),
        f"{measured.mean:.6g} ± {measured.half_width:.2g} {check.unit}".strip(),
        f"{measured.relative:.2%}",
        f"{check.messages() / 1e6:.1f} M",
        verdict,
    )


def line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def parsed(page: str) -> list[list[str]]:
    """The rows of all tables of a page."""
    rows = [[cell.strip() for cell in text.strip("|").split("|")] for text in page.splitlines() if text[:2] == "| "]
    return [cells for cells in rows if tuple(cells) != HEAD]


def main() -> int:
    parts, agreed = [INTRODUCTION], True
    for title, checks in CHAPTERS:
        rows = [row(check) for check in checks]
        agreed &= all(cells[-1] in {"agrees", "below the bound"} or cells[-1].startswith("not yet") for cells in rows)
        table = [line(HEAD), "|---|---|---|---|---|---|---|", *map(line, rows)]
        parts.append(f"## {title}\n\n" + "\n".join(table) + "\n")
    run = {check.experiment for check in ALL if not check.pending}
    events = sum(window.end.results.events for experiment in run for window in windows(experiment))
    parts.append(f"{len(run)} experiments, {events / 1e9:.2f} billion events in all.\n")
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    print(f"{'all agree' if agreed else 'NOT all agree'}: {PAGE.relative_to(ROOT)}")
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
