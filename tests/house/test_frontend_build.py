from pathlib import Path

import pytest

from scripts import fingerprints, frontend


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(frontend, "FRONTEND", tmp_path)
    monkeypatch.setattr(fingerprints, "ROOT", tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.tsx").write_text("export {};\n")
    (tmp_path / "package.json").write_text("{}\n")
    return tmp_path


def now() -> str:
    return fingerprints.fingerprint(frontend.sources())


def test_a_changed_source_is_built_again(folder: Path) -> None:
    before = now()
    (folder / "src" / "main.tsx").write_text("export const x = 1;\n")
    assert now() != before


def test_a_renamed_source_is_built_again(folder: Path) -> None:
    before = now()
    (folder / "src" / "main.tsx").rename(folder / "src" / "start.tsx")
    assert now() != before


def test_what_the_build_itself_makes_changes_nothing(folder: Path) -> None:
    before = now()
    for made in ("dist", "node_modules"):
        (folder / made).mkdir()
        (folder / made / "file.js").write_text("made\n")
    assert now() == before


def test_the_virtual_environments_node_comes_before_the_machines_own() -> None:
    assert frontend.node_environment()["PATH"].split(":")[0] == str(frontend.VENV / "bin")
