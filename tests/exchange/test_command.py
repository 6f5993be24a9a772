"""`manage.py export`, as a script calls it."""

import io
import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.exchange import FORMATS, export
from apps.patterns import templates
from apps.schema import dump_document, read_document_text

CQRS = templates()["cqrs"].document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "cqrs.json"
    written.write_text(json.dumps(dump_document(CQRS)))
    return written


@pytest.mark.parametrize("name", FORMATS)
def test_it_writes_what_the_library_exports(name: str, path: Path, tmp_path: Path):
    target = tmp_path / "out"
    call_command("export", str(path), "--format", name, "-o", str(target))
    assert target.read_bytes() == export(CQRS, name).content


def test_pictures_take_a_theme(path: Path, tmp_path: Path):
    target = tmp_path / "out.svg"
    call_command("export", str(path), "--format", "svg", "--theme", "dark", "-o", str(target))
    assert ElementTree.parse(target)
    assert b"#11161b" in target.read_bytes()


def test_a_hyphen_is_standard_output(path: Path, capfdbinary: pytest.CaptureFixture[bytes]):
    call_command("export", str(path), "--format", "json", "-o", "-")
    assert read_document_text(capfdbinary.readouterr().out) == CQRS


def test_a_hyphen_is_standard_input(monkeypatch: pytest.MonkeyPatch, path: Path, tmp_path: Path):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    call_command("export", "-", "--format", "json", "-o", str(tmp_path / "out.json"))
    assert read_document_text((tmp_path / "out.json").read_bytes()) == CQRS


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("not json", "is not JSON"),
        ('{"nodes": {"a": {"kind": "teapot"}}}', "nodes.a: is of unknown kind 'teapot'"),
        ('{"edges": {"e": {"kind": "call", "source": "x", "target": "y"}}}', "edges.e.source: points at 'x'"),
    ],
)
def test_a_bad_document_ends_with_code_2_and_every_problem(content: str, says: str, tmp_path: Path):
    (tmp_path / "bad.json").write_text(content)
    with pytest.raises(CommandError, match="is not a valid document") as caught:
        call_command("export", str(tmp_path / "bad.json"), "--format", "svg")
    assert caught.value.returncode == 2
    assert says in str(caught.value)


def test_a_missing_file_ends_with_code_2():
    with pytest.raises(CommandError, match="cannot read nowhere") as caught:
        call_command("export", "nowhere.json", "--format", "svg")
    assert caught.value.returncode == 2


def test_a_place_that_cannot_be_written_ends_with_code_2(path: Path, tmp_path: Path):
    with pytest.raises(CommandError, match="cannot write") as caught:
        call_command("export", str(path), "--format", "svg", "-o", str(tmp_path / "no" / "such" / "folder"))
    assert caught.value.returncode == 2
