"""An experiment of ours as the Chaos Toolkit has them.

The hypothesis becomes probes; the method a sequence of actions, with the simulated time between them as actions of its
own; recovery, which the Chaos Toolkit does not know, the method's last action, so that the hypothesis is checked after
it. What has no place of its own stands in the configuration, under one key.
"""

from typing import Any

from apps.schema.document import Document
from apps.schema.experiments import Compared, Experiment, HypothesisProbe, InRange, Probe, Tolerance
from apps.schema.faults import FaultBase
from apps.schema.operations import OperationBase
from apps.schema.probing import probe_words, tolerance_words

from .words import (
    COMPARE,
    DOCUMENT,
    DOCUMENT_VARIABLE,
    HEAL,
    INJECT,
    MEASURE,
    MODULE,
    OPERATE,
    RECOVER,
    SETTINGS,
    SIMULATE,
)

Json = dict[str, Any]
VERSION = "1.0.0"
KEPT_IN_SETTINGS = (
    "warm_up_seconds",
    "before_seconds",
    "during_seconds",
    "after_seconds",
    "check_every_seconds",
    "seed",
    "replications",
    "abort_conditions",
)


def write_chaos_toolkit(document: Document, experiment: Experiment) -> Json:
    """JSON values, valid against the Chaos Toolkit's own checks."""
    undone = [_operate(document, one, "at_seconds") for one in experiment.rollback.operations]
    heal = [_action("heal all faults", HEAL)] if experiment.rollback.heal else []
    return {
        "version": VERSION,
        "title": experiment.name,
        "description": experiment.description or experiment.name,
        "tags": list(experiment.tags),
        "configuration": {
            DOCUMENT: {"type": "env", "key": DOCUMENT_VARIABLE, "default": "document.json"},
            SETTINGS: experiment.model_dump(mode="json", by_alias=True, include=set(KEPT_IN_SETTINGS))
            | {"description": experiment.description},
        },
        "steady-state-hypothesis": {
            "title": experiment.hypothesis.title,
            "probes": [_probe(document, one) for one in experiment.hypothesis.probes],
        },
        "method": [*_method(document, experiment), _recovery(experiment)],
        "rollbacks": [*heal, *undone],
    }


def _method(document: Document, experiment: Experiment) -> list[Json]:
    """In order of time; at one time faults before operations, and each as they were given."""
    method, actions, now = experiment.method, [], 0.0
    things = [(fault.at_seconds, 0, _inject(document, fault)) for fault in method.faults]
    things += [(operation.at_seconds, 1, _operate(document, operation)) for operation in method.operations]
    for at, _, action in sorted(things, key=lambda thing: thing[:2]):
        if at > now:
            actions.append(_simulate(at))
            now = at
        actions.append(action)
    return [*actions, _simulate(experiment.during_seconds)]


def _recovery(experiment: Experiment) -> Json:
    operations = [one.model_dump(mode="json", by_alias=True) for one in experiment.rollback.operations]
    arguments = {"seconds": experiment.after_seconds, "heal": experiment.rollback.heal, "operations": operations}
    return _action(f"roll back and recover for {experiment.after_seconds:g} s", RECOVER, arguments)


def _simulate(until: float) -> Json:
    return _action(f"simulate until {until:g} s", SIMULATE, {"until_seconds": until})


def _inject(document: Document, fault: FaultBase) -> Json:
    name = f"{fault.kind} {_name(document, fault.target)}"  # type: ignore[attr-defined]
    return _action(name, INJECT, {"fault": fault.model_dump(mode="json", by_alias=True, exclude={"at_seconds"})})


def _operate(document: Document, operation: OperationBase, *kept: str) -> Json:
    name = f"{operation.kind} {_name(document, operation.target)}"  # type: ignore[attr-defined]
    exclude = {"at_seconds"} - set(kept)
    return _action(name, OPERATE, {"operation": operation.model_dump(mode="json", by_alias=True, exclude=exclude)})


def _probe(document: Document, probe: HypothesisProbe) -> Json:
    return {
        "type": "probe",
        "name": probe_words(document, probe),
        "tolerance": _tolerance(probe),
        "provider": _provider(MEASURE, _arguments(probe) | {"name": probe.name, "during": probe.during}),
    }


def _arguments(probe: Probe) -> Json:
    return {"metric": probe.metric, "target": probe.target, "window_seconds": probe.window_seconds}


def _tolerance(probe: Probe) -> Json:
    tolerance: Tolerance = probe.tolerance
    if isinstance(tolerance, InRange):
        return {"type": "range", "range": [tolerance.low, tolerance.high]}
    assert isinstance(tolerance, Compared)
    return {
        "type": "probe",
        "name": tolerance_words(tolerance, ""),
        "provider": _provider(COMPARE, {"operator": tolerance.operator, "than": tolerance.value}),
    }


def _action(name: str, func: str, arguments: Json | None = None) -> Json:
    return {"type": "action", "name": name, "provider": _provider(func, arguments or {})}


def _provider(func: str, arguments: Json) -> Json:
    return {"type": "python", "module": MODULE, "func": func, "arguments": arguments}


def _name(document: Document, target: str) -> str:
    return document.nodes[target].name if target in document.nodes else target
