"""What the front end knows of the back end, generated: JSON Schemas and registries from apps/schema, openapi.json from
the API, TypeScript from both. `--check` writes nothing and ends with 1 when a checked-in file is stale."""

import subprocess
import sys
import tempfile
from pathlib import Path

from scripts import frontend
from scripts.progress import ROOT, StepFailed
from scripts.python_packages import VENV

CONTRACT = ROOT / "frontend" / "src" / "contract"
OPENAPI = CONTRACT / "openapi.json"


def main() -> int:
    check = ["--check"] if "--check" in sys.argv else []
    try:
        frontend.install_packages()
    except StepFailed:
        return 1
    schema = subprocess.run([sys.executable, "-m", "apps.schema.generate", *check], cwd=ROOT, check=False).returncode
    with tempfile.TemporaryDirectory() as folder:
        described = describe_api(Path(folder) / "openapi.json")
    if described is None:
        return 1
    api = 0
    if not OPENAPI.exists() or OPENAPI.read_text() != described:
        if check:
            print("stale: openapi.json; run make contract", file=sys.stderr)
            api = 1
        else:
            OPENAPI.write_text(described)
    npm = [str(VENV / "bin" / "npm"), "run", "--silent", "contract", "--", *check]
    types = subprocess.run(npm, cwd=frontend.FRONTEND, env=frontend.node_environment(), check=False).returncode
    return 1 if schema or api or types else 0


def describe_api(file: Path) -> str | None:
    """The API as OpenAPI; a view that cannot be described in full is an error."""
    command = [sys.executable, "manage.py", "spectacular", "--format=openapi-json", "--validate", "--fail-on-warn"]
    if subprocess.run([*command, f"--file={file}"], cwd=ROOT, check=False).returncode:
        return None
    return file.read_text().rstrip("\n") + "\n"


if __name__ == "__main__":
    sys.exit(main())
