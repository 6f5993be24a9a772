"""Why a study cannot be read or started."""

from collections.abc import Sequence

from apps.schema import Problem


class StudyNotFound(Exception):
    """There is none of that id, or it is somebody else's: who asks must not learn which."""


class StudyRefused(Exception):
    """It may be started later; the text says why not now."""


class SpecInvalid(ValueError):
    """Nothing that can be studied of this document; `problems` says why, each with its path in what was asked for."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(f"{one.path}: {one.problem}" for one in self.problems[:5]))
