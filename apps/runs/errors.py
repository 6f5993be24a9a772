"""Why a run cannot be read, started or controlled."""


class RunNotFound(Exception):
    """There is none of that id, or it is somebody else's: who asks must not learn which."""


class StartRefused(Exception):
    """The run may be started later, or another one instead; the text says why not now."""


class ScenarioUnknown(Exception):
    """The document has no scenario of that name."""

    def __init__(self, known: list[str]) -> None:
        super().__init__("the diagram has no such scenario")
        self.known = known


class CommandRefused(Exception):
    """Nothing was changed; the text says why."""
