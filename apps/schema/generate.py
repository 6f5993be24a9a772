"""Writes the contract for the front end: `python -m apps.schema.generate [--check] [FOLDER]`.

`--check` writes nothing and exits 1 when a file is stale.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from .document import MAX_BYTES, MAX_EDGES, MAX_EVENT_TYPES, MAX_NODES, SCHEMA_VERSION, Document
from .edges import EDGE_KINDS
from .faults import FAULT_KINDS
from .messages import ClientMessage, ServerMessage
from .metrics import METRICS
from .nodes import KINDS
from .operations import OPERATION_KINDS, TUNABLE

FOLDER = Path(__file__).resolve().parents[2] / "frontend" / "src" / "contract"


def registries() -> dict[str, Any]:
    """Palette, connection rules and chaos menu, with everything but the classes."""
    return {
        "schemaVersion": SCHEMA_VERSION,
        "limits": {"bytes": MAX_BYTES, "nodes": MAX_NODES, "edges": MAX_EDGES, "eventTypes": MAX_EVENT_TYPES},
        "nodes": {kind: _row(row) for kind, row in KINDS.items()},
        "edges": {kind: _row(row) for kind, row in EDGE_KINDS.items()},
        "faults": {kind: _row(row) for kind, row in FAULT_KINDS.items()},
        "operations": {kind: _row(row) for kind, row in OPERATION_KINDS.items()},
        "tunable": {setting: asdict(row) for setting, row in TUNABLE.items()},
        "metrics": {name: asdict(metric) for name, metric in METRICS.items()},
    }


def _row(row: Any) -> dict[str, Any]:
    values: dict[str, Any] = {key: value for key, value in asdict(row).items() if key != "model"}
    return {**values, "model": row.model.__name__}


def files() -> dict[str, str]:
    """File name to content."""
    schemas: dict[str, Any] = {
        "document.schema.json": Document.model_json_schema(by_alias=True),
        "client-message.schema.json": TypeAdapter(ClientMessage).json_schema(by_alias=True),
        "server-message.schema.json": TypeAdapter(ServerMessage).json_schema(by_alias=True, mode="serialization"),
        "registries.json": registries(),
    }
    return {name: json.dumps(value, indent=2, ensure_ascii=False) + "\n" for name, value in schemas.items()}


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    folders = [argument for argument in arguments if not argument.startswith("-")]
    folder = Path(folders[0]) if folders else FOLDER
    stale = []
    for name, content in files().items():
        path = folder / name
        if path.exists() and path.read_text() == content:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
    if check and stale:
        print(f"stale: {', '.join(stale)}; run make contract", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
