"""Pattern templates: each a document that runs, with a story of three sentences."""

from .registry import templates
from .template import Template

__all__ = ["Template", "templates"]
