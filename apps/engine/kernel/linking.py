"""How the kernel's functions become machine code: all together, once.

Numba optimises and compiles every function together with all that it calls, so what lies deep is compiled again for
everything above it: with five brokers, minutes. Here a kernel function is a `Part`: its code as it was written, neither
optimised nor compiled. What Python calls are entries of one function, a `Whole`: it links all parts, and only then they
are inlined, optimised and compiled, together and once. Parts are not cached: who finds the whole in the cache needs
none.
"""

import ast
import gc
import inspect
import textwrap
from typing import Any

from numba import types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.registry import CPUDispatcher, cpu_target
from numba.extending import typeof_impl
from numba.np import linalg

from ..records import JIT_DISABLED
from .calling import plain


def _no_blas() -> None:
    raise ImportError("kernels do no linear algebra")


linalg.ensure_blas = _no_blas
"""Where SciPy is installed, Numba loads its BLAS before the first kernel: 0.4 s of every start."""


class _WithoutEnvironment:
    """Numba tells compiled code where its Python objects are; a part is no compiled code, and has none."""

    def set_env(self, name: str, environment: object) -> None:
        pass


class Part(JITCodeLibrary):  # type: ignore[misc]
    """The code of one function, not yet linked with what it calls."""

    @property
    def codegen(self) -> _WithoutEnvironment:
        return _WithoutEnvironment()

    def _optimize_functions(self, module: Any) -> None:
        module.data_layout = self._codegen._data_layout

    def finalize(self) -> None:
        self._raise_if_finalized()
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        self._ensure_finalized()
        return 0


class Apart(Part):
    """A part that is never inlined, not even where it has only one caller."""

    def finalize(self) -> None:
        super().finalize()
        for function in self.get_defined_functions():
            function.add_function_attribute("noinline")


class Whole(JITCodeLibrary):  # type: ignore[misc]
    """The code of one function and of everything that it calls. To others that call it, it is a part like any."""

    def finalize(self) -> None:
        self._as_part = self._final_module.clone()
        own = {function.name for function in self.get_defined_functions()}
        found: dict[Any, None] = {}
        waiting = list(self._linking_libraries)
        while waiting:
            library = waiting.pop()
            if library not in found:
                found[library] = None
                waiting.extend(library._linking_libraries if isinstance(library, Part | Whole) else ())
        for library in found:
            self._final_module.link_in(_linkable(library), preserve=True)
        for function in self.get_defined_functions():
            if function.name not in own:
                function.linkage = "internal"
        self._optimize_final_module()
        self._final_module.verify()
        self._finalize_final_module()

    def _finalize_dynamic_globals(self) -> None:
        """Addresses of Python objects in machine code would keep it out of the cache. Kernel functions use none: all
        that is left over are the addresses of dispatchers, where their functions are called; nobody reads those."""

    def _get_module_for_linking(self) -> Any:
        """What the cache keeps beside the machine code: enough to know what it defines."""
        return self._as_part

    def _optimize_final_module(self) -> None:
        manager, builder = self._codegen._module_pass_manager(loop_vectorize=False, slp_vectorize=False)
        with self._recorded_timings.record("Module passes", builder):
            manager.run(self._final_module, builder)


def _linkable(library: Any) -> Any:
    if isinstance(library, Part):
        return library._final_module
    return library._as_part if isinstance(library, Whole) else library._get_module_for_linking()


def _compiler(library: type[JITCodeLibrary]) -> type[Compiler]:
    class Linking(Compiler):  # type: ignore[misc]
        def compile_extra(self, func: Any) -> Any:
            self.state.library = library(cpu_target.target_context.codegen(), func.__qualname__)
            self.state.targetctx = plain(self.state.targetctx)
            self.state.library.enable_object_caching()
            collects = gc.isenabled()
            gc.disable()  # A compile makes a million objects and no garbage to speak of.
            try:
                return super().compile_extra(func)
            finally:
                if collects:
                    gc.enable()

    return Linking


PARTS, APARTS, WHOLES = _compiler(Part), _compiler(Apart), _compiler(Whole)

OPTIONS = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}


class PartDispatcher(CPUDispatcher):  # type: ignore[misc]
    """Compiles a part once for each kind of arguments. Numba would once more for each constant it is called with."""

    def get_call_template(self, args: Any, kws: Any) -> Any:
        return super().get_call_template([types.unliteral(one) for one in args], kws)


def compiled(function: Any, pipeline: type[Compiler] = PARTS, **more: Any) -> Any:
    """A kernel function that only others call."""
    if JIT_DISABLED:
        return function
    # Said each time: a function that is not told gets it from whoever makes Numba compile it first.
    options = OPTIONS | {"nopython": True, "no_cpython_wrapper": True, "forceinline": False} | more
    return PartDispatcher(function, targetoptions=options, pipeline_class=pipeline)


FLOATS = frozenset({"until", "time", "factor", "since", "delay"})
"""Parameters of entries that are floats. All others are whole numbers."""


class Entry:
    """A function that Python calls as an entry of the whole, and kernel functions as a part."""

    def __init__(self, function: Any) -> None:
        self.part = compiled(function)
        self.name = f"{function.__module__}.{function.__qualname__}"
        self.parameters = function.__code__.co_varnames[1 : function.__code__.co_argcount]
        floats = [at for at, name in enumerate(self.parameters) if name in FLOATS]
        self.float_at = floats[0] if floats else None
        self.whole_at = tuple(at for at, name in enumerate(self.parameters) if name not in FLOATS)
        self.answers = _answers(function)
        self.number = -1
        self._whole: Any = None
        ENTRIES.append(self)

    def __call__(self, arena: int, *arguments: Any) -> Any:
        if self._whole is None:
            from .whole import whole

            self._whole = whole()
        return self._whole.call(self, arena, arguments)


ENTRIES: list[Entry] = []


def _answers(function: Any) -> bool:
    """Whether it returns something."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(tree))


@typeof_impl.register(Entry)
def _type_of_entry(entry: Entry, context: Any) -> Any:
    return types.Dispatcher(entry.part)


def exported(function: Any) -> Any:
    """Makes a kernel function callable from Python, from other kernel functions too."""
    return function if JIT_DISABLED else Entry(function)
