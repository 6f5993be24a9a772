"""Untrusted text made fit for a picture: no control characters, no markup, no longer than its place."""

import html
import re
import unicodedata

# What XML 1.0 does not allow at all, and line breaks, which a one-line label has no place for.
_NOT_IN_A_LABEL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]+")


def one_line(text: str) -> str:
    return _NOT_IN_A_LABEL.sub(" ", text).strip() or "…"


def escaped(text: str) -> str:
    """For Graphviz's HTML-like labels, which are XML, in which Graphviz still replaces \\N, \\G and their like."""
    return html.escape(one_line(text), quote=True).replace("\\", "\\\\")


def width(text: str, size: float, bold: bool = False) -> float:
    """About how wide Arial or Helvetica sets the text, in the unit of `size`; on the safe side."""
    return sum(_em(character) for character in text) * size * (1.07 if bold else 1.0)


def shortened(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis if it is wider than `room`."""
    text = one_line(text)
    if width(text, size, bold) <= room:
        return text
    while text and width(text + "…", size, bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in "iljI.,:;'|![]()/ ·":
        return 0.29
    if character in "mwMW@%—…":
        return 0.87
    return 0.68 if character.isupper() else 0.54
