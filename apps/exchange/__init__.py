"""Ways out of the product: pictures, the document itself, configurations to run. Plain Python, one module a format."""

from .registry import FORMATS, Exported, Format, UnknownFormat, export
from .rendering import RenderingFailed, TooLargeToDraw

__all__ = ["FORMATS", "Exported", "Format", "RenderingFailed", "TooLargeToDraw", "UnknownFormat", "export"]
