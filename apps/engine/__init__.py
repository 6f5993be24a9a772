"""The simulator: a document is compiled to a program, a kernel advances it. Plain Python, NumPy and Numba.

Place in the flow: document -> program -> engine -> run. The compiled kernel's cache folder is set before any kernel
module can be imported.
"""

import gc

_collects = gc.isenabled()
gc.disable()  # Numba and the schema make a million objects that stay: looking through them again and again takes 0.3 s.

from .caching import use_cache_folder  # noqa: E402

use_cache_folder()

from .compiling import CompileError, compile_document  # noqa: E402
from .simulation import Simulation  # noqa: E402

gc.freeze()
if _collects:
    gc.enable()

__all__ = ["CompileError", "Simulation", "compile_document"]
