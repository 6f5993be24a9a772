from pathlib import Path

import pytest

from scripts.preparation import compilation, migration


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("BREAKWATER_KERNEL_CACHE", str(tmp_path / "kernels"))
    return tmp_path


def migrated(var: Path) -> Path:
    step = migration(var, var)
    assert step is not None
    database = var / "breakwater.sqlite3"
    database.touch()
    step[1]()
    return database


def test_a_new_database_is_migrated_and_then_left_alone(var: Path) -> None:
    migrated(var)
    assert migration(var, var) is None


def test_a_database_that_was_deleted_is_made_again(var: Path) -> None:
    migrated(var).unlink()
    assert migration(var, var) is not None


def test_a_database_elsewhere_is_asked_at_every_start(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    migrated(var)
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@db.example/breakwater")
    assert migration(var, var) is not None


def test_a_compiled_kernel_is_not_loaded_only_to_see_it(var: Path) -> None:
    step = compilation(var)
    assert step is not None
    step[1]()
    assert compilation(var) is None
