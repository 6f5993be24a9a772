import socket

from scripts.ports import listen


def test_a_free_port_is_used() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    with listen("127.0.0.1", free) as listener:
        assert listener.getsockname()[1] == free


def test_a_taken_port_gets_another_one() -> None:
    with listen("127.0.0.1", 0) as first:
        taken = first.getsockname()[1]
        with listen("127.0.0.1", taken) as second:
            assert second.getsockname()[1] != taken


def test_what_is_returned_takes_connections_before_any_server_runs() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname(), timeout=2) as client:
        client.sendall(b"x")
