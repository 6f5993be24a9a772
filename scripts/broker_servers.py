"""The brokers that tests/brokers plays its scripts on: installed in CI, where a missing one fails the tests."""

import os
import shutil

from scripts.browser import LOGS
from scripts.progress import Command, StepFailed, run_step, say
from scripts.python_packages import certificates

PACKAGES = {"rabbitmq-server": "rabbitmq-server", "nats-server": "nats-server"}  # program -> Debian's package
WHERE = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])


def install_broker_servers() -> None:
    """By apt-get when root on Debian or Ubuntu. The others (Valkey, Tansu, moto) come with requirements-dev.txt."""
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program, path=WHERE)]
    if not missing or not os.environ.get("CI"):
        return
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        say(f"  No {' and no '.join(missing)}: install them, or the scripts for these brokers fail.")
        return
    environment = certificates(os.environ) | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=600", "-q", "-y"]
    try:
        run_step("Package list", Command([*apt, "update"], LOGS / "apt-update.log", environment))
        install = [*apt, "install", "--no-install-recommends", *missing]
        run_step("Brokers", Command(install, LOGS / "apt-brokers.log", environment))
    except StepFailed:
        say("  apt-get could not install the brokers; their scripts will fail.")
