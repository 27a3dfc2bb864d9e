"""Every colour, size and distance of the till, once.

Sizes are device-independent pixels at 96 to the inch. A cashier sits about 80 cm away, so what is
read is at least 16 arcmin tall (20 px of Inter) and amounts, names and verdicts 20 arcmin (26 px):
PRODUCT, section 4. Contrast is held by tests/unit/ui/test_tokens.py.

Plain classes and named tuples: the first window waits for this module, and Python makes a named
tuple in an eighth of the time of a frozen dataclass.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

ThemeName = Literal["light", "dark", "contrast"]
THEME_NAMES: Final[tuple[ThemeName, ...]] = ("light", "dark", "contrast")
Kind = Literal["neutral", "info", "success", "warning", "danger", "unknown"]
"""What a chip, banner or status line says; each has its colour, its icon and its words."""

KINDS: Final[tuple[Kind, ...]] = ("neutral", "info", "success", "warning", "danger", "unknown")


class Tone(NamedTuple):
    """Colours of one kind of message: `text` on `fill`, `mark` for its icon, `line` around it."""

    text: str
    fill: str
    mark: str
    line: str


class Solid(NamedTuple):
    """Colours of a filled control: `text` on each of its fills."""

    text: str
    fill: str
    hover: str
    pressed: str


class Colours(NamedTuple):
    """One theme's colours, as `#rrggbb`."""

    ground: str
    """Behind everything."""
    surface: str
    """Cards, fields and rows."""
    raised: str
    """Hovered rows, key caps, quiet fills."""
    selected: str
    """A chosen row."""
    line: str
    """Separates; carries no meaning."""
    edge: str
    """Around what can be typed in or pressed: 3:1 against ground and surface."""
    ink: str
    muted: str
    """Secondary text; still 4.5:1."""
    disabled: str
    accent: str
    """Text and icons that can be pressed; the mark of the chosen."""
    focus: str
    """The focus ring."""
    scrim: str
    """Drawn at SCRIM_ALPHA over what waits behind a question."""
    primary: Solid
    danger: Solid
    neutral_tone: Tone
    info_tone: Tone
    success_tone: Tone
    warning_tone: Tone
    danger_tone: Tone
    unknown_tone: Tone

    def tone(self, kind: Kind) -> Tone:
        """The colours of that kind of message."""
        tones: dict[Kind, Tone] = {
            "neutral": self.neutral_tone,
            "info": self.info_tone,
            "success": self.success_tone,
            "warning": self.warning_tone,
            "danger": self.danger_tone,
            "unknown": self.unknown_tone,
        }
        return tones[kind]


class Practice(NamedTuple):
    """The band and tint that tell practice from money."""

    band: str
    band_stripe: str
    band_text: str
    ground: Mapping[ThemeName, str]
    watermark: Mapping[ThemeName, str]


class Type:
    """Font sizes in pixels, by what the text is for."""

    hint: Final = 16
    """Key caps and other reminders nobody needs to read to work."""
    body: Final = 20
    strong: Final = 26
    """Amounts, names and verdicts."""
    title: Final = 30
    display: Final = 52
    """The one amount a screen is about."""


class Space:
    """Distances in pixels."""

    xs: Final = 4
    s: Final = 8
    m: Final = 12
    l: Final = 16  # noqa: E741 - clothes sizes read better than any other series
    xl: Final = 24
    xxl: Final = 36


class Size:
    """Heights and radii in pixels. `target` is the least a finger gets (9 mm is 34 px)."""

    target: Final = 48
    slim: Final = 40
    """Of a button in a line that has no room for more."""
    field: Final = 56
    button: Final = 56
    large_button: Final = 68
    row: Final = 72
    icon: Final = 24
    large_icon: Final = 44
    radius: Final = 10
    card_radius: Final = 14
    ring: Final = 3
    ring_gap: Final = 2
    """Layouts leave room for both; `Strokes` shares that room out otherwise where it must."""


FAMILY: Final = "Inter"
USUAL_DPI: Final = 96.0
"""Dots an inch that the sizes are meant at."""
MM_PER_INCH: Final = 25.4
SMALLEST: Final = (1024, 700)
"""The smallest window in which screens need not scroll: a screen of 1024 × 768 without its bar."""
TYPE: Final = Type()
SPACE: Final = Space()
SIZE: Final = Size()
SCRIM_ALPHA: Final = 150


class Strokes(NamedTuple):
    """Widths of lines in pixels: around a control, around a field with the focus, and of the ring
    around any other control with the focus, which stands `ring_gap` apart from it."""

    edge: int = 1
    focus: int = 2
    ring: int = SIZE.ring
    ring_gap: int = SIZE.ring_gap


_LIGHT: Final = Colours(
    ground="#f4f2ec",
    surface="#ffffff",
    raised="#ebe8df",
    selected="#dceeed",
    line="#dcd8cc",
    edge="#86826f",
    ink="#161d20",
    muted="#555c5d",
    disabled="#8d908b",
    accent="#0b5a61",
    focus="#1f6feb",
    scrim="#12191b",
    primary=Solid(text="#ffffff", fill="#0d5c63", hover="#0a4d53", pressed="#073c41"),
    danger=Solid(text="#ffffff", fill="#b3261e", hover="#991e17", pressed="#7c1711"),
    neutral_tone=Tone(text="#3f4748", fill="#ebe8df", mark="#5b6263", line="#cfcbbd"),
    info_tone=Tone(text="#163f7d", fill="#e4edfb", mark="#2459ab", line="#b5cbee"),
    success_tone=Tone(text="#12532f", fill="#dff3e5", mark="#187142", line="#a6d8b8"),
    warning_tone=Tone(text="#6a3c00", fill="#fdefd0", mark="#925600", line="#ecca85"),
    danger_tone=Tone(text="#8c1a13", fill="#fde7e4", mark="#b3261e", line="#f2b8b1"),
    unknown_tone=Tone(text="#4f2a86", fill="#efe7fa", mark="#6c3fb0", line="#ceb9ec"),
)

