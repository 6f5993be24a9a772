"""Pattern templates and lessons: each a document that runs, with a story of three sentences."""

from .registry import lessons, patterns, templates
from .template import Template

__all__ = ["Template", "lessons", "patterns", "templates"]
