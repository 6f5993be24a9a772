"""Ways out of the product: pictures, the document itself, configurations to run. Plain Python, one module a format."""

from .registry import FORMATS, Exported, Format, UnknownFormat, export
from .rendering import RenderingFailed

__all__ = ["FORMATS", "Exported", "Format", "RenderingFailed", "UnknownFormat", "export"]
