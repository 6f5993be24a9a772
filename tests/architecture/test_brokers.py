"""Nobody has to read two brokers to change a third: no broker's folder imports another's."""

import ast
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "apps" / "engine" / "brokers"
PACKAGE = "apps.engine.brokers"
BROKERS = sorted(path.parent.name for path in FOLDER.glob("*/kernel.py"))


def imported(file: Path) -> set[str]:
    """The modules that a file imports, and what it imports from them, by their full names."""
    here = [*PACKAGE.split("."), *file.relative_to(FOLDER).parts[:-1]]
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level + 1] if node.level else []
            module = ".".join([*above, *(node.module or "").split(".")]).strip(".")
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def test_all_brokers_are_looked_at() -> None:
    assert BROKERS == ["kafka", "local", "nats", "rabbitmq", "redis_streams", "sqs"]


@pytest.mark.parametrize("broker", BROKERS)
def test_a_broker_imports_no_other(broker: str) -> None:
    others = tuple(f"{PACKAGE}.{other}." for other in BROKERS if other != broker)
    found = {
        (file.name, name)
        for file in (FOLDER / broker).glob("*.py")
        for name in imported(file)
        if f"{name}.".startswith(others)
    }
    assert found == set()


def test_an_import_of_another_broker_would_be_found() -> None:
    """What they share is found as well, so that an empty set says something."""
    names = imported(FOLDER / "nats" / "kernel.py")
    assert f"{PACKAGE}.pending.take_out" in names
    assert "apps.engine.kernel.accounting.ends" in names
