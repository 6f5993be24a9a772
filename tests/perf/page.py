"""docs/performance.md from results.json: `python -m tests.perf.page`."""

import json
import sys
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results.json")
PAGE = Path(__file__).parents[2] / "docs" / "performance.md"

ENGINES = {
    "breakwater": "Breakwater",
    "cimba": "Cimba",
    "cimba-unrecorded": "Cimba, recording off",
    "simpy": "SimPy",
    "C": "C, gcc -O3",
}

HEAD = """# Performance

<!-- Made by `python -m tests.perf.page` from tests/perf/results.json. Do not edit. -->

Ratios count, seconds do not: every comparison was made in one run, on one core, the engines taking turns. A number that
was not reached stands here as it was measured.
"""

HOW = """## How it was measured

- **Model events** are counted the same way for every engine: a message begins at a source; it arrives at a consumer's
  queue (once for each copy; not in W1, which has no broker); a retry arrives there again; an attempt to handle it ends,
  well or badly. So a ratio compares the same simulated workload per second of processor time, and not how many steps an
  engine takes for it. The bench refuses to go on when the engines' model events for a message differ by more than 2 %,
  and `tests/perf/test_workloads.py` holds their shares of completed, failed and dead-lettered messages against each
  other and against theory.
- **W1**: M/M/1, 800 messages/s, exponential work of 1 ms. **W2**: 1,000 messages/s (Poisson) with 10,000 keys to 8
  partitions by key, 2 ms through the broker, a group of 8 with exponential work of 6 ms, 5 % failures, up to 3 retries
  after 100 ms x 2^n of which a random half is jitter, then a dead letter queue. **W3**: 1,000 messages/s to 20
  subscribers, exponential work of 0.5 ms.
- Breakwater runs documents (`tests/perf/documents.py`), with everything that the shape does not say at the vendor's
  default and all its accounts and histograms on. SimPy and Cimba run models written the way their documentation writes
  them (`simpy_models.py`, `cimba_models.py`), which count and keep no histograms. Of several ways to write W2 for Cimba
  the fastest is used. Cimba records the levels of its stores over time, as it does by default; the row "recording off"
  opens its window only at the end, as its own benchmark does. Breakwater's statistics are always on, so the wanted
  ratios are held against the default.
- **The limit** is W2 written out in C (`tests/perf/w2.c`): one binary heap, nothing general, compiled with `gcc -O3`.
- Time is processor time of one thread; building a model and compiling it are outside. Each round runs every engine
  once, in turn forwards and backwards; a rate is the median over the rounds, a ratio the median of the rounds' ratios.
- Backlogs, delays and the 50 nodes are simulated once up to 2 s, and each round goes on from that snapshot. In 50 nodes
  every broker carries a chain of services at 4,000 messages/s with failures, retries and dead letters, and a slow
  service behind a backlog. Delayed messages wait for a retry half an hour to an hour ahead. Memory is what the snapshot
  grows by from 1,000 to 1,000,000 messages, divided by the messages. The room grows by a half or a third at a time, and
  a million stands just below such a step. A Kafka log keeps what was taken from it, so each delayed message counts 50
  bytes of log as well.
- Starts are processor time of a whole Python process, imports included; the clock is beside it in the notes above.

## Again

`make bench` takes about {minutes} and writes `tests/perf/results.json` and this page; `make bench-quick` takes under a
minute, prints, and writes nothing.
"""


def text(report: dict[str, Any]) -> str:
    parts = [
        HEAD,
        "## What was wanted\n",
        _wanted(report),
        "## Side by side\n",
        _side_by_side(report),
        _limit(report),
        "## This engine alone\n",
        _alone(report),
        "## Where\n",
        _where(report),
        HOW.replace("{minutes}", _minutes(report["bench_seconds"])),
    ]
    return "\n".join(parts)


def _wanted(report: dict[str, Any]) -> str:
    rows = [
        f"| {line['name']} | {'at least' if line['relation'] == '>=' else 'at most'} {_number(line['wanted'])} "
        f"{line['unit']} | {_number(line['measured'])} {line['unit']} | {'yes' if line['holds'] else '**no**'} |"
        for line in report["wanted"]
    ]
    return "\n".join(["| | wanted | measured | holds |", "|---|---|---|---|", *rows, ""])


def _side_by_side(report: dict[str, Any]) -> str:
    rows = [
        f"| {row['workload']} | {ENGINES[row['engine']]} | {row['events_per_second'] / 1e6:.2f} "
        f"| {row['messages_per_second']:,} | {row['ratio_to_cimba']:.2f} | {row['ratio_to_simpy']:.1f} |"
        for row in _compared(report)
    ]
    head = "| | engine | M model events/s | messages/s | times Cimba | times SimPy |"
    return "\n".join([head, "|---|---|---|---|---|---|", *rows, ""])


def _limit(report: dict[str, Any]) -> str:
    rates = {row["engine"]: row["events_per_second"] for row in _compared(report) if row["workload"] == "W2"}
    if "C" not in rates:
        return "The limit, W2 in C, was not measured: no compiler.\n"
    share = rates["breakwater"] / rates["C"]
    return f"The limit is W2 in C: Breakwater reaches {share:.0%} of it with its general model.\n"


def _alone(report: dict[str, Any]) -> str:
    compared = _compared(report)
    rows = [
        f"| {row['workload']} | {row['events_per_second'] / 1e6:.2f} | {row['messages_per_second']:,} |"
        for row in report["results"]
        if row not in compared
    ]
    return "\n".join(["| | M model events/s | messages/s |", "|---|---|---|", *rows, ""])


def _where(report: dict[str, Any]) -> str:
    on = report["machine"]
    load = f"{on['load_before'][0]} before, {report['load_after'][0]} after"
    where = f"{on['processor']}, {on['cores']} cores, {on['memory_gb']} GB, {on['system']}"
    packages = f"Numba {on['numba']}, NumPy {on['numpy']}, SimPy {on['simpy']}, Cimba {on['cimba']}"
    lines = [
        f"{where}; Python {on['python']}, {packages}; {on['compiler'] or 'no C compiler'}.",
        (
            f"Measured on {report['measured_on']} in {report['rounds']} rounds side by side and "
            f"{report.get('rounds_alone', report['rounds'])} alone; load average {load}."
        ),
        "",
        *(f"- {note}" for note in report["notes"]),
    ]
    return "\n".join([*lines, ""])


def _compared(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in report["results"] if row["ratio_to_cimba"] is not None]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return "a minute" if minutes <= 1 else f"{minutes} minutes"


def write(report: dict[str, Any]) -> None:
    PAGE.write_text(text(report), encoding="utf-8")


if __name__ == "__main__":
    write(json.loads(RESULTS.read_text()))
    sys.exit(0)
