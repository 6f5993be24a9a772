"""The records of the arena: every byte of a simulation's state is declared here.

Place in the flow: `compiling` fills the tables of the program, `arena` lays them out in one block, `kernel` and
`brokers` read and write them. Times are in seconds of simulated time. An index of -1 means none. Each broker declares
its own tables beside its kernel, in `brokers/*/records.py`. Of records with `lines`, the fields that every message
needs stand first: in a large document they, not the arithmetic, are what is waited for.
"""

from typing import Any

from ..brokers.registry import BROKER_RECORDS
from . import logs, measures, messages, nodes, sagas, sources, wiring
from .history import *  # noqa: F403
from .logs import *  # noqa: F403
from .measures import *  # noqa: F403
from .messages import *  # noqa: F403
from .nodes import *  # noqa: F403
from .numbers import *  # noqa: F403
from .sagas import *  # noqa: F403
from .sources import *  # noqa: F403
from .state import TOTALS as TOTALS
from .state import state_of
from .wiring import *  # noqa: F403

_GROWING = ("seen", "entries", "deaths", "sagas", "saga_slots", "messages", "heap")
"""Sections that can grow lie last, so that growing moves nothing else."""

_ALL: dict[str, Any] = {}
for _module in (nodes, wiring, sources, sagas, measures, logs, messages):
    _ALL |= _module.RECORDS
for _records in BROKER_RECORDS:
    _ALL |= _records

RECORDS: dict[str, Any] = {  # type: ignore[no-redef]
    name: _ALL[name] for name in (*(n for n in _ALL if n not in _GROWING), *_GROWING)
}
"""Every section of the arena and its record, in the order they lie."""

SECTIONS = tuple(RECORDS)
State = state_of(SECTIONS)
_BLANK = ("buckets", "carries", "hops", "endings", "history")
PROGRAM_SECTIONS = tuple(name for name in SECTIONS if name not in (*_GROWING, *_BLANK))
"""What `compiling` fills."""
