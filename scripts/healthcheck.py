"""`python -m scripts.healthcheck http://127.0.0.1:8000`: exit code 0 when that server, its database and Valkey work."""

import sys
from urllib.error import URLError
from urllib.request import urlopen


def healthy(url: str) -> bool:
    try:
        with urlopen(f"{url}/healthz", timeout=3) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(0 if healthy(sys.argv[1]) else 1)
