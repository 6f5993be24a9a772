"""Whether runs that have ended give the same digest again from what is stored: document, seed and log."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from apps.diagrams import services as diagrams
from apps.engine import Simulation, compile_document
from apps.engine.replay import go_on
from apps.runs.models import Run
from apps.runs.selectors import row_info

EVENTS_PER_CALL = 1_000_000


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--last", type=int, default=100, help="So many of the newest that have ended.")
        parser.add_argument("--json", action="store_true", help="One JSON object instead of lines.")

    def handle(self, **options: Any) -> None:
        rows = Run.objects.exclude(digest="").select_related("revision").order_by("-created_at")[: options["last"]]
        outcomes = {str(row.pk): _replayed(row) == row.digest for row in rows}
        same = sum(outcomes.values())
        differing = [run for run, equal in outcomes.items() if not equal]
        if options["json"]:
            self.stdout.write(json.dumps({"replayed": len(outcomes), "same": same, "differing": differing}))
        else:
            for run in differing:
                self.stdout.write(f"{run}: another digest")
            self.stdout.write(f"{same} of {len(outcomes)} runs gave the same digest again")
        if differing:
            raise SystemExit(1)


def _replayed(row: Run) -> str:
    info = row_info(row)
    document = diagrams.revision_document(row.revision_id).document
    simulation, obeyed, there = Simulation(compile_document(document), info.seed), 0, False
    while not there:
        obeyed, there = go_on(simulation, info.log, obeyed, info.time, EVENTS_PER_CALL)
    return simulation.digest()
