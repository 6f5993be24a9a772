"""Rules that read a document and say what is likely to hurt. Plain Python, pure functions."""

from .finding import Finding
from .registry import RULES, findings

__all__ = ["RULES", "Finding", "findings"]
