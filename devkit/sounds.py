"""The till's four tones, made from numbers: no recording, no licence, the same bytes each time.

Told apart by how many sounds there are and which way they go, not by their pitch alone; as quiet
as a key of a phone.
"""

import math
import struct
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devkit.terminal import ROOT, say

FOLDER: Final = ROOT / "resources" / "sounds"
RATE: Final = 22_050
"""Samples a second: twice as fast as the highest overtone swings, many times over."""
PEAK: Final = 0.16
"""Of full scale, some 16 dB below it."""
_ATTACK_SECONDS: Final = 0.008
_OVERTONES: Final = ((1, 1.0), (2, 0.28), (3, 0.08))
"""Multiples of the pitch and how loud each is: rounder than a bare sine, softer than a beep."""
_FULL: Final = 32_767


@dataclass(frozen=True, slots=True)
class Note:
    """A pitch in hertz; it begins at `at` and has died away `lasts` later, in seconds."""

    hertz: float
    at: float
    lasts: float


TONES: Final[dict[str, Sequence[Note]]] = {
    # two, rising by a fifth: done
    "succeeded": (Note(587.33, 0.0, 0.20), Note(880.00, 0.11, 0.34)),
    # two, falling by a fourth, lower: not done
    "declined": (Note(392.00, 0.0, 0.22), Note(293.66, 0.15, 0.40)),
    # three short ones alike, as one knocks: somebody is wanted
    "needs_customer": (
        Note(659.26, 0.0, 0.13), Note(659.26, 0.16, 0.13), Note(659.26, 0.32, 0.24),
    ),
    # one that goes up and comes back: a question without its answer
    "unknown": (Note(440.00, 0.0, 0.20), Note(523.25, 0.16, 0.20), Note(440.00, 0.32, 0.36)),
}  # fmt: skip


def write(folder: Path = FOLDER) -> list[Path]:
    """Make all of them anew in `folder`; which they are."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_written(folder / f"{name}.wav", notes) for name, notes in TONES.items()]


def main() -> int:
    """For dev.py: write them and say where."""
    for file in write():
        say(f"{file.relative_to(ROOT)}: {file.stat().st_size} bytes")
    return 0


def samples(notes: Sequence[Note]) -> list[float]:
    """The tone as swings between -PEAK and PEAK, from silence to silence."""
    seconds = max(note.at + note.lasts for note in notes)
    sound = [0.0] * (round(seconds * RATE) + 1)
    for note in notes:
        first = round(note.at * RATE)
        for place, swing in enumerate(_played(note)):
            sound[first + place] += swing
    loudest = max(abs(one) for one in sound)
    return [one / loudest * PEAK for one in sound]


def _played(note: Note) -> Iterator[float]:
    for place in range(round(note.lasts * RATE)):
        at = place / RATE
        swing = sum(
            loud * math.sin(2 * math.pi * note.hertz * times * at) for times, loud in _OVERTONES
        )
        yield swing * _envelope(at, note.lasts)


def _envelope(at: float, lasts: float) -> float:
    """Rises fast and falls slowly, to nothing at both ends, so that nothing clicks."""
    rise = min(1.0, at / _ATTACK_SECONDS)
    left = 1 - at / lasts
    return rise * left * left


def _written(file: Path, notes: Sequence[Note]) -> Path:
    whole = [round(one * _FULL) for one in samples(notes)]
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(whole)}h", *whole))
    return file
