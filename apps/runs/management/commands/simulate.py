"""`manage.py simulate DOCUMENT.json`: the live run's engine on the command line. Needs no server and no database."""

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.runs.management import estimates, histories
from apps.runs.management.progress import ProgressBar, Watching
from apps.runs.management.report import report
from apps.schema import Document, DocumentInvalid, Problem, read_document_text, read_faults, read_monkeys
from apps.schema.document import MAX_BYTES
from apps.schema.faults import Fault
from apps.schema.monkey import Monkey
from apps.schema.operations import Operation
from apps.schema.reading import parsed

MAX_UNTIL = 31_536_000.0
MAX_SEED = 2**53 - 1
MAX_EVENTS = 2_000_000_000
MAX_REPLICATIONS = 10_000
BAD_INPUT = 2


class Command(BaseCommand):
    help = "Simulates a document from beginning to end and prints what comes of it. Exit code 2: the input is bad."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("document", type=Path, metavar="DOCUMENT.json")
        parser.add_argument("--until", type=_seconds, default=300.0, metavar="S", help="simulated seconds (300)")
        parser.add_argument("--seed", type=_integer(0, MAX_SEED), default=1, metavar="N", help="default 1")
        parser.add_argument("--faults", type=Path, metavar="FILE", help='a list of faults, or {"faults": [...]}')
        parser.add_argument(
            "--monkey", type=Path, metavar="FILE", help='a list of chaos monkeys, or {"monkeys": [...]}'
        )
        parser.add_argument(
            "--scenario", metavar="NAME", help="faults, operations and monkeys of one of the document's"
        )
        parser.add_argument(
            "--max-events",
            type=_integer(1, MAX_EVENTS),
            default=MAX_EVENTS,
            metavar="N",
            help=f"stop after so many events ({MAX_EVENTS:,})",
        )
        parser.add_argument(
            "--replications",
            type=_integer(2, MAX_REPLICATIONS),
            metavar="N",
            help="so many runs, on seeds from --seed up, and the intervals of their means",
        )
        parser.add_argument("--confidence", type=_share, metavar="C", help="of the intervals; default 0.95")
        parser.add_argument(
            "--warm-up",
            type=_warm_up,
            metavar="S",
            help="seconds to leave out of each replication, or mser5; default 0",
        )
        parser.add_argument("--metric", action="append", metavar="NAME", help="only this one; may be repeated")
        parser.add_argument(
            "--trace",
            type=_integer(0, MAX_SEED),
            metavar="ID",
            help="the history of one request or event: every step of every message with its id",
        )
        parser.add_argument("--endings", action="store_true", help="the last messages that ended badly, and why")
        parser.add_argument("--json", action="store_true", help="everything, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        document = _document(options["document"])
        faults = _faults(document, options["faults"], options["scenario"])
        options["monkeys"] = _monkeys(document, options["monkey"], options["scenario"])
        if options["replications"] is None:
            for name in ("confidence", "warm_up", "metric"):
                if options[name] is not None:
                    _refuse(f"--{name.replace('_', '-')} needs --replications", "")
        elif options["trace"] is not None or options["endings"]:
            _refuse("--trace and --endings are of one run: leave out --replications", "")
        # Here, so that bad input is told without waiting for Numba.
        from apps.engine import CompileError
        from apps.engine.simulation import FaultRefused, OperationRefused

        run = _once if options["replications"] is None else _often
        bar = ProgressBar(sys.stderr)
        options["begun"] = Watching(bar, options["until"], options["replications"] or 1).begun
        try:
            self.stdout.write((run if options["trace"] is None else _traced)(document, faults, options))
        except (FaultRefused, OperationRefused) as error:
            _refuse(f"{options['document']} cannot be run like this", str(error))
        except CompileError as error:
            _refuse(f"{options['document']} cannot be simulated", getattr(error, "problems", None) or str(error))
        except (MemoryError, RuntimeError) as error:
            raise CommandError(f"The simulation stopped: {error}", returncode=1) from error
        finally:
            bar.close()


def _once(document: Document, faults: list[Fault], options: dict[str, Any]) -> str:
    from apps.engine.endings import endings
    from apps.engine.replay import play

    results, simulation = play(document, **_settings(document, faults, options), begun=options["begun"])
    if not options["endings"]:
        return results.model_dump_json(indent=2) if options["json"] else report(results)
    found = endings(simulation)
    if options["json"]:
        return json.dumps([one.model_dump(mode="json") for one in found], indent=2)
    return histories.endings_report(found, results)


def _traced(document: Document, faults: list[Fault], options: dict[str, Any]) -> str:
    from apps.engine.tracing import trace

    found = trace(document, options["trace"], **_settings(document, faults, options))
    return found.model_dump_json(indent=2) if options["json"] else histories.trace_report(found, document)


def _settings(document: Document, faults: list[Fault], options: dict[str, Any]) -> dict[str, Any]:
    names = ("seed", "until", "max_events")
    return {
        "faults": faults,
        "operations": _operations(document, options),
        "monkeys": options["monkeys"],
        **{name: options[name] for name in names},
    }


def _operations(document: Document, options: dict[str, Any]) -> list[Operation]:
    """They belong to a scenario as its faults do."""
    scenario = options["scenario"]
    return [] if scenario is None else list(document.scenarios[scenario].operations)


def _often(document: Document, faults: list[Fault], options: dict[str, Any]) -> str:
    from apps.engine.statistics.metrics import MetricUnknown
    from apps.engine.statistics.replications import BadSetting, replicate

    first = options["seed"]
    try:
        found = replicate(
            document,
            range(first, first + options["replications"]),
            options["until"],
            metrics=options["metric"],
            faults=faults,
            operations=_operations(document, options),
            monkeys=options["monkeys"],
            warm_up=options["warm_up"] or 0.0,
            confidence=options["confidence"] or 0.95,
            max_events=options["max_events"],
            begun=options["begun"],
        )
    except (BadSetting, MetricUnknown) as error:
        _refuse("These replications cannot be run", str(error))
    return found.model_dump_json(indent=2) if options["json"] else estimates.report(found)


def _document(path: Path) -> Document:
    try:
        return read_document_text(_content(path))
    except DocumentInvalid as error:
        _refuse(f"{path} is no valid document", error.problems)


def _faults(document: Document, path: Path | None, scenario: str | None) -> list[Fault]:
    faults: list[Fault] = []
    if scenario is not None:
        if scenario not in document.scenarios:
            known = ", ".join(document.scenarios) or "none"
            _refuse(f"The document has no scenario '{scenario}'; it has: {known}", "")
        faults += document.scenarios[scenario].faults
    if path is not None:
        try:
            faults += read_faults(parsed(_content(path)), document)
        except DocumentInvalid as error:
            _refuse(f"{path} holds no valid faults", error.problems)
    return faults


def _monkeys(document: Document, path: Path | None, scenario: str | None) -> list[Monkey]:
    monkeys = [] if scenario is None else list(document.scenarios[scenario].monkeys)
    if path is not None:
        try:
            monkeys += read_monkeys(parsed(_content(path)), document)
        except DocumentInvalid as error:
            _refuse(f"{path} holds no valid chaos monkeys", error.problems)
    return monkeys


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        _refuse(f"{path} cannot be read", error.strerror or str(error))


def _refuse(what: str, why: list[Problem] | str) -> NoReturn:
    if isinstance(why, str):
        raise CommandError(f"{what}: {why}" if why else what, returncode=BAD_INPUT)
    lines = [f"  {one.path or 'document'}: {one.problem}" for one in why]
    lines = [line + (f" (allowed: {one.allowed})" if one.allowed else "") for line, one in zip(lines, why, strict=True)]
    raise CommandError("\n".join([f"{what}:", *lines]), returncode=BAD_INPUT)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value <= MAX_UNTIL:
        raise argparse.ArgumentTypeError(f"more than 0 and at most {MAX_UNTIL:,.0f} seconds")
    return value


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError("more than 0 and less than 1, as 0.99")
    return value


def _warm_up(text: str) -> Any:
    if text == "mser5":
        return text
    return 0.0 if text == "0" else _seconds(text)


def _integer(least: int, most: int) -> Any:
    def integer(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"an integer from {least} to {most}")
        return value

    return integer