_DARK: Final = Colours(
    ground="#101618",
    surface="#1a2225",
    raised="#283236",
    selected="#16393b",
    line="#303b3f",
    edge="#76868a",
    ink="#f0f3f2",
    muted="#a9b5b6",
    disabled="#6d797b",
    accent="#71d0cb",
    focus="#6cb2ff",
    scrim="#04080a",
    primary=Solid(text="#ffffff", fill="#1c7c80", hover="#1e8185", pressed="#176a6e"),
    danger=Solid(text="#ffffff", fill="#c8453a", hover="#cd483d", pressed="#b53b31"),
    neutral_tone=Tone(text="#cfd8d8", fill="#273135", mark="#a3afb0", line="#3d494d"),
    info_tone=Tone(text="#c3dbff", fill="#17293f", mark="#82b4fa", line="#2e4c72"),
    success_tone=Tone(text="#b8ecca", fill="#11301f", mark="#5ecb8b", line="#245a3c"),
    warning_tone=Tone(text="#fbdc9f", fill="#372806", mark="#eab54f", line="#664c14"),
    danger_tone=Tone(text="#ffcdc7", fill="#3f1714", mark="#ff8a7e", line="#74302a"),
    unknown_tone=Tone(text="#e0cffb", fill="#2c1f45", mark="#b995f0", line="#533d7d"),
)

_CONTRAST: Final = Colours(
    ground="#000000",
    surface="#000000",
    raised="#262626",
    selected="#12325a",
    line="#9a9a9a",
    edge="#ffffff",
    ink="#ffffff",
    muted="#e0e0e0",
    disabled="#b0b0b0",
    accent="#ffe14d",
    focus="#00e5ff",
    scrim="#000000",
    primary=Solid(text="#000000", fill="#ffe14d", hover="#fff0a0", pressed="#e6c200"),
    danger=Solid(text="#000000", fill="#ff9d94", hover="#ffc2bc", pressed="#f58378"),
    neutral_tone=Tone(text="#ffffff", fill="#000000", mark="#ffffff", line="#ffffff"),
    info_tone=Tone(text="#ffffff", fill="#000000", mark="#8ec5ff", line="#8ec5ff"),
    success_tone=Tone(text="#ffffff", fill="#000000", mark="#5df08f", line="#5df08f"),
    warning_tone=Tone(text="#ffffff", fill="#000000", mark="#ffc83d", line="#ffc83d"),
    danger_tone=Tone(text="#ffffff", fill="#000000", mark="#ff9d94", line="#ff9d94"),
    unknown_tone=Tone(text="#ffffff", fill="#000000", mark="#d9b8ff", line="#d9b8ff"),
)

_ALL: Final[Mapping[ThemeName, Colours]] = {"light": _LIGHT, "dark": _DARK, "contrast": _CONTRAST}

TRAINING: Final = Practice(
    band="#ffb81c",
    band_stripe="#f2a100",
    band_text="#2a1a00",
    ground={"light": "#fbf0d6", "dark": "#211a0c", "contrast": "#1c1500"},
    watermark={"light": "#f6e7c4", "dark": "#33290f", "contrast": "#302500"},
)
TEST: Final = Practice(
    band="#b9dcff",
    band_stripe="#a3cff9",
    band_text="#08243f",
    ground={"light": "#e9f2fc", "dark": "#0d1926", "contrast": "#00142b"},
    watermark={"light": "#d6e7fa", "dark": "#15293e", "contrast": "#00213f"},
)
"""Of a till with the test keys of a Stripe account: neither training's nor real money's."""


class Theme(NamedTuple):
    """What a widget asks for when it draws itself."""

    name: ThemeName
    colours: Colours
    training: bool
    watermark: str
    """Of the practice it is for; training's where money is real."""
    test: bool = False
    """Whether the till has the test keys of a Stripe account."""

    @property
    def practice(self) -> Practice | None:
        """Its band and tint; None where money is real."""
        if self.training:
            return TRAINING
        return TEST if self.test else None

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.name != "light"

    @property
    def contrast(self) -> bool:
        """Whether it is the one of high contrast: edges are thick, and no tint says anything."""
        return self.name == "contrast"

    @property
    def strokes(self) -> Strokes:
        """How thick its lines are. The room of a ring and its gap is the same in every theme."""
        return Strokes(edge=2, focus=4, ring=4, ring_gap=1) if self.contrast else Strokes()


def theme(name: ThemeName, *, training: bool, test: bool = False) -> Theme:
    """The theme of that name; in training, and with test keys, its ground is tinted."""
    made = Theme(name, _ALL[name], training, TRAINING.watermark[name], test)
    if made.practice is None:
        return made
    colours = made.colours._replace(ground=made.practice.ground[name])
    return made._replace(colours=colours, watermark=made.practice.watermark[name])


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two `#rrggbb` colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
