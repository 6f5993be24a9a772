import re
import subprocess
from pathlib import PurePosixPath

import pytest

from scripts.progress import ROOT

LONGEST = 500
NOT_TOPICS = {"util", "utils", "helper", "helpers", "common", "core", "misc"}
CODE = {".py", ".ts", ".tsx", ".js", ".mjs", ".css"}
MADE_BY_TOOLS = ("frontend/src/contract/", "frontend/package-lock.json", "requirements.txt", "requirements-dev.txt")
# A home folder or scratch folder of one machine, spelt so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.$~-])/(?:home|Users|root|work|tmp)/[\w.-]+")
# Package registries are reached by the tools' own configuration; a lock that names hosts ties everybody to them.
LOCKED_HOST = re.compile(r"https?://[\w.-]+")


def files() -> list[PurePosixPath]:
    """What is in the repository, or would be with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [PurePosixPath(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def code() -> list[PurePosixPath]:
    return [file for file in files() if file.suffix in CODE and not str(file).startswith(MADE_BY_TOOLS)]


def text(file: PurePosixPath) -> str:
    return (ROOT / file).read_text(encoding="utf-8", errors="replace")


def test_the_listing_sees_this_file() -> None:
    assert PurePosixPath("tests/architecture/test_files.py") in code()


def test_no_code_file_is_longer_than_500_lines() -> None:
    long = {str(file): count for file in code() if (count := text(file).count("\n")) > LONGEST}
    assert long == {}


def test_modules_and_folders_are_named_by_their_topic() -> None:
    nameless = [str(file) for file in code() if NOT_TOPICS & {part.split(".")[0].lower() for part in file.parts}]
    assert nameless == []


def test_no_file_names_a_path_of_one_machine() -> None:
    found = {}
    for file in files():
        if file.suffix in {".png", ".woff2", ".ico"} or str(file).startswith(MADE_BY_TOOLS):
            continue
        if paths := MACHINE_PATH.findall(text(file)):
            found[str(file)] = paths
    assert found == {}


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_python_locks_name_no_host_and_pin_every_package_by_hash(lock: str) -> None:
    content = text(PurePosixPath(lock))
    assert LOCKED_HOST.findall(content) == []
    pinned = re.findall(r"^[\w.\[\]-]+==", content, re.MULTILINE)
    hashed = re.findall(r"^[\w.\[\]-]+==.*\\\n    --hash=sha256:", content, re.MULTILINE)
    assert len(pinned) == len(hashed) > 50


def test_the_npm_lock_names_no_registry() -> None:
    assert '"resolved":' not in text(PurePosixPath("frontend/package-lock.json"))
