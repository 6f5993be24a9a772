"""`manage.py experiment DOCUMENT.json EXPERIMENT.json`: a chaos experiment without a server. Exit code 0: it held, 1:
it did not, 2: the input is bad."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.exchange.chaos_toolkit import is_chaos_toolkit, read_chaos_toolkit
from apps.exchange.report import html_report, markdown_report
from apps.runs.management.commands.simulate import MAX_EVENTS, MAX_SEED, _content, _integer, _refuse
from apps.schema import Document, DocumentInvalid, read_document_text, read_experiment
from apps.schema.experiments import MAX_REPLICATIONS, Experiment
from apps.schema.probing import running_problems
from apps.schema.reading import parsed
from apps.studies.management.experiment_report import report

DEVIATED = 1


class Command(BaseCommand):
    help = "Runs a chaos experiment on a document. Exit code 0: the hypothesis held, 1: it did not, 2: bad input."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("document", type=Path, metavar="DOCUMENT.json")
        parser.add_argument(
            "file", type=Path, nargs="?", metavar="EXPERIMENT.json", help="in our form or the Chaos Toolkit's"
        )
        parser.add_argument("--experiment", metavar="ID", help="one of the document's own")
        parser.add_argument("--seed", type=_integer(0, MAX_SEED), metavar="N", help="instead of the experiment's")
        parser.add_argument(
            "--replications", type=_integer(1, MAX_REPLICATIONS), metavar="N", help="instead of the experiment's"
        )
        parser.add_argument(
            "--max-events", type=_integer(1, MAX_EVENTS), default=MAX_EVENTS, metavar="N", help="of each run"
        )
        parser.add_argument("--html", type=Path, metavar="FILE", help="writes the report as a page")
        parser.add_argument("--markdown", type=Path, metavar="FILE", help="writes the report as Markdown")
        parser.add_argument("--json", action="store_true", help="everything, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        document = self._document(options["document"])
        experiment = self._experiment(document, options)
        if options["replications"] is not None:
            experiment = experiment.model_copy(update={"replications": options["replications"]})
        # Here, so that bad input is told without waiting for Numba.
        from apps.engine import CompileError
        from apps.engine.experiments import run_experiment
        from apps.engine.simulation import FaultRefused, OperationRefused

        try:
            result = run_experiment(document, experiment, seed=options["seed"], max_events=options["max_events"])
        except (FaultRefused, OperationRefused) as error:
            _refuse("This experiment cannot be run", str(error))
        except CompileError as error:
            _refuse(f"{options['document']} cannot be simulated", getattr(error, "problems", None) or str(error))
        except (MemoryError, RuntimeError) as error:
            raise CommandError(f"The simulation stopped: {error}", returncode=DEVIATED) from error
        for path, text in ((options["html"], html_report), (options["markdown"], markdown_report)):
            if path is not None:
                _write(path, text(result))
        self.stdout.write(result.model_dump_json(indent=2, by_alias=True) if options["json"] else report(result))
        if result.verdict != "held":
            sys.exit(DEVIATED)

    def _document(self, path: Path) -> Document:
        try:
            return read_document_text(_content(path))
        except DocumentInvalid as error:
            _refuse(f"{path} is no valid document", error.problems)

    def _experiment(self, document: Document, options: dict[str, Any]) -> Experiment:
        path, own = options["file"], options["experiment"]
        if (path is None) == (own is None):
            _refuse("Name either a file with an experiment, or one of the document's with --experiment", "")
        if own is not None:
            if own not in document.experiments:
                known = ", ".join(document.experiments) or "none"
                _refuse(f"The document has no experiment '{own}'; it has: {known}", "")
            experiment = document.experiments[own]
        else:
            try:
                raw = parsed(_content(path))
                read = read_chaos_toolkit if is_chaos_toolkit(raw) else read_experiment
                experiment = read(raw, document)
            except DocumentInvalid as error:
                _refuse(f"{path} is no experiment for this document", error.problems)
        problems = running_problems(document, experiment)
        if problems:
            _refuse("This experiment cannot be run", problems)
        return experiment


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        _refuse(f"{path} cannot be written", error.strerror or str(error))
