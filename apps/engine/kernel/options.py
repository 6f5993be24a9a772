"""How kernel functions are compiled."""

from typing import Any

from ..records import JIT_DISABLED
from .linking import compiled, exported


def inlined(function: Any) -> Any:
    """For steps of every message's way that have one caller or are a few instructions long: worth a quarter of the
    speed. Not for what a loop goes through: what can be prepared ahead of the loop then is, hundreds of instructions
    for a loop that is gone through once."""
    return compiled(function, forceinline=True)


def rare(function: Any) -> Any:
    """For what happens seldom: neither optimised nor inlined, so that it costs next to nothing to compile."""
    return compiled(function, _dbg_optnone=True)


CHECKED = JIT_DISABLED


def check(index: int, count: int) -> None:
    """Raises IndexError outside the section. Only called with the JIT off."""
    if not 0 <= index < count:
        raise IndexError(f"record {index} of {count}")


__all__ = ["CHECKED", "check", "compiled", "exported", "inlined", "rare"]
