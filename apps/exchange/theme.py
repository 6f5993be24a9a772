"""The product's colours for pictures, six digits each; the same values as the editor's tokens."""

from dataclasses import dataclass, field
from typing import Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True)
class Theme:
    background: str
    panel: str
    container: str
    ink: str
    mute: str
    line: str
    edge: str
    down: str
    accent: str
    event_kinds: dict[str, str] = field(default_factory=dict)


THEMES: dict[str, Theme] = {
    "light": Theme(
        background="#f6f7f8",
        panel="#ffffff",
        container="#fbfcfc",
        ink="#15202b",
        mute="#5d6a76",
        line="#d3d9de",
        edge="#8795a1",
        down="#cf3f3f",
        accent="#0b7a75",
        event_kinds={"domain_event": "#2f6fde", "command": "#8a5cd6", "integration_event": "#d9822b"},
    ),
    "dark": Theme(
        background="#11161b",
        panel="#181f26",
        container="#151b21",
        ink="#e6ebef",
        mute="#94a1ad",
        line="#35404a",
        edge="#6c7a87",
        down="#ee6a6a",
        accent="#34b3ab",
        event_kinds={"domain_event": "#6aa0ff", "command": "#b591f5", "integration_event": "#f0a35a"},
    ),
}
