"""Experiments as the Chaos Toolkit's JSON, out and in; `activities` lets `chaos run` play one against the simulator.

https://chaostoolkit.org/reference/api/experiment/
"""

from .reading import is_chaos_toolkit, read_chaos_toolkit
from .writing import write_chaos_toolkit

__all__ = ["is_chaos_toolkit", "read_chaos_toolkit", "write_chaos_toolkit"]
