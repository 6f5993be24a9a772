"""Every kind of study, by name: one module and one line each."""

from typing import Annotated

from pydantic import Field

from . import replications, solve, sweep
from .kind import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (replications, sweep, solve)}

AnySpec = Annotated[replications.ReplicationsSpec | sweep.SweepSpec | solve.SolveSpec, Field(discriminator="kind")]
AnyResult = Annotated[
    replications.ReplicationsResult | sweep.SweepResult | solve.SolveResult, Field(discriminator="kind")
]
