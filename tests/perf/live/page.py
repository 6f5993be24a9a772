"""docs/live.md from results.json: `python -m tests.perf.live.page`."""

import json
import sys
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results.json")
PAGE = Path(__file__).parents[3] / "docs" / "live.md"

HEAD = """# Live runs in numbers

<!-- Made by `python -m tests.perf.live.page` from tests/perf/live/results.json. Do not edit. -->

Everything on one machine, as `make run` starts it: Valkey, one worker with two processes, one web server, SQLite; and
on the same machine whoever clicks and watches. A number that was not reached stands here as it was measured. The load
average before each measurement is beside it: what else the machine did takes from what is measured.
"""

HOW = """## How it was measured

- **A click** is the command *crash payment* sent over the page's own WebSocket; it is seen when a frame with that fault
  has come back and was read. Before each one the page waits between 0.4 and 0.9 s, at random.
- **Keeps step**: the simulated time that a run has committed grows by at least 0.95 s a second, between its first and
  its last step within the measurement. *Watched*: each run has a viewer, in a process of their own on the same machine.
  A run that nobody watches cuts one frame of ten, in a slice every four seconds. Processor time is that of the
  installation's own processes, each with its children.
- **Viewers** connect through a share link, follow one run of the order flow at 1x, and do about gaps what the page
  does. A frame's delay counts from when the run had it in Valkey (looked for every 20 ms) to when a viewer had it.
- **Frames** are counted as they go over the WebSocket: bytes of a message, which is what a slice of the run did, over
  the number of frames in it. In the middle of the measurement a service crashes. Beside it, the same as JSON text.
- **Replays**: live runs at 20x that get two faults at random moments; the log that was stored of each is then played
  from the beginning, without a server, and has to give the same digest.

## Again

`make bench-live` takes about {minutes} minutes and writes `tests/perf/live/results.json` and this page;
`python -m tests.perf.live --quick` takes about two, prints, and writes nothing. Faults of our own servers are in
`python -m tests.resilience`.
"""


def text(report: dict[str, Any]) -> str:
    return "\n".join(
        [
            HEAD,
            "## What was wanted\n",
            _table("| | wanted | measured | holds |", [_wanted_row(line) for line in wanted(report)]),
            "## From the click on chaos to the first frame that shows it\n",
            _clicks(report["runs"]["clicks"]),
            "## Live runs of the order flow at 1x\n",
            _many(report["runs"]["many"]),
            "## Many viewers of one run\n",
            _viewers(report["viewers"]),
            "## Frames\n",
            _frames(report["frames"]),
            "## Studies with one worker and with two\n",
            _studies(report["studies"]),
            "## Where\n",
            _where(report),
            HOW.replace("{minutes}", str(max(1, round(sum(report["seconds"].values()) / 60)))),
        ]
    )


