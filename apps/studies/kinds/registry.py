"""Every kind of study, by name: one module and one line each."""

from typing import Annotated

from pydantic import Field

from . import replications, sweep
from .kind import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (replications, sweep)}

AnySpec = Annotated[replications.ReplicationsSpec | sweep.SweepSpec, Field(discriminator="kind")]
AnyResult = Annotated[replications.ReplicationsResult | sweep.SweepResult, Field(discriminator="kind")]
