"""What the UI thread did in its long gaps: its Python frames, looked at from another thread.

Looked at every 2 ms, a gap of 20 ms is seen about ten times; what was running most of those times
is what it is made of. Of the processor's time each gap took, the thread's own clock tells: what is
missing from the gap was waited for, or taken by other processes.
"""

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

FRAME_S: Final = 0.016
_EVERY_S: Final = 0.002
_TOLD: Final = 12
_LEAST: Final = 3
"""Times a frame was seen, below which it isn't told."""
_ROOT: Final = Path(__file__).resolve().parents[2]
_OWN: Final = ("pos_app", "ui", "tests")
_LOOP: Final = ("app.py:run_loop", "frames.py:main", "frames.py:<module>")

Stack = tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """Between two beats, in seconds: when it ended, its length, and the processor's time in it."""

    step: str
    ended: float
    length: float
    worked: float


class Watcher:
    """Looks at the thread that made it, from `start` to `stop`."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._ended = threading.Event()
        self._seen: list[tuple[float, Stack]] = []
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._switch = sys.getswitchinterval()

    def start(self) -> None:
        """From now on. Python is asked to let go of its lock more often, so that looks are even."""
        sys.setswitchinterval(_EVERY_S / 2)
        self._looking.start()

    def stop(self) -> None:
        """No more."""
        self._ended.set()
        self._looking.join()
        sys.setswitchinterval(self._switch)

    def within(self, gap: Gap) -> Iterator[Stack]:
        """What was running then, one for each look."""
        return (each for at, each in self._seen if gap.ended - gap.length <= at <= gap.ended)

    def _look(self) -> None:
        while not self._ended.wait(_EVERY_S):
            frame = sys._current_frames().get(self._thread)
            if frame is not None:
                self._seen.append((time.perf_counter(), _stack(frame)))


def told(gaps: Sequence[Gap], watcher: Watcher) -> Iterator[str]:
    """Lines for a person: each step with its gaps, then the gaps with most work, in ms."""
    for step in sorted({gap.step for gap in gaps}):
        of_step = [gap for gap in gaps if gap.step == step]
        yield (
            f"{len(of_step):>5} gaps, longest {_ms(max(gap.length for gap in of_step))}, most work "
            f"{_ms(max(gap.worked for gap in of_step))}, in all "
            f"{_ms(sum(gap.length for gap in of_step))}: {step}"
        )
    for gap in sorted(gaps, key=lambda gap: -gap.worked)[:_TOLD]:
        yield f"{_ms(gap.worked)} at work of {_ms(gap.length)}: {gap.step}"
        yield from _tree(Counter(_beginnings(watcher.within(gap))), ())


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


def _beginnings(stacks: Iterator[Stack]) -> Iterator[Stack]:
    return (stack[:depth] for stack in stacks for depth in range(1, len(stack) + 1))


def _tree(seen: Counter[Stack], above: Stack) -> Iterator[str]:
    """What was called from there, the commonest first, each with how often it was seen."""
    for stack, times in seen.most_common():
        if stack[:-1] == above and times >= _LEAST:
            yield f"{'  ' * len(stack)}{times} × {stack[-1]}"
            yield from _tree(seen, stack)


def _stack(frame: FrameType | None) -> Stack:
    """Outermost first; of frames outside this repository only the innermost is told."""
    found: list[str] = []
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        own = path.is_relative_to(_ROOT) and path.relative_to(_ROOT).parts[0] in _OWN
        name = f"{path.name}:{frame.f_code.co_name}:{frame.f_lineno}"
        if (own or not found) and not name.startswith(_LOOP):
            found.append(name)
        frame = frame.f_back
    return tuple(reversed(found))
