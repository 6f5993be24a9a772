"""Daphne as this product runs it: `python -m config.web_server` takes the same arguments.

A WebSocket message that is larger than Daphne reads closes its connection with a code that says so, 1009 (RFC 6455,
7.4.1). By itself Daphne lets go of the connection without a word, and to its browser that is a network that fails: it
would connect again and say the same again.
"""

from typing import Any

from daphne.cli import CommandLineInterface
from daphne.server import Server


class ClosingServer(Server):
    @property
    def ws_factory(self) -> Any:
        return self._ws_factory

    @ws_factory.setter
    def ws_factory(self, factory: Any) -> None:
        # Autobahn's option for every violation of the protocol; Daphne has none for it.
        factory.setProtocolOptions(failByDrop=False)
        self._ws_factory = factory


class ClosingInterface(CommandLineInterface):
    server_class = ClosingServer


if __name__ == "__main__":
    ClosingInterface.entrypoint()
