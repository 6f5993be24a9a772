"""Numbers as a person reads them in a sentence."""


def count_words(value: float) -> str:
    """318, 13.9 k, 2.1 M."""
    for unit, size in (("M", 1e6), ("k", 1e3)):
        if abs(value) >= size:
            return f"{value / size:.1f} {unit}"
    return f"{value:.0f}"


def duration_words(ms: float) -> str:
    """12 ms, 4.8 s, 3 min."""
    if ms < 1000:
        return f"{ms:.0f} ms" if ms >= 10 else f"{ms:.1f} ms"
    if ms < 60_000:
        return f"{ms / 1000:.1f} s"
    return f"{ms / 60_000:.0f} min"


def clock_words(seconds: float) -> str:
    """01:42.5"""
    return f"{int(seconds // 60):02d}:{seconds % 60:04.1f}"
