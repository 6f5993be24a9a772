"""Whether two outcomes of a script are the same, as far as the real broker tells and promises."""

from dataclasses import fields, replace

from .playing import Outcome, Script, Seen

TOLD = [field.name for field in fields(Seen) if field.name not in ("step", "service", "instance", "message")]


def as_far_as_told(outcome: Outcome, real: Outcome) -> Outcome:
    """Without what the real broker never says of a channel: Kafka has no delivery count, Redis no redelivered mark."""
    silent: dict[str | None, set[str]] = {}
    for one in real:
        if isinstance(one, Seen) and one.message is not None:
            unsaid = {name for name in TOLD if getattr(one, name) is None}
            silent[one.channel] = silent.get(one.channel, unsaid) & unsaid
    return tuple(
        replace(one, **dict.fromkeys(silent.get(one.channel, ()))) if isinstance(one, Seen) else one for one in outcome
    )


def same(script: Script, real: Outcome, engine: Outcome) -> bool:
    return bool(script.view(real) == script.view(as_far_as_told(engine, real)))


def line(one: object) -> str:
    if not isinstance(one, Seen):
        return str(one)
    who = f"step {one.step}: {one.service}[{one.instance}]"
    if one.message is None:
        return f"{who} nothing"
    said = [f"{name}={value}" for name in TOLD if (value := getattr(one, name)) not in (None, ())]
    return f"{who} message {one.message} {' '.join(said)}"


def difference(script: Script, real: Outcome, engine: Outcome) -> str:
    """Both, side by side; lines that only one of them has are marked."""
    there, here = [line(one) for one in real], [line(one) for one in as_far_as_told(engine, real)]
    return "\n".join(
        [
            f"{script.name}",
            *(f"  real   {' ' if text in here else '!'} {text}" for text in there),
            *(f"  engine {' ' if text in there else '!'} {text}" for text in here),
        ]
    )