def wanted(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Each number of the goal beside the measured one."""
    one, *more = report["runs"]["clicks"]
    many = [row for row in report["runs"]["many"] if not row["watched"]]
    kept = max((row["live_runs"] for row in many if row["keep_step"] == row["live_runs"]), default=0)
    fifty, viewers, replays = report["frames"][-1], report["viewers"], report["replays"]
    undisturbed = viewers["in_order_without_a_gap"]
    rows = [("click to frame, 1 live run, p95", one["p95_ms"], 400, "ms", one["p95_ms"] <= 400)]
    rows += [
        (f"click to frame, {row['live_runs']} live runs, p95", row["p95_ms"], 1000, "ms", row["p95_ms"] <= 1000)
        for row in more
    ]
    rows += [
        ("live runs that all keep within 5 % of real time", kept, 200, "runs", kept >= 200),
        ("viewers of one run with every frame in order", undisturbed, 500, "viewers", undisturbed >= 500),
        ("delay of a frame to them, p95", viewers["p95_ms"], 1000, "ms", viewers["p95_ms"] <= 1000),
        ("largest frame of 50 nodes", fifty["largest_bytes"], 8192, "bytes", fifty["largest_bytes"] <= 8192),
        ("frames of it a second", fifty["frames_a_second"], 10, "", fifty["frames_a_second"] >= 9.5),
        ("replays with the same digest", replays["same_digest"], 100, "of 100", replays["same_digest"] >= 100),
    ]
    return [dict(zip(("name", "measured", "wanted", "unit", "holds"), row, strict=True)) for row in rows]


def _wanted_row(line: dict[str, Any]) -> list[str]:
    holds = "yes" if line["holds"] else "**no**"
    return [line["name"], f"{line['wanted']:,} {line['unit']}", f"{line['measured']:,} {line['unit']}", holds]


def _clicks(rows: list[dict[str, Any]]) -> str:
    lines = [[row["live_runs"], row["clicks"], row["p50_ms"], row["p95_ms"], row["load"]] for row in rows]
    return _table("| live runs | clicks | p50, ms | p95, ms | load |", lines)


def _many(rows: list[dict[str, Any]]) -> str:
    lines = [
        [
            row["live_runs"],
            "each by one" if row["watched"] else "no",
            f"{row['keep_step']} of {row['live_runs']}",
            row["median_pace"],
            row["slowest_pace"],
            _taken(row),
            row["processor_ms_a_run_second"],
            row["load"],
        ]
        for row in rows
    ]
    head = (
        "| live runs | watched | keep step | median pace | slowest | processor seconds a second "
        "| ms of it for a run's second | load |"
    )
    return _table(head, lines)


def _viewers(row: dict[str, Any]) -> str:
    return (
        f"{row['viewers']} viewers, who joined within {row['joined_in_seconds']} s, {row['frames']} frames: "
        f"{row['in_order_without_a_gap']} got every frame in order; "
        f"{row['gaps_seen_and_closed']} gaps were seen and closed by a snapshot, {row['connections_lost']} "
        f"connections were lost and made again. {row['deliveries_a_second']:,} messages a second went out, "
        f"{row['bytes_a_frame']:,} bytes a frame, each for {row['web_server_us_a_delivery']} µs of the web server's "
        f"processor time. Delay p50 {row['p50_ms']} ms, p95 {row['p95_ms']} ms. Processor seconds a second: "
        f"{_taken(row)}. Load {row['load']}.\n"
    )


def _frames(rows: list[dict[str, Any]]) -> str:
    lines = [
        [
            row["document"],
            row["nodes"],
            row["frames_a_second"],
            row["frames_a_message"],
            f"{row['median_bytes']:,}",
            f"{row['largest_bytes']:,}",
            f"{row['median_json_bytes']:,}",
            f"{row['largest_json_bytes']:,}",
            row["load"],
        ]
        for row in rows
    ]
    head = "| document | nodes | frames/s | frames a message | median bytes | largest | median JSON | largest | load |"
    return _table(head, lines)


def _studies(row: dict[str, Any]) -> str:
    one, two = (", ".join(f"{one:g}" for one in row[f"seconds_with_{count}"]) for count in ("1_worker", "2_workers"))
    study = f"{row['study'][0].upper()}{row['study'][1:]}"
    return (
        f"{study}, on workers of one process each, by turns: {one} s with one worker, {two} s with two, so a second "
        f"worker makes it **{row['speed_up']:g} times** as fast. Load {row['load_before']}.\n"
    )


def _taken(row: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in row["processor_seconds_a_second"].items())


def _where(report: dict[str, Any]) -> str:
    """A part may have been measured again alone, elsewhere."""
    parts: dict[str, list[str]] = {}
    for name, where in report["where"].items():
        on = where["machine"]
        said = f"{on['processor']}, {on['cores']} cores, {on['memory_gb']} GB, {on['system']}; Python {on['python']}"
        said += f". Measured on {where['measured_on']}; load average before: {on['load_before'][0]}."
        parts.setdefault(said, []).append(name)
    return "\n".join(f"- {', '.join(names)}: {said}" for said, names in parts.items()) + "\n"


def _table(head: str, rows: list[list[Any]]) -> str:
    rule = "|" + "---|" * (head.count("|") - 1)
    return "\n".join([head, rule, *("| " + " | ".join(map(str, row)) + " |" for row in rows), ""])


def write(report: dict[str, Any]) -> None:
    PAGE.write_text(text(report), encoding="utf-8")


if __name__ == "__main__":
    write(json.loads(RESULTS.read_text(encoding="utf-8")))
    sys.exit(0)
