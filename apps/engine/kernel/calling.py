"""How kernel functions call each other: as in C.

Numba's own functions answer with a status, and with their value through a pointer: a caller makes room for it, clears
it, and asks after each call whether an exception is to be passed on. Kernel functions raise nothing, so theirs answer
with the value itself, which leaves less to compile and to run (ADR 0016 has the numbers).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.callconv import BaseCallConv, Status
from numba.core.cpu import CPUContext

_YES, _NO = ir.Constant(ir.IntType(1), 1), ir.Constant(ir.IntType(1), 0)
_CODE = ir.Constant(ir.IntType(32), 0)
_WELL = Status(
    code=_CODE,
    is_ok=_YES,
    is_none=_NO,
    is_error=_NO,
    is_stop_iteration=_NO,
    is_python_exc=_NO,
    is_user_exc=_NO,
    excinfoptr=None,
)


class PlainCallConv(BaseCallConv):  # type: ignore[misc]
    """`value f(arguments)`; what returns None returns nothing."""

    def _make_call_helper(self, builder: Any) -> None:
        return None

    def get_function_type(self, restype: Any, argtypes: Any) -> Any:
        arguments = list(self._get_arg_packer(argtypes).argument_types)
        answer = ir.VoidType() if restype == types.none else self.context.data_model_manager[restype].get_return_type()
        return ir.FunctionType(answer, arguments)

    def decorate_function(self, fn: Any, args: Any, fe_argtypes: Any, noalias: bool = False) -> None:
        self._get_arg_packer(fe_argtypes).assign_names(self.get_arguments(fn), [f"arg.{name}" for name in args])

    def get_arguments(self, func: Any) -> Any:
        return func.args

    def return_value(self, builder: Any, retval: Any) -> None:
        if isinstance(builder.function.ftype.return_type, ir.VoidType):
            builder.ret_void()
        else:
            builder.ret(retval)

    def return_status_propagate(self, builder: Any, status: Any) -> None:
        builder.unreachable()

    def return_user_exc(self, builder: Any, *_: Any, **__: Any) -> None:
        """An index outside a tuple: an error of the kernel, which nobody could go on from."""
        builder.call(builder.module.declare_intrinsic("llvm.trap", fnty=ir.FunctionType(ir.VoidType(), [])), [])
        builder.unreachable()

    def raise_error(self, builder: Any, pyapi: Any, status: Any) -> None:
        pass

    def call_function(
        self, builder: Any, callee: Any, resty: Any, argtys: Any, args: Any, attrs: Any = None
    ) -> tuple[Status, Any]:
        arguments = list(self._get_arg_packer(argtys).as_arguments(builder, args))
        if callee.name in self.context.foreign:
            slots = [cgutils.alloca_once(builder, argument.type.pointee) for argument in callee.args[:2]]
            builder.call(callee, [*slots, *arguments])
            return _WELL, self.context.get_returned_value(builder, resty, builder.load(slots[0]))
        found = builder.call(callee, arguments)
        if isinstance(callee.ftype.return_type, ir.VoidType):
            found = self.context.get_constant_null(types.none)
        return _WELL, self.context.get_returned_value(builder, resty, found)


class PlainContext(CPUContext):  # type: ignore[misc]
    """Numba's context for this machine, with the kernel's way to call."""

    foreign: set[str]

    @property
    def call_conv(self) -> PlainCallConv:
        return PlainCallConv(self)

    def declare_function(self, module: Any, fndesc: Any) -> Any:
        """What Numba itself wrote in Python, `max` for example, keeps Numba's way to be called."""
        if not fndesc.modname.startswith("numba."):
            return super().declare_function(module, fndesc)
        self.foreign.add(fndesc.llvm_func_name)
        with self._as_numba_has_it():
            return self.declare_function(module, fndesc)

    def _compile_subroutine_no_cache(self, *arguments: Any, **more: Any) -> Any:
        with self._as_numba_has_it():
            return self._compile_subroutine_no_cache(*arguments, **more)

    @contextmanager
    def _as_numba_has_it(self) -> Iterator[None]:
        self.__class__ = CPUContext
        try:
            yield
        finally:
            self.__class__ = PlainContext


def plain(context: CPUContext) -> PlainContext:
    ours = PlainContext.__new__(PlainContext)
    ours.__dict__.update(context.__dict__)
    ours.foreign = set()
    return ours


__all__ = ["PlainContext", "plain"]
