"""`manage.py study DOCUMENT.json SPEC.json`: a study in this process. Needs no server and no database."""

import argparse
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from pydantic import TypeAdapter, ValidationError

from apps.runs.management.progress import ProgressBar
from apps.runs.management.table import table as columns
from apps.schema import Document, DocumentInvalid, Problem, read_document_text
from apps.schema.document import MAX_BYTES
from apps.schema.problems import from_pydantic
from apps.schema.reading import parsed
from apps.studies.kinds.kind import Kind
from apps.studies.kinds.registry import KINDS, AnySpec

BAD_INPUT = 2
MAX_WORKERS = 256


class Command(BaseCommand):
    help = "Runs a document many times to answer one question. Exit code 2: the input is bad."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("document", type=Path, metavar="DOCUMENT.json")
        parser.add_argument("spec", type=Path, metavar="SPEC.json", help=f"what to study: {', '.join(sorted(KINDS))}")
        parser.add_argument("--workers", type=_workers, metavar="N", help="threads; default: all processor cores")
        parser.add_argument("--json", action="store_true", help="everything, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        document = _document(options["document"])
        kind, spec = _spec(options["spec"], document)
        # Here, so that bad input is told without waiting for Numba.
        from apps.studies.execution import here

        bar = ProgressBar(sys.stderr)
        try:
            result, reasons = here.run(kind, spec, document, bar, options["workers"])
        finally:
            bar.close()
        if reasons and not kind.table(result).rows:
            _refuse(f"{options['document']} cannot be studied like this", reasons[0])
        for reason in dict.fromkeys(reasons):
            self.stderr.write(f"{reasons.count(reason)} parts failed: {reason}")
        if options["json"]:
            self.stdout.write(result.model_dump_json(indent=2, by_alias=True))
        else:
            self.stdout.write(_page(kind, document, result))


def _page(kind: Kind, document: Document, result: Any) -> str:
    found = kind.table(result)
    rows = [[_cell(value) for value in row] for row in found.rows]
    lines = [f"{document.title}: {kind.title}", "", *columns(found.heads, rows)]
    if words := getattr(result, "words", ""):
        lines += ["", words]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if value is None:
        return "?"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _document(path: Path) -> Document:
    try:
        return read_document_text(_content(path))
    except DocumentInvalid as error:
        _refuse(f"{path} is no valid document", error.problems)


def _spec(path: Path, document: Document) -> tuple[Kind, Any]:
    try:
        raw = parsed(_content(path))
        spec: Any = TypeAdapter(AnySpec).validate_python(raw)
    except DocumentInvalid as error:
        _refuse(f"{path} cannot be read", error.problems)
    except ValidationError as error:
        _refuse(f"{path} is no study", from_pydantic(error.errors(include_url=False), raw))
    kind = KINDS[spec.kind]
    problems = kind.problems(spec, document)
    if problems:
        _refuse(f"{path} does not fit the document", problems)
    return kind, spec


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        _refuse(f"{path} cannot be read", error.strerror or str(error))


def _refuse(what: str, why: list[Problem] | str) -> NoReturn:
    if isinstance(why, str):
        raise CommandError(f"{what}: {why}", returncode=BAD_INPUT)
    lines = [f"  {one.path or 'spec'}: {one.problem}" for one in why]
    lines = [line + (f" (allowed: {one.allowed})" if one.allowed else "") for line, one in zip(lines, why, strict=True)]
    raise CommandError("\n".join([f"{what}:", *lines]), returncode=BAD_INPUT)


def _workers(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        value = 0
    if not 1 <= value <= MAX_WORKERS:
        raise argparse.ArgumentTypeError(f"an integer from 1 to {MAX_WORKERS}")
    return value
