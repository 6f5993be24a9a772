"""A Chromium for the browser tests: the machine's own, else one that is installed here."""

import os
import platform
import shutil
import sys
from pathlib import Path

from scripts.progress import ROOT, Command, StepFailed, run_step, say
from scripts.python_packages import certificates

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
LOGS = ROOT / "var" / "logs"


def find_browser() -> Path | None:
    if named := os.environ.get("BREAKWATER_BROWSER"):
        return Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    if MACOS.exists():
        return MACOS
    return playwright_browser()


def playwright_browser() -> Path | None:
    """Where Playwright keeps its own, if it has been downloaded."""
    default = {"Darwin": "~/Library/Caches/ms-playwright"}.get(platform.system(), "~/.cache/ms-playwright")
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or default).expanduser()
    patterns = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
    found = sorted(path for pattern in patterns for path in folder.glob(pattern))
    return found[-1] if found else None


def install_browser() -> None:
    """By apt-get when root on Debian or Ubuntu, else by Playwright into the home folder."""
    if find_browser():
        return
    environment = certificates(os.environ)
    if shutil.which("apt-get") and os.geteuid() == 0:
        apt = ["apt-get", "-o", "DPkg::Lock::Timeout=600", "-q", "-y"]
        environment["DEBIAN_FRONTEND"] = "noninteractive"
        try:
            run_step("Package list", Command([*apt, "update"], LOGS / "apt-update.log", environment))
            install = [*apt, "install", "--no-install-recommends", "chromium", "fonts-liberation"]
            run_step("Chromium", Command(install, LOGS / "apt-chromium.log", environment))
            return
        except StepFailed:
            say("  apt-get could not; trying Playwright's own build.")
    try:
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        run_step("Chromium by Playwright", Command(command, LOGS / "playwright.log", environment))
    except StepFailed:
        say(
            "\nThe browser tests need a Chromium. Install one (Debian: apt-get install chromium) "
            "or name one: BREAKWATER_BROWSER=/path/to/chrome make test"
        )
        raise


if __name__ == "__main__":
    try:
        install_browser()
    except StepFailed:
        sys.exit(1)
    say(str(find_browser()))
