"""Rules that read a document and say what is likely to hurt. Plain Python, pure functions."""

from .finding import Change, Finding
from .registry import RULES, findings

__all__ = ["RULES", "Change", "Finding", "findings"]
