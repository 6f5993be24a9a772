"""How kernel functions are compiled."""

from ..records import JIT_DISABLED
from .linking import OPTIONS, PARTS, exported

JIT = OPTIONS | {"pipeline_class": PARTS, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""How all are that Python does not call."""

INLINED = JIT | {"forceinline": True}
"""For steps of every message's way that have one caller or are a few instructions long: worth a quarter of the speed.
Inlining what calls much more makes compiling four times slower for a tenth of the speed."""

RARE = JIT | {"_dbg_optnone": True}
"""For what happens seldom: neither optimised nor inlined, so that it costs next to nothing to compile. Numba compiles a
function again into everything above it, so what is optimised there is paid for many times."""

CHECKED = JIT_DISABLED


def check(index: int, count: int) -> None:
    """Raises IndexError outside the section. Only called with the JIT off."""
    if not 0 <= index < count:
        raise IndexError(f"record {index} of {count}")


__all__ = ["CHECKED", "INLINED", "JIT", "check", "exported"]
