"""Experiments of a diagram in other forms: the report of one that was run, and the Chaos Toolkit's JSON, both ways."""

from typing import Any, Literal
from uuid import UUID

from apps.accounts.actors import Actor
from apps.diagrams import services as diagrams
from apps.exchange.chaos_toolkit import is_chaos_toolkit, read_chaos_toolkit, write_chaos_toolkit
from apps.exchange.report import html_report, markdown_report
from apps.schema import read_experiment
from apps.schema.experiment_results import ExperimentResult
from apps.schema.experiments import Experiment
from apps.studies.errors import StudyNotFound
from apps.studies.services.reading import found

ReportFormat = Literal["html", "md"]


def report(actor: Actor, study_id: UUID, format: ReportFormat, share_token: str | None = None) -> tuple[str, str]:
    """(the experiment's name, the report). Raises StudyNotFound, also while there is no run to report."""
    row, _ = found(actor, study_id, share_token)
    if row.kind != "experiment" or row.result is None:
        raise StudyNotFound
    result = ExperimentResult.model_validate(row.result)
    if not result.runs:
        raise StudyNotFound
    return result.experiment.name, html_report(result) if format == "html" else markdown_report(result)


def to_chaos_toolkit(
    actor: Actor, diagram_id: UUID, experiment_id: str, share_token: str | None = None
) -> tuple[str, dict[str, Any]] | None:
    """(the experiment's name, JSON values); None if the diagram has no such experiment. Raises DiagramNotFound."""
    document = diagrams.readable_document(actor, diagram_id, share_token).document
    experiment = document.experiments.get(experiment_id)
    return None if experiment is None else (experiment.name, write_chaos_toolkit(document, experiment))


def from_json(actor: Actor, diagram_id: UUID, raw: dict[str, Any]) -> Experiment:
    """One of the Chaos Toolkit's, or one of ours, made to be put into the diagram; nothing is saved.

    Raises DiagramNotFound, and DocumentInvalid with everything that is not understood.
    """
    document = diagrams.readable_document(actor, diagram_id).document
    return read_chaos_toolkit(raw, document) if is_chaos_toolkit(raw) else read_experiment(raw, document)
