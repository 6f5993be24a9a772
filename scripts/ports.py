import socket
from contextlib import closing

NEARBY = 100


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on this port, else on the next free one. Handed to the server as a file descriptor: nobody can
    take the port in between, and a restarted server keeps it with the connections that came meanwhile."""
    if port == 0:
        return bound(host, 0)
    for candidate in range(port, min(port + NEARBY, 65536)):
        if candidate == port or not someone_answers(host, candidate):
            try:
                return bound(host, candidate)
            except OSError:
                continue
    return bound(host, 0)


def bound(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def someone_answers(host: str, port: int) -> bool:
    """On macOS, a port that another program holds on all addresses can still be bound on one."""
    try:
        with closing(socket.create_connection((host, port), timeout=0.5)):
            return True
    except OSError:
        return False
