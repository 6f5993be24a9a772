"""A kernel function is inlined if it says so, and not because one that is inlined calls it."""

from typing import Any

import pytest

from apps.engine.kernel.options import apart, compiled, inlined, rare
from apps.engine.records import JIT_DISABLED

pytestmark = pytest.mark.skipif(JIT_DISABLED, reason="nothing is compiled")


@rare
def seldom(number: Any) -> Any:
    return number - 1


@apart
def alone(number: Any) -> Any:
    return number + 2


@compiled
def as_it_pleases(number: Any) -> Any:
    return number * 3


@inlined
def always(number: Any) -> Any:
    return seldom(number) + alone(number) + as_it_pleases(number)


def attributes(function: Any) -> set[str]:
    """Those of its definition that decide about inlining."""
    (compiled_once,) = function.overloads.values()
    text = str(compiled_once.library._final_module)
    name = compiled_once.fndesc.llvm_func_name
    head = next(line for line in text.splitlines() if line.startswith("define") and name in line)
    group = head.split("#")[-1].split()[0] if "#" in head else ""
    told = next((line for line in text.splitlines() if line.startswith(f"attributes #{group} ")), head)
    return {"alwaysinline", "noinline", "optnone"} & set(told.replace("{", " ").replace("}", " ").split())


def test_who_is_called_by_an_inlined_function_is_not_inlined_for_that() -> None:
    always.compile("int64(int64)")
    assert attributes(always) == {"alwaysinline"}
    assert attributes(seldom) == {"noinline", "optnone"}
    assert attributes(alone) == {"noinline"}
    assert attributes(as_it_pleases) == set()
