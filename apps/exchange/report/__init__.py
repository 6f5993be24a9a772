"""The report of an experiment: a page of HTML that needs nothing else, and Markdown."""

from .markdown import markdown_report
from .page import html_report

__all__ = ["html_report", "markdown_report"]
