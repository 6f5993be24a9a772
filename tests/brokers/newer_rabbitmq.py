"""The rabbitmq-server of another Debian release, in a folder of its own: nothing of this machine is changed.

    python -m tests.brokers.newer_rabbitmq trixie FOLDER    RabbitMQ 4.0
    python -m tests.brokers.newer_rabbitmq forky FOLDER     RabbitMQ 4.3, in November 2026

Its packages, with all that they depend on, are downloaded by apt, which gets folders of its own, and unpacked into a
root folder. The script that is then written starts the server in it; BREAKWATER_RABBITMQ takes it. Needs Debian, for
apt and its mirror, and root, for chroot and mounts that only the server sees.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"
# What the server's start scripts call, which Debian takes for granted and does not list as depended on.
ESSENTIAL = ["dash", "coreutils", "debianutils", "sed", "grep", "gawk", "hostname", "procps"]
START = """#!/bin/sh
# RabbitMQ of Debian {suite}, in its own root folder. The folders of its data are this machine's.
exec unshare --mount sh -c '
    for shared in /tmp /proc /dev; do mount --rbind "$shared" "$0$shared" || exit; done
    exec chroot "$0" {server}' '{root}'
"""


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.brokers.newer_rabbitmq")
    asked.add_argument("suite", help="a Debian release, for example trixie")
    asked.add_argument("folder", type=Path, help="an empty folder, or one that is not there yet")
    given = asked.parse_args()
    sys.stdout.write(f"{install(given.suite, given.folder.resolve())}\n")


def install(suite: str, folder: Path) -> Path:
    """Returns the script that starts the server. Raises CalledProcessError when apt finds no such packages."""
    root, script = folder / "root", folder / "rabbitmq-server"
    for place in ("apt/lists/partial", "apt/archives/partial", "root/usr", "root/tmp", "root/proc", "root/dev"):
        (folder / place).mkdir(parents=True)
    for place in ("bin", "sbin", "lib", "lib64"):  # one folder each since bookworm; a package cannot say so
        (root / "usr" / place).mkdir()
        (root / place).symlink_to(f"usr/{place}")
    (root / "etc").mkdir()
    (root / "etc" / "hosts").write_text("127.0.0.1 localhost\n")
    apt = configuration(suite, folder / "apt")
    for command in (["update"], ["install", "--yes", "--download-only", "rabbitmq-server", *ESSENTIAL]):
        subprocess.run(["apt-get", *command], env={**os.environ, "APT_CONFIG": str(apt)}, check=True)
    for package in sorted((folder / "apt" / "archives").glob("*.deb")):
        subprocess.run(["dpkg", "-x", str(package), str(root)], check=True)
    (server,) = root.glob("usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server")
    script.write_text(START.format(suite=suite, server=f"/{server.relative_to(root)}", root=root))
    script.chmod(0o755)
    return script


def configuration(suite: str, folder: Path) -> Path:
    """apt's, which knows of no installed package and of no source but this suite of the machine's own mirror."""
    (folder / "status").touch()
    (folder / "sources.list").write_text(f"deb [signed-by={KEYS}] {mirror()} {suite} main\n")
    said = {
        "Dir::State": folder,
        "Dir::State::status": folder / "status",
        "Dir::Cache": folder,
        "Dir::Etc::sourcelist": folder / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "APT::Install-Recommends": "false",
        "APT::Sandbox::User": "root",
    }
    path = folder / "apt.conf"
    path.write_text("".join(f'{name} "{value}";\n' for name, value in said.items()))
    return path


def mirror() -> str:
    """Where this machine has Debian's packages from."""
    asked = ["apt-get", "indextargets", "--format", "$(LABEL) $(REPO_URI)", "Created-By: Packages"]
    lines = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    return next(address for label, address in map(str.split, lines) if label == "Debian")


if __name__ == "__main__":
    main()
