"""`templates [NAME] --json`: the pattern templates, or the document of one of them."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.patterns import Template, templates
from apps.schema import dump_document


class Command(BaseCommand):
    help = "List the pattern templates, or print one: with --json its document, ready for simulate and export."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", metavar="NAME", help="one template instead of the list")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")

    def handle(self, *args: Any, name: str | None, as_json: bool, **options: Any) -> None:
        known = templates()
        if name is None:
            chosen: Any = [_row(template) for template in known.values()]
            width = max(map(len, known)) + 2
            text = "\n".join(f"{row['name']:<{width}}{row['title']} - {row['summary']}" for row in chosen)
        elif name in known:
            chosen = dump_document(known[name].document)
            text = _in_words(known[name])
        else:
            raise CommandError(f"no template '{name}'; there are: {', '.join(known)}", returncode=2)
        self.stdout.write(json.dumps(chosen, indent=2, ensure_ascii=False) if as_json else text)


def _row(template: Template) -> dict[str, str]:
    return {
        "name": template.name,
        "title": template.title,
        "summary": template.summary,
        "pattern": template.pattern,
        "group": template.group,
    }


def _in_words(template: Template) -> str:
    document, story = template.document, template.document.story
    lines = [template.title, template.summary, ""]
    if story:
        lines += [f"Watch   {story.watch}", f"Break   {story.break_it}", f"Learn   {story.learn}", ""]
    lines.append(f"{len(document.nodes)} nodes, {len(document.edges)} edges, scenarios:")
    lines += [f"  {identifier}: {scenario.name}" for identifier, scenario in document.scenarios.items()]
    return "\n".join(lines)
