"""The simulator: a document is compiled to a program, a kernel advances it. Plain Python, NumPy and Numba.

Place in the flow: document -> program -> engine -> run. The compiled kernel's cache folder is set before any kernel
module can be imported.
"""

from .caching import use_cache_folder

use_cache_folder()

from .compiling import CompileError, compile_document  # noqa: E402
from .simulation import Simulation  # noqa: E402

__all__ = ["CompileError", "Simulation", "compile_document"]
