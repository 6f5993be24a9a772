"""What real brokers of some versions did, kept to hold the engine to it wherever tests run.

One file for each version that a document can say, one line for each script: when it was played on which server, and
what was seen. `python -m tests.brokers rabbitmq --record` writes them. A line is of the script as it was then; once
that has other steps or another document, it has to be played again.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from .playing import Observation, Outcome, Script
from .versions import written_for

FOLDER = Path(__file__).parent / "recorded"
RECORDED = ("rabbitmq",)
"""The brokers whose versions scripts tell apart."""
KINDS = {kind.__name__: kind for kind in get_args(Observation)}


@dataclass(frozen=True)
class Recorded:
    script: str  # its name
    server: str  # the version of the server
    on: str  # the date, as ISO 8601
    of: str  # the script's fingerprint
    outcome: Outcome


def fingerprint(script: Script, version: str) -> str:
    """Of what is done, not of what is then compared. A step of the document's version that changes nothing in this
    document changes nothing here: it counts as of version 2, as when the first were recorded."""
    document = json.dumps({**written_for(script, version).document, "schemaVersion": 2}, sort_keys=True)
    return sha256(f"{document}{script.steps!r}{script.patience}".encode()).hexdigest()[:12]


def path_of(name: str, version: str) -> Path:
    return FOLDER / f"{name}-{version}.jsonl"


def recorded(name: str, version: str) -> dict[str, Recorded]:
    """By the script's name; empty when nothing is recorded of this version."""
    path = path_of(name, version)
    lines = path.read_text().splitlines() if path.exists() else []
    return {one.script: one for one in map(_read, lines)}


def keep(name: str, version: str, new: Iterable[Recorded], scripts: Iterable[Script]) -> Path:
    """In the order of `scripts`; what is kept of no script any more goes."""
    kept = recorded(name, version) | {one.script: one for one in new}
    lines = [_line(kept[script.name]) for script in scripts if script.name in kept]
    FOLDER.mkdir(exist_ok=True)
    path_of(name, version).write_text("".join(f"{line}\n" for line in lines))
    return path_of(name, version)


def _line(one: Recorded) -> str:
    seen = [{"kind": type(each).__name__, **_said(asdict(each))} for each in one.outcome]
    head = {"script": one.script, "server": one.server, "on": one.on, "of": one.of}
    return json.dumps({**head, "seen": seen})


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _read(line: str) -> Recorded:
    fields = json.loads(line)
    outcome = tuple(_observation(**each) for each in fields.pop("seen"))
    return Recorded(**fields, outcome=outcome)


def _observation(kind: str, **fields: Any) -> Any:
    return KINDS[kind](**{name: _tuples(value) for name, value in fields.items()})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
