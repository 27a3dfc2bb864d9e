"""What each step of the demo expected, what the server says, and how long it took."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Step:
    """One step; `milliseconds` covers everything from its first click to the last check."""

    name: str
    expected: Mapping[str, Any] = field(default_factory=dict)
    server: Mapping[str, Any] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    milliseconds: int = 0
    fault: str = ""

    @property
    def ok(self) -> bool:
        """Whether the server says exactly what was expected, and something was expected."""
        return bool(self.expected) and not self.fault and self.expected == self.server

    def compare(self, expected: Mapping[str, Any], server: Mapping[str, Any]) -> None:
        """Keep both sides; more than one comparison in a step adds up."""
        self.expected = {**self.expected, **expected}
        self.server = {**self.server, **server}


class Summary:
    """All steps in order; `summary.json` once written."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._began = time.monotonic()

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Time one step. A failure is kept with the step and ends the demo."""
        step = Step(name)
        self.steps.append(step)
        began = time.monotonic()
        try:
            yield step
        except BaseException as fault:
            step.fault = f"{type(fault).__name__}: {fault}"
            raise
        finally:
            step.milliseconds = round((time.monotonic() - began) * 1000)

    @property
    def ok(self) -> bool:
        return bool(self.steps) and all(step.ok for step in self.steps)

    def write(self, path: Path) -> None:
        """`path` as JSON, readable by people and by tests."""
        content = {
            "ok": self.ok,
            "milliseconds": round((time.monotonic() - self._began) * 1000),
            "steps": [
                {
                    "name": step.name,
                    "ok": step.ok,
                    "expected": step.expected,
                    "server": step.server,
                    "milliseconds": step.milliseconds,
                    "pictures": step.pictures,
                    **({"fault": step.fault} if step.fault else {}),
                }
                for step in self.steps
            ],
        }
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")
