"""Records in one block of bytes, for kernels that read like the model and compile to loads and stores.

Place in the flow: below everything else in the engine. `layout` declares the records, `kernel` uses them.

A NumPy array passed between jitted functions costs reference counting at every call; a bare address costs nothing.
So a record reference is an address that knows its dtype: under the JIT `message.attempt += 1` is one load and one
store. With the JIT off (NUMBA_DISABLE_JIT=1) the same expression works on a C structure over the same bytes, so the
same kernel runs under a debugger and leaves the same bits.
"""

import ctypes
import hashlib
import struct
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
from llvmlite import ir
from numba import config, types
from numba.core import cgutils
from numba.core.datamodel import models, register_default
from numba.core.typing.templates import AttributeTemplate
from numba.extending import infer_getattr, intrinsic, lower_getattr_generic, lower_setattr_generic

JIT_DISABLED = bool(config.DISABLE_JIT)


def overflowing() -> AbstractContextManager[Any]:
    """Around kernel code: the random generator overflows, as it must, and NumPy would warn of it with the JIT off."""
    return np.errstate(over="ignore") if JIT_DISABLED else nullcontext()


# Integers narrower than 64 bits are widened when read, so that kernels never mix signed and unsigned (which Numba
# turns into floats). Only the random generator works in uint64.
_READ_AS = {
    "f8": types.float64,
    "i8": types.int64,
    "i4": types.int64,
    "i2": types.int64,
    "u4": types.int64,
    "u2": types.int64,
    "u1": types.int64,
    "u8": types.uint64,
}


class _Reference(types.Type):  # type: ignore[misc]
    def __init__(self, dtype: np.dtype[Any], overlaid: bool, fixed: frozenset[str]) -> None:
        self.dtype = dtype
        self.overlaid = overlaid
        self.fixed = fixed
        name = f"Reference({dtype.descr}, {dtype.itemsize}, {overlaid}, {sorted(fixed)})"
        self.short_name = hashlib.sha256(name.encode()).hexdigest()[:16]
        super().__init__(name=name)


_BYTES = ir.IntType(8).as_pointer()


@register_default(_Reference)
class _ReferenceModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, reference: _Reference) -> None:
        super().__init__(manager, reference, _BYTES)


@infer_getattr
class _ReferenceAttributes(AttributeTemplate):  # type: ignore[misc]
    key = _Reference

    def generic_resolve(self, reference: _Reference, name: str) -> Any:
        if name in (reference.dtype.names or ()):
            return _READ_AS[_code(reference.dtype, name)]
        return None


def _code(dtype: np.dtype[Any], name: str) -> str:
    return dtype.fields[name][0].str[1:]  # type: ignore[index]


def _pointer(builder: Any, reference: _Reference, address: Any, name: str) -> tuple[str, Any, Any]:
    code = _code(reference.dtype, name)
    offset = reference.dtype.fields[name][1]  # type: ignore[index]
    stored = ir.DoubleType() if code == "f8" else ir.IntType(8 * int(code[1:]))
    place = builder.gep(address, [ir.Constant(ir.IntType(64), offset)], inbounds=True)
    return code, stored, builder.bitcast(place, stored.as_pointer())


def _say_what_it_is(instruction: Any, builder: Any, reference: _Reference, name: str) -> None:
    """Tells LLVM that a store to one field changes no other field of any record (type-based alias analysis). Without
    it, every store would have everything read again, the sections' places first of all."""
    module = builder.module
    root = module.add_metadata(["breakwater"])
    zero = ir.Constant(ir.IntType(64), 0)
    whose = "overlaid" if reference.overlaid else f"{reference.short_name}.{name}"
    field = module.add_metadata([whose, root, zero])
    instruction.set_metadata("tbaa", module.add_metadata([field, field, zero]))


@lower_getattr_generic(_Reference)
def _load(context: Any, builder: Any, reference: _Reference, address: Any, name: str) -> Any:
    code, stored, pointer = _pointer(builder, reference, address, name)
    value = builder.load(pointer)
    _say_what_it_is(value, builder, reference, name)
    if name in reference.fixed:
        value.set_metadata("invariant.load", builder.module.add_metadata([]))
    if isinstance(stored, ir.IntType) and stored.width < 64:
        widen = builder.zext if code[0] == "u" else builder.sext
        value = widen(value, ir.IntType(64))
    return value


@lower_setattr_generic(_Reference)
def _store(context: Any, builder: Any, signature: Any, arguments: Any, name: str) -> None:
    reference, given = signature.args
    code, stored, pointer = _pointer(builder, reference, arguments[0], name)
    value = context.cast(builder, arguments[1], given, _READ_AS[code])
    if isinstance(stored, ir.IntType) and stored.width < 64:
        value = builder.trunc(value, stored)
    _say_what_it_is(builder.store(value, pointer), builder, reference, name)


