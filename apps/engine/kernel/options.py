"""How kernel functions are compiled."""

from typing import Any

from ..records import JIT_DISABLED
from .linking import APARTS, compiled, exported


def inlined(function: Any) -> Any:
    """For steps of every message's way that have one caller or are a few instructions long. Not for a loop's body: see
    `apart`."""
    return compiled(function, forceinline=True)


def apart(function: Any) -> Any:
    """For the body of a loop and for one of many branches. In a loop the optimiser would work out ahead whatever its
    body might need, hundreds of instructions for one that is mostly gone through once; and a function with room for
    all of its branches is slow in each."""
    return compiled(function, APARTS)


def rare(function: Any) -> Any:
    """For what happens seldom: neither optimised nor inlined, so that it costs next to nothing to compile."""
    return compiled(function, _dbg_optnone=True)


CHECKED = JIT_DISABLED


def check(index: int, count: int) -> None:
    """Raises IndexError outside the section. Only called with the JIT off."""
    if not 0 <= index < count:
        raise IndexError(f"record {index} of {count}")


__all__ = ["CHECKED", "apart", "check", "compiled", "exported", "inlined", "rare"]
