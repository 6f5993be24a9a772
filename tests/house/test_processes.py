from pathlib import Path

import pytest

from scripts import processes


@pytest.fixture
def proc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A /proc of our own: a process, its parent's group and when it started."""
    monkeypatch.setattr(processes, "PROC", tmp_path)
    for name, group, start in (("self", 1, 1), ("300", 32767, 8), ("301", 32767, 9), ("32767", 32767, 7), ("8", 8, 1)):
        (tmp_path / name).mkdir()
        fields = ["S", "1", str(group), *["0"] * 16, str(start)]
        (tmp_path / name / "stat").write_text(f"{name} (a (name) of it) {' '.join(fields)}\n")
    return tmp_path


def test_a_group_begins_with_its_leader_even_where_the_numbers_of_processes_began_anew(proc: Path) -> None:
    assert processes.group_members(32767) == [32767, 300, 301]
    assert processes.start_time(300) == "8"