_C_TYPES = {
    "f8": ctypes.c_double,
    "i8": ctypes.c_int64,
    "i4": ctypes.c_int32,
    "i2": ctypes.c_int16,
    "u8": ctypes.c_uint64,
    "u4": ctypes.c_uint32,
    "u2": ctypes.c_uint16,
    "u1": ctypes.c_uint8,
}


def _structure(dtype: np.dtype[Any]) -> Any:
    """A C structure of the same layout, whose fields read as Python numbers. Only u8, the random generator's, read as
    NumPy's, since they must overflow as they do in C."""
    names = list(dtype.names or ())
    wrapping = [name for name in names if _code(dtype, name) == "u8"]
    fields = [(f"_{name}" if name in wrapping else name, _C_TYPES[_code(dtype, name)]) for name in names]

    def property_of(name: str) -> property:
        return property(
            lambda self: np.uint64(getattr(self, f"_{name}")),
            lambda self, value: setattr(self, f"_{name}", int(value)),
        )

    last, place = dtype.fields[names[-1]][:2]  # type: ignore[index]
    if place + last.itemsize < dtype.itemsize:
        fields.append(("_padding", ctypes.c_uint8 * (dtype.itemsize - place - last.itemsize)))
    body: dict[str, Any] = {"_fields_": fields, **{name: property_of(name) for name in wrapping}}
    structure = type("Record", (ctypes.Structure,), body)
    if ctypes.sizeof(structure) != dtype.itemsize:
        raise ValueError("the C structure and the NumPy record differ in size")
    return structure


CACHE_LINE = 64


