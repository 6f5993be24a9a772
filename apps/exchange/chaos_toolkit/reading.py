"""A Chaos Toolkit experiment as one of ours: everything in it is understood, or it is refused with the reasons."""

from typing import Any

from apps.schema.document import Document
from apps.schema.experiments import Experiment
from apps.schema.problems import DocumentInvalid, Problem, shown
from apps.schema.reading import read_experiment

from .words import COMPARE, DOCUMENT, HEAL, INJECT, MEASURE, MODULE, OPERATE, RECOVER, SETTINGS, SIMULATE

Json = dict[str, Any]
KNOWN = {
    "version", "title", "description", "tags", "configuration", "steady-state-hypothesis", "method", "rollbacks",
}  # fmt: skip
OURS = f"a provider of type python with module {MODULE}"
_NOT_HERE = {
    "secrets": "secrets are for real systems; a simulation has none",
    "controls": "controls run code around the activities, outside of the simulation",
    "extensions": "extensions are read by other tools",
    "runtime": "how rollbacks are played is fixed here: always, at the method's end",
    "contributions": "contributions have no place in a diagram's experiment",
}


def is_chaos_toolkit(raw: Any) -> bool:
    return (
        isinstance(raw, dict)
        and "title" in raw
        and ("steady-state-hypothesis" in raw or isinstance(raw.get("method"), list))
    )


def read_chaos_toolkit(raw: Any, document: Document) -> Experiment:
    """Raises DocumentInvalid: with everything that is not understood, or that does not fit the document."""
    if not isinstance(raw, dict):
        raise DocumentInvalid([Problem("", "an experiment is an object", "a JSON object")])
    reading = _Reading()
    experiment = reading.experiment(raw)
    if reading.problems:
        raise DocumentInvalid(reading.problems)
    return read_experiment(experiment, document)


class _Reading:
    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def refuse(self, path: str, problem: str, allowed: str = "") -> None:
        self.problems.append(Problem(path, problem, allowed))

    def experiment(self, raw: Json) -> Json:
        for key in raw:
            if key not in KNOWN:
                self.refuse(
                    str(key), _NOT_HERE.get(key, "is not a known key of an experiment"), ", ".join(sorted(KNOWN))
                )
        if raw.get("version", "1.0.0") != "1.0.0":
            self.refuse("version", f"unknown version {shown(raw['version'])}", "1.0.0")
        settings = dict(self.settings(raw.get("configuration", {})))
        hypothesis = self.object(raw.get("steady-state-hypothesis", {}), "steady-state-hypothesis", {"title", "probes"})
        probes = [
            self.probe(one, f"steady-state-hypothesis.probes.{index}")
            for index, one in enumerate(self.items(hypothesis.get("probes", []), "steady-state-hypothesis.probes"))
        ]
        method = _Method(self)
        for index, one in enumerate(self.items(raw.get("method"), "method")):
            method.add(one, f"method.{index}")
        rollback = method.rollback or self.rollback(self.items(raw.get("rollbacks", []), "rollbacks"))
        if method.rollback:
            self.rollback(self.items(raw.get("rollbacks", []), "rollbacks"))
        return {
            "name": raw.get("title"),
            "description": settings.pop("description", raw.get("description", "")),
            "tags": raw.get("tags", []),
            "hypothesis": {"title": hypothesis.get("title", "Steady state"), "probes": probes},
            "method": {"faults": method.faults, "operations": method.operations},
            "rollback": rollback,
            **({"duringSeconds": method.now} if method.now else {}),
            **({"afterSeconds": method.after} if method.after is not None else {}),
            **settings,
        }

    def settings(self, raw: Any) -> Json:
        configuration = self.object(raw, "configuration", {DOCUMENT, SETTINGS})
        return self.object(configuration.get(SETTINGS, {}), f"configuration.{SETTINGS}")

    def object(self, raw: Any, path: str, known: set[str] | None = None) -> Json:
        if not isinstance(raw, dict):
            self.refuse(path, f"is {shown(raw)}", "an object")
            return {}
        for key in raw:
            if known is not None and key not in known:
                self.refuse(f"{path}.{key}", "is not understood", ", ".join(sorted(known)))
        return raw

    def items(self, raw: Any, path: str) -> list[Any]:
        if isinstance(raw, list):
            return raw
        self.refuse(path, "is missing" if raw is None else f"is {shown(raw)}", "a list")
        return []

    def activity(self, raw: Any, path: str, kind: str, *more: str) -> tuple[str, Json] | None:
        """(our function, its arguments); None if it is not ours, which has been noted."""
        activity = self.object(raw, path, {"type", "name", "provider", *more})
        if "ref" in activity:
            self.refuse(path, "refers to another activity", "the activity itself")
            return None
        if activity.get("type") != kind:
            self.refuse(f"{path}.type", f"is {shown(activity.get('type'))}", kind)
            return None
        provider = self.object(activity.get("provider", {}), f"{path}.provider")
        if provider.get("type") in ("process", "http"):
            does = "starts a process" if provider["type"] == "process" else f"calls {shown(provider.get('url'))}"
            self.refuse(f"{path}.provider", f"{does}: it acts on a real system, not on a simulation", OURS)
            return None
        if provider.get("type") != "python" or provider.get("module") != MODULE:
            what = provider.get("module") if provider.get("type") == "python" else provider.get("type")
            self.refuse(f"{path}.provider", f"{shown(what)} is not understood", OURS)
            return None
        self.object(provider, f"{path}.provider", {"type", "module", "func", "arguments"})
        return str(provider.get("func")), self.object(provider.get("arguments", {}), f"{path}.provider.arguments")

    def probe(self, raw: Any, path: str) -> Json:
        found = self.activity(raw, path, "probe", "tolerance")
        if found is None:
            return {}
        func, arguments = found
        if func != MEASURE:
            self.refuse(f"{path}.provider.func", f"{shown(func)} measures nothing", MEASURE)
            return {}
        names = {
            "metric": "metric",
            "target": "target",
            "window_seconds": "windowSeconds",
            "name": "name",
            "during": "during",
        }
        known = self.object(arguments, f"{path}.provider.arguments", set(names))
        probe = {names[key]: value for key, value in known.items() if key in names}
        return probe | {"tolerance": self.tolerance(raw.get("tolerance"), f"{path}.tolerance")}

    def tolerance(self, raw: Any, path: str) -> Json:
        match raw:
            case bool():
                pass
            case int():
                return {"kind": "comparison", "operator": "==", "value": raw}
            case [low, high]:
                return {"kind": "range", "low": low, "high": high}
            case {"type": "range", "range": [low, high]} if len(raw) == 2:
                return {"kind": "range", "low": low, "high": high}
            case {"type": "probe"}:
                found = self.activity(raw, path, "probe")
                if found is None:
                    return {}
                if found[0] == COMPARE:
                    arguments = self.object(found[1], f"{path}.provider.arguments", {"operator", "than"})
                    return {"kind": "comparison", "operator": arguments.get("operator"), "value": arguments.get("than")}
        allowed = "a whole number, a range, or a comparison: a metric is a number"
        what = raw.get("type") if isinstance(raw, dict) else raw
        self.refuse(path, f"a tolerance of {shown(what)} is not understood", allowed)
        return {}

    def rollback(self, raw: list[Any]) -> Json:
        heal, operations = False, []
        for index, one in enumerate(raw):
            found = self.activity(one, f"rollbacks.{index}", "action")
            if found is None:
                continue
            func, arguments = found
            if func == HEAL:
                heal = True
            elif func == OPERATE:
                operations.append(arguments.get("operation"))
            else:
                self.refuse(f"rollbacks.{index}.provider.func", f"{shown(func)} undoes nothing", f"{HEAL}, {OPERATE}")
        return {"heal": heal, "operations": operations}


