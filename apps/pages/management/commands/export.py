"""`export DOCUMENT.json --format svg -o PATH`: a document as a picture or a configuration, without a server."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.exchange import FORMATS, RenderingFailed, export
from apps.schema import Document, DocumentInvalid, read_document_text


class Command(BaseCommand):
    help = "Write a document in another format: " + ", ".join(f"{one.name} ({one.label})" for one in FORMATS.values())
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("document", metavar="DOCUMENT.json", help="the document; - for standard input")
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--theme", default="light", choices=["light", "dark"], help="for pictures")
        parser.add_argument("-o", "--output", default="-", metavar="PATH", help="- for standard output (the default)")

    def handle(self, *args: Any, document: str, format: str, theme: str, output: str, **options: Any) -> None:
        try:
            exported = export(_read(document), format, theme)
        except RenderingFailed as error:
            raise CommandError(str(error), returncode=1) from error
        try:
            if output == "-":
                sys.stdout.buffer.write(exported.content)
                sys.stdout.buffer.flush()
            else:
                Path(output).write_bytes(exported.content)
        except OSError as error:
            raise CommandError(f"cannot write {output}: {error.strerror}", returncode=2) from error


def _read(path: str) -> Document:
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"cannot read {path}: {error.strerror}", returncode=2) from error
    try:
        return read_document_text(content)
    except DocumentInvalid as error:
        lines = [f"{path} is not a valid document:"]
        for problem in error.problems[:50]:
            allowed = f" (allowed: {problem.allowed})" if problem.allowed else ""
            lines.append(f"  {problem.path or 'document'}: {problem.problem}{allowed}")
        raise CommandError("\n".join(lines), returncode=2) from error
