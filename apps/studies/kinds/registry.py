"""Every kind of study, by name: one module and one line each."""

from typing import Annotated

from pydantic import Field

from apps.schema.experiment_results import ExperimentResult

from . import experiment, replications, solve, sweep
from .kind import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (replications, sweep, solve, experiment)}

AnySpec = Annotated[
    replications.ReplicationsSpec | sweep.SweepSpec | solve.SolveSpec | experiment.ExperimentSpec,
    Field(discriminator="kind"),
]
AnyResult = Annotated[
    replications.ReplicationsResult | sweep.SweepResult | solve.SolveResult | ExperimentResult,
    Field(discriminator="kind"),
]
