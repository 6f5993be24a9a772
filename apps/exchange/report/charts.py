"""A probe over time as an inline SVG: the values, the tolerance as a band, the method as a shade."""

import math
from collections.abc import Iterator, Sequence
from html import escape

from apps.schema.experiment_results import ExperimentOutcome, ProbeOutcome

WIDTH, HEIGHT = 560, 150
LEFT, RIGHT, TOP, BOTTOM = 64, 8, 10, 22


def chart(probe: ProbeOutcome, run: ExperimentOutcome, warm_up: float) -> str:
    """An <svg>; empty where nothing was observed. Colours come from the page's style sheet."""
    seen = [value for value in probe.values if value is not None]
    if not seen or run.ended <= warm_up:
        return ""
    scale = _Scale(warm_up, run.ended, *_range(seen, probe))
    return "".join(_parts(probe, run, scale))


def _range(seen: Sequence[float], probe: ProbeOutcome) -> tuple[float, float]:
    """From zero where nothing is below it; with the tolerance's bounds as long as they do not flatten the line."""
    top, low = max(seen), min(0.0, *seen)
    for bound in (probe.low, probe.high):
        if bound is not None and bound <= max(4 * top, 1.0):
            top = max(top, bound)
    if probe.unit == "%":
        top = max(top, 100.0) if top > 50 else top
    return low, top * 1.08 if top > low else low + 1.0


class _Scale:
    def __init__(self, begins: float, ends: float, low: float, high: float) -> None:
        self.begins, self.ends, self.low, self.high = begins, ends, low, high

    def x(self, time: float) -> float:
        share = (time - self.begins) / (self.ends - self.begins)
        return LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - min(1.0, max(0.0, share)) * (HEIGHT - TOP - BOTTOM)


def _parts(probe: ProbeOutcome, run: ExperimentOutcome, scale: _Scale) -> Iterator[str]:
    label = f"{probe.words} over simulated time; wanted: {probe.tolerance}"
    yield f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label, quote=True)}">'
    begins, ends = scale.x(run.method_begins), scale.x(run.method_ends)
    plot = HEIGHT - TOP - BOTTOM
    yield f'<rect class="method" x="{begins:.1f}" y="{TOP}" width="{ends - begins:.1f}" height="{plot}"/>'
    high = scale.y(scale.high if probe.high is None else probe.high)
    low = scale.y(scale.low if probe.low is None else probe.low)
    if (probe.low, probe.high) != (None, None):
        band = max(1.5, low - high)
        yield f'<rect class="band" x="{LEFT}" y="{high:.1f}" width="{WIDTH - LEFT - RIGHT}" height="{band:.1f}"/>'
    for value in _ticks(scale.low, scale.high):
        y = scale.y(value)
        yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        label = escape(_short(value, probe.unit))
        yield f'<text class="tick" x="{LEFT - 6}" y="{y + 3.5:.1f}" text-anchor="end">{label}</text>'
    for value in _ticks(scale.begins, scale.ends, 7):
        x = scale.x(value)
        yield f'<text class="tick" x="{x:.1f}" y="{HEIGHT - 7}" text-anchor="middle">{value:g} s</text>'
    for line in _lines(probe, scale):
        yield f'<polyline class="value" points="{line}"/>'
    yield "</svg>"


def _lines(probe: ProbeOutcome, scale: _Scale) -> Iterator[str]:
    """Broken where nothing was observed. Neighbours that fall on one pixel are drawn once."""
    points: list[str] = []
    last = -1.0
    for time, value in zip(probe.times, probe.values, strict=True):
        if value is None:
            if points:
                yield " ".join(points)
            points = []
            continue
        x = scale.x(time)
        if not points or x - last >= 0.25:
            points.append(f"{x:.1f},{scale.y(value):.1f}")
            last = x
    if points:
        yield " ".join(points if len(points) > 1 else points * 2)


def _ticks(low: float, high: float, about: int = 4) -> list[float]:
    raw = (high - low) / about
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= raw)
    first = math.ceil(low / step - 1e-9)
    return [round(number * step, 10) for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _short(value: float, unit: str) -> str:
    """An axis has no room for words: 12k, 1.5 s."""
    if unit == "ms":
        return f"{value / 1000:g} s" if abs(value) >= 1000 else f"{value:g} ms"
    sign = unit if unit in ("/s", "%", "s") else ""
    text = f"{value / 1e6:g} M" if abs(value) >= 1e6 else f"{value / 1000:g} k" if abs(value) >= 1e4 else f"{value:g}"
    return text + (f" {sign}" if sign in ("%", "s") else sign)
