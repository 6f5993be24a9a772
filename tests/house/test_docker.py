import re
import subprocess

import pytest
import yaml

from scripts.progress import ROOT
from scripts.python_packages import VENV


def test_the_compose_file_is_valid() -> None:
    result = subprocess.run(
        [VENV / "bin" / "docker-compose", "-f", "docker-compose.yml", "config", "-q"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_compose_runs_web_worker_valkey_and_postgres_each_with_a_health_check() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert set(services) == {"web", "worker", "valkey", "postgres"}
    assert all("healthcheck" in service for service in services.values())


@pytest.mark.parametrize("service", ["web", "worker"])
def test_web_and_worker_are_one_image(service: str) -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert services[service]["image"] == "breakwater"


def test_what_the_dockerfile_copies_and_runs_exists() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    copied = re.findall(r"^COPY (?!--from|--chown)(.+) \S+$", dockerfile, re.MULTILINE)
    missing = [name for line in copied for name in line.split() if not (ROOT / name).exists()]
    assert missing == []
    modules = re.findall(r"python -m (apps[\w.]+)", dockerfile)
    assert modules
    assert [module for module in modules if not (ROOT / (module.replace(".", "/") + ".py")).exists()] == []
