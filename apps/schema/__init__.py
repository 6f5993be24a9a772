"""The contract: documents, faults, frames, messages and results. Plain Python, at the bottom of the layers."""

from .document import Document
from .problems import DocumentInvalid, Problem
from .reading import (
    dump_document,
    read_document,
    read_document_text,
    read_experiment,
    read_faults,
    read_monkeys,
    read_operations,
)
from .references import fault_problem, operation_problem, why_not

__all__ = [
    "Document",
    "DocumentInvalid",
    "Problem",
    "dump_document",
    "fault_problem",
    "operation_problem",
    "read_document",
    "read_document_text",
    "read_experiment",
    "read_faults",
    "read_monkeys",
    "read_operations",
    "why_not",
]
