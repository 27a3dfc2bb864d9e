"""Answers kept aside for whoever checks their shape: one file for each shape not seen before.

Tests switch it on for every stand-in they start, by the environment variable
`POS_APP_TRAINING_RECORD`, which names a folder. A till never does.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pos_app.training.wire.errors import Body

VARIABLE = "POS_APP_TRAINING_RECORD"
_TELLING = ("object", "type", "deleted")
"""Fields whose value decides which others belong."""
_ANYTHING = "metadata"
"""Its names are the caller's own."""

Keep = Callable[[str, str, int, str], None]
"""Takes an answer aside: method, path as the endpoint names it, status, body (JSON)."""


def keep_nothing(_method: str, _path: str, _status: int, _body: str) -> None:
    """What a till does."""


def asked_for(environment: Mapping[str, str]) -> Keep:
    """The recorder the environment asks for, if it does."""
    folder = environment.get(VARIABLE)
    return keep_nothing if folder is None else Recorder(Path(folder)).keep


class Recorder:
    """Writes into `folder`, which other stand-ins may share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: set[str] = set()

    def keep(self, method: str, path: str, status: int, body: str) -> None:
        """`path` as the endpoint names it. A list's items are kept each by itself."""
        answer: Body = json.loads(body)
        for part in _parts(answer):
            self._keep_one({"method": method, "path": path, "status": status, "body": part})

    def _keep_one(self, record: Body) -> None:
        shape = json.dumps([record["method"], record["path"], record["status"], shape_of(record)])
        name = hashlib.sha256(shape.encode()).hexdigest()[:32]
        if name in self._seen:
            return
        self._seen.add(name)
        # Put in place whole: a stand-in killed here leaves no half of a record.
        unfinished = self._folder / f"{name}.{os.getpid()}"
        unfinished.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
        unfinished.replace(self._folder / f"{name}.json")


def _parts(answer: Body) -> list[Body]:
    items = answer.get("data")
    if not isinstance(items, list):
        return [answer]
    return [{**answer, "data": []}, *items]


def shape_of(value: Any) -> Any:
    """Names and kinds of what is there, without what it says."""
    if isinstance(value, dict):
        return {
            name: [shape_of(part), part] if name in _TELLING else shape_of(part)
            for name, part in sorted(value.items())
            if name != _ANYTHING
        }
    if isinstance(value, list):
        return sorted({json.dumps(shape_of(part)) for part in value})
    return type(value).__name__
