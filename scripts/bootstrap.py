"""From a bare machine to the command in the virtual environment. `python3 -m scripts.bootstrap run|test|dev`

Standard library only, and no syntax newer than Python 3.6 in this file, so that an old Python gets the message below.
"""

import os
import shutil
import sys

NEEDED = (3, 11)


def main():
    if sys.version_info < NEEDED:
        use_newer_python()
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command not in ("run", "test", "dev"):
        sys.exit("usage: python3 -m scripts.bootstrap run|test|dev")

    from scripts.progress import StepFailed, say
    from scripts.python_packages import PYTHON, certificates, install

    try:
        if command != "dev":
            say("Breakwater")
        install("run" if command == "run" else "dev")
    except StepFailed:
        sys.exit(1)
    if command != "dev":
        os.execve(str(PYTHON), [str(PYTHON), "-m", "scripts." + command, *sys.argv[2:]], certificates(os.environ))


def use_newer_python():
    """Starts again with a newer Python from PATH, the newest first."""
    for minor in range(20, NEEDED[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        if found:
            os.execv(found, [found, "-m", "scripts.bootstrap"] + sys.argv[1:])
    sys.exit(
        "Breakwater needs Python %d.%d or newer; this is %d.%d. Name another one: make run PYTHON=/path/to/python3"
        % (NEEDED + sys.version_info[:2])
    )


if __name__ == "__main__":
    main()