class _Method:
    """Its actions one after the other; the time between them is that of simulate, and of pauses."""

    def __init__(self, reading: _Reading) -> None:
        self.reading = reading
        self.faults: list[Json] = []
        self.operations: list[Json] = []
        self.now = 0.0
        self.after: float | None = None
        self.rollback: Json = {}

    def add(self, raw: Any, path: str) -> None:
        if isinstance(raw, dict) and raw.get("type") == "probe":
            self.reading.refuse(path, "a probe in the method has no tolerance and decides nothing", "actions")
            return
        found = self.reading.activity(raw, path, "action", "pauses")
        if found is None:
            return
        pauses = self.reading.object(raw.get("pauses", {}), f"{path}.pauses", {"before", "after"})
        self.now += self._seconds(pauses.get("before", 0), f"{path}.pauses.before")
        self._do(*found, f"{path}.provider")
        self.now += self._seconds(pauses.get("after", 0), f"{path}.pauses.after")

    def _do(self, func: str, arguments: Json, path: str) -> None:
        refuse, at = self.reading.refuse, f"{path}.arguments"
        if self.after is not None:
            refuse(path, f"{shown(func)} comes after {RECOVER}, which ends the method", "before it")
        elif func in (INJECT, OPERATE):
            name = "fault" if func == INJECT else "operation"
            thing = self.reading.object(arguments.get(name), f"{at}.{name}")
            self.reading.object(arguments, at, {name})
            (self.faults if func == INJECT else self.operations).append({**thing, "atSeconds": self.now})
        elif func == SIMULATE:
            until = self._seconds(self.reading.object(arguments, at, {"until_seconds"}).get("until_seconds"), at)
            if until < self.now:
                refuse(
                    f"{at}.until_seconds", f"goes back, from {self.now:g} s to {until:g} s", f"at least {self.now:g}"
                )
            self.now = max(self.now, until)
        elif func == RECOVER:
            known = self.reading.object(arguments, at, {"seconds", "heal", "operations"})
            self.after = self._seconds(known.get("seconds"), f"{at}.seconds")
            self.rollback = {"heal": known.get("heal", True), "operations": known.get("operations", [])}
        else:
            refuse(f"{path}.func", f"there is no action {shown(func)}", ", ".join((INJECT, OPERATE, SIMULATE, RECOVER)))

    def _seconds(self, raw: Any, path: str) -> float:
        if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not 0 <= raw <= 31_536_000:
            self.reading.refuse(path, f"is {shown(raw)}", "seconds, from 0 to 31,536,000")
            return 0.0
        return float(raw)
