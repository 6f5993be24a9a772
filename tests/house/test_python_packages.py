import subprocess
import sys
from pathlib import Path

import pytest

from scripts import python_packages
from scripts.progress import ROOT
from scripts.python_packages import certificates, fingerprint, installed, locked_entry, stamp


def test_the_installers_own_entry_is_found_in_both_locks_with_its_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        entry = locked_entry("uv", (ROOT / name).read_text())
        assert entry.startswith("uv==")
        assert entry.count("==") == 1
        assert entry.count("--hash=sha256:") > 3
        assert entry.rstrip()[-1] != "\\"


def test_a_package_that_is_not_locked_is_an_error() -> None:
    with pytest.raises(LookupError, match="nosuch is not in the locked list"):
        locked_entry("nosuch", (ROOT / "requirements.txt").read_text())


def test_a_certificate_authority_told_to_pip_is_told_to_uv_and_npm() -> None:
    told = certificates({"PIP_CERT": "company.pem"})
    assert told["SSL_CERT_FILE"] == told["NODE_EXTRA_CA_CERTS"] == "company.pem"


def test_what_was_told_to_one_tool_alone_is_kept() -> None:
    told = certificates({"PIP_CERT": "company.pem", "NODE_EXTRA_CA_CERTS": "node.pem"})
    assert told["NODE_EXTRA_CA_CERTS"] == "node.pem"
    assert told["PIP_CERT"] == "company.pem"


def test_a_package_index_told_to_pip_is_told_to_uv() -> None:
    assert certificates({"PIP_INDEX_URL": "https://index.example/simple"})["UV_DEFAULT_INDEX"].endswith("/simple")


def test_what_tests_need_includes_what_running_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python_packages, "VENV", tmp_path)
    assert not installed("run")
    stamp("dev").write_text(fingerprint("dev"))
    assert installed("run")
    assert installed("dev")


def test_a_changed_lock_is_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python_packages, "VENV", tmp_path)
    stamp("run").write_text(fingerprint("run"))
    changed = tmp_path / "requirements.txt"
    changed.write_text((ROOT / "requirements.txt").read_text() + "# changed\n")
    monkeypatch.setitem(python_packages.LISTS, "run", changed)
    assert not installed("run")


def test_what_runs_before_the_virtual_environment_needs_the_standard_library_only() -> None:
    modules = "scripts.bootstrap, scripts.progress, scripts.python_packages"
    isolated = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); import {modules}"]
    assert subprocess.run(isolated, cwd=ROOT, check=False).returncode == 0
