"""Compiled programs of this worker process, by revision."""

from collections import OrderedDict

from apps.diagrams import services as diagrams
from apps.engine import compile_document
from apps.engine.program import Program

MOST = 16
_programs: OrderedDict[int, Program] = OrderedDict()


def of_revision(revision_id: int) -> Program:
    """Raises CompileError, or DiagramNotFound if the revision is gone."""
    if revision_id not in _programs:
        _programs[revision_id] = compile_document(diagrams.revision_document(revision_id).document)
        if len(_programs) > MOST:
            _programs.popitem(last=False)
    _programs.move_to_end(revision_id)
    return _programs[revision_id]
