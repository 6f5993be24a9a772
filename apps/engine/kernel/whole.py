"""The kernel as one function: everything that Python calls, behind a number.

So all of it is compiled together and once, and comes out of the cache with one read: a fault that strikes for the first
time on a machine waits for no compiler.
"""

import importlib
from functools import cache
from pathlib import Path
from typing import Any

from numba import njit

from .linking import ENTRIES, FLOATS, OPTIONS, WHOLES, Entry

WHOLE_NUMBERS = ("a", "b", "c", "d")
"""What an entry gets besides the arena and at most one float, which is `x`."""


class Whole:
    def __init__(self) -> None:
        self.entries = _all_entries()
        scope: dict[str, Any] = {"__name__": __name__, **{f"entry_{one.number}": one for one in self.entries}}
        # Under this file's name, as Numba caches no function without a file.
        exec(compile(source_of(self.entries), __file__, "exec"), scope)  # noqa: S102
        self.kernel = njit(pipeline_class=WHOLES, cache=True, **OPTIONS)(scope["kernel"])

    def call(self, entry: Entry, arena: int, arguments: tuple[Any, ...]) -> Any:
        if len(arguments) != len(entry.parameters):
            raise TypeError(f"{entry.name} takes {len(entry.parameters)} arguments besides the arena")
        x = 0.0 if entry.float_at is None else arguments[entry.float_at]
        a, b, c, d = (*(arguments[at] for at in entry.whole_at), 0, 0, 0, 0)[:4]
        found = self.kernel(int(arena), entry.number, int(a), int(b), int(c), int(d), float(x))
        return int(found) if found.is_integer() else found


@cache
def whole() -> Whole:
    return Whole()


def _all_entries() -> list[Entry]:
    """Of every kernel module, in the same order in every process."""
    engine = Path(__file__).resolve().parents[1]
    for folder in ("kernel", "brokers"):
        for path in sorted((engine / folder).rglob("*.py")):
            if "@exported" in path.read_text(encoding="utf-8"):
                importlib.import_module(".".join(("apps.engine", *path.relative_to(engine).with_suffix("").parts)))
    # The loop first: it is what is called most.
    entries = sorted(ENTRIES, key=lambda entry: (not entry.name.endswith(".advance"), entry.name))
    for number, entry in enumerate(entries):
        entry.number = number
    return entries


def source_of(entries: list[Entry]) -> str:
    lines = ["def kernel(arena, entry, a, b, c, d, x):"]
    for entry in entries:
        numbers = iter(WHOLE_NUMBERS)
        given = ", ".join("x" if name in FLOATS else next(numbers) for name in entry.parameters)
        call = f"entry_{entry.number}(arena{', ' if given else ''}{given})"
        lines.append(f"    if entry == {entry.number}:")
        if entry.answers:
            lines.append(f"        return 0.0 + {call}")
        else:
            lines += [f"        {call}", "        return 0.0"]
    return "\n".join([*lines, "    return 0.0", ""])