def record(
    fields: list[tuple[str, str]],
    *,
    overlaid: bool = False,
    fixed: frozenset[str] = frozenset(),
    lines: bool = False,
) -> Any:
    """A constructor `at(address, index)` of references to records with these fields, in C alignment.

    Field types: f8, i8, i4, i2, u8, u4, u2, u1. The constructor's `dtype` is the NumPy dtype of one record.
    overlaid: other such records are read and written at the same place. fixed: fields that no kernel function writes;
    what was read of them once need not be read again, whatever was called in between. lines: each begins with a line
    of the processor's cache, so that the fields that stand first, which should be those used for every message, lie
    in as few lines as can be.
    """
    dtype = np.dtype(fields, align=True)
    if lines:
        names, formats = zip(*fields, strict=True)
        places = [dtype.fields[name][1] for name in names]  # type: ignore[index]
        size = -(-dtype.itemsize // CACHE_LINE) * CACHE_LINE
        described: Any = {"names": names, "formats": formats, "offsets": places, "itemsize": size}
        dtype = np.dtype(described, align=True)
    if JIT_DISABLED:
        structure = _structure(dtype)

        def at(address: int, index: int) -> Any:
            return structure.from_address(int(address) + int(index) * dtype.itemsize)

    else:
        reference = _Reference(dtype, overlaid, fixed)

        @intrinsic
        def at(typing_context: Any, address: Any, index: Any) -> Any:
            def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
                size = ir.Constant(ir.IntType(64), dtype.itemsize)
                # Pointers, not sums of numbers: those the optimiser would take apart and put together elsewhere.
                first = builder.inttoptr(arguments[0], _BYTES)
                return builder.gep(first, [builder.mul(arguments[1], size)], inbounds=True)

            return reference(types.int64, types.int64), generate

    at.dtype = dtype  # type: ignore[attr-defined]
    return at


if JIT_DISABLED:

    def float_bits(number: float) -> int:
        return int.from_bytes(struct.pack("<d", number), "little", signed=True)

    def earliest_of_four(first: Any) -> int:
        address = ctypes.addressof(first)
        events = [type(first).from_address(address + number * ctypes.sizeof(first)) for number in range(4)]
        return min(range(4), key=lambda n: (float_bits(events[n].time), events[n].order, n))

    def is_before(bits: int, order: int, other: Any) -> bool:
        return (bits, order) < (float_bits(other.time), other.order)

    def enter(event: Any, bits: int, order: int) -> None:
        event.time = struct.unpack("<d", struct.pack("<q", bits))[0]
        event.order = order

    def fetch_ahead(reference: Any) -> None:
        """Nothing to do: this is about the processor's cache."""

else:
    _NUMBER = ir.IntType(64)

    @intrinsic
    def float_bits(typing_context: Any, number: Any) -> Any:
        """The 64 bits of a float, as a whole number."""

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.bitcast(arguments[0], ir.IntType(64))

        return types.int64(types.float64), generate

    def _unless_equal(builder: Any, likely: Any, equal: Any, instead: Callable[[], Any]) -> Any:
        """A result that holds unless two times are the same: seldom, so that what then decides may be a branch."""
        before = builder.block
        with builder.if_then(equal, likely=False):
            exact = instead()
            behind = builder.block
        result = builder.phi(likely.type)
        result.add_incoming(likely, before)
        result.add_incoming(exact, behind)
        return result

    def _bits_of_time(context: Any, builder: Any, reference: Any, event: Any) -> Any:
        """A time that is not negative has bits that grow with it, and whole numbers compare without a branch."""
        return builder.bitcast(_load(context, builder, reference, event, "time"), _NUMBER)

    @intrinsic
    def earliest_of_four(typing_context: Any, first: Any) -> Any:
        """Which of four events side by side is the earliest: records with `time` and `order`, both not negative."""

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            size = first.dtype.itemsize
            places = [ir.Constant(_NUMBER, n * size) for n in range(4)]
            four = [(n, builder.gep(arguments[0], [place], inbounds=True)) for n, place in enumerate(places)]

            def by_order() -> Any:
                best = None
                for n, event in four:
                    time = _bits_of_time(context, builder, first, event)
                    order = _load(context, builder, first, event, "order")
                    place = ir.Constant(_NUMBER, n)
                    if best is not None:
                        same = builder.icmp_unsigned("==", time, best[0])
                        sooner = builder.icmp_unsigned("<", order, best[1])
                        is_this = builder.select(same, sooner, builder.icmp_unsigned("<", time, best[0]))
                        time, order, place = (
                            builder.select(is_this, mine, its)
                            for mine, its in zip((time, order, place), best, strict=True)
                        )
                    best = (time, order, place)
                return place

            def earlier(one: Any, other: Any) -> Any:
                """Of two (time, place): the earlier, and whether their times are equal."""
                sooner = builder.icmp_unsigned("<", other[0], one[0])
                chosen = tuple(builder.select(sooner, its, mine) for mine, its in zip(one, other, strict=True))
                return chosen, builder.icmp_unsigned("==", one[0], other[0])

            entered = [(_bits_of_time(context, builder, first, event), ir.Constant(_NUMBER, n)) for n, event in four]
            before, tie = earlier(*entered[:2])
            behind, tie_behind = earlier(*entered[2:])
            (_, place), tie_of_both = earlier(before, behind)
            # Where two are equal that are not the earliest, the long way finds the same.
            equal = builder.or_(builder.or_(tie, tie_behind), tie_of_both)
            return _unless_equal(builder, place, equal, by_order)

        return types.int64(first), generate

    @intrinsic
    def is_before(typing_context: Any, bits: Any, order: Any, other: Any) -> Any:
        """Whether an event that has no record yet, at a time of these bits, comes before another."""

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            its = _bits_of_time(context, builder, other, arguments[2])

            def by_order() -> Any:
                return builder.icmp_unsigned("<", arguments[1], _load(context, builder, other, arguments[2], "order"))

            earlier = builder.icmp_unsigned("<", arguments[0], its)
            return _unless_equal(builder, earlier, builder.icmp_unsigned("==", arguments[0], its), by_order)

        return types.boolean(types.int64, types.int64, other), generate

    @intrinsic
    def enter(typing_context: Any, event: Any, bits: Any, order: Any) -> Any:
        """Writes an event: the bits of its time, and its order."""

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            _, _, at = _pointer(builder, event, arguments[0], "time")
            time = builder.store(arguments[1], builder.bitcast(at, _NUMBER.as_pointer()))
            _say_what_it_is(time, builder, event, "time")
            _, _, at = _pointer(builder, event, arguments[0], "order")
            _say_what_it_is(builder.store(arguments[2], at), builder, event, "order")
            return context.get_dummy_value()

        return types.none(event, types.int64, types.int64), generate

    @intrinsic
    def fetch_ahead(typing_context: Any, reference: Any) -> Any:
        """Has the first line of a record brought into the cache while other work goes on: for what is needed later and
        has not been touched for long."""
        word = ir.IntType(32)

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            kind = ir.FunctionType(ir.VoidType(), [_BYTES, word, word, word])
            function = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")
            written, near, data = ir.Constant(word, 1), ir.Constant(word, 3), ir.Constant(word, 1)
            builder.call(function, [arguments[0], written, near, data])
            return context.get_dummy_value()

        return types.none(reference), generate
