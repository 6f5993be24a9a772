"""From a document to a program: which station, channel and group each node and edge becomes, and every route."""

from .entry import CompileError, compile_document

__all__ = ["CompileError", "compile_document"]
