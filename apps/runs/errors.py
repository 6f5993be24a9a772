"""Why a run cannot be read, started or controlled."""

from apps.schema import Problem


class RunNotFound(Exception):
    """There is none of that id, or it is somebody else's: who asks must not learn which."""


class StartRefused(Exception):
    """The run may be started later, or another one instead; the text says why not now."""


class QuotaReached(StartRefused):
    """Somebody has as many runs, or has started as many, as one may; the text says which."""


class QuestionRefused(Exception):
    """What was asked about a run cannot be answered; the text says why."""


class BranchInvalid(Exception):
    """A branch that cannot be made of this run."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("the branch cannot be made")
        self.problems = problems


class ScenarioUnknown(Exception):
    """The document has no scenario of that name."""

    def __init__(self, known: list[str]) -> None:
        super().__init__("the diagram has no such scenario")
        self.known = known


class CommandRefused(Exception):
    """Nothing was changed; the text says why."""
