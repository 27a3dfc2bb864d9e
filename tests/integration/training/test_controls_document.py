"""Every example of docs/training-controls.md, run from top to bottom as it stands."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from pos_app.training.process import StandIn

TEXT = (Path(__file__).parents[3] / "docs" / "training-controls.md").read_text("utf-8")
_EXAMPLE = re.compile(
    r"^```\n(GET|POST) (\S+)\n(?:(\{.*\})\n)?→ (\d+) (\{.*\})\n```$", re.MULTILINE
)


class Example(NamedTuple):
    method: str
    path: str
    given: str
    status: str
    answer: str


EXAMPLES = [Example(*found) for found in _EXAMPLE.findall(TEXT)]


def expected(answer: str) -> Any:
    """The answer as data: `…` for a value is anything, among members it allows more."""
    marked = re.sub(r"(?<=[:,\[] )…|(?<=\[)…", '"…"', answer)
    marked = re.sub(r', "…"(?=\})', ', "…": true', marked)
    return json.loads(marked)


def agrees(said: Any, shown: Any) -> bool:
    if shown == "…":
        return True
    if isinstance(shown, dict):
        names = shown.keys() - {"…"}
        same = said.keys() >= names if "…" in shown else said.keys() == names
        return same and all(agrees(said[name], shown[name]) for name in names)
    if isinstance(shown, list):
        open_end = bool(shown) and shown[-1] == "…"
        first = shown[:-1] if open_end else shown
        enough = len(said) > len(first) if open_end else len(said) == len(first)
        return enough and all(agrees(one, other) for one, other in zip(said, first, strict=False))
    return bool(said == shown)


def test_every_block_is_an_example():
    assert len(EXAMPLES) == TEXT.count("```") / 2
    shown = {(one.method, one.path.rpartition("/")[2]) for one in EXAMPLES}
    assert shown == {
        ("POST", "scenario"), ("GET", "scenarios"), ("POST", "cancel"), ("POST", "calm"),
        ("POST", "key"), ("POST", "expire"), ("POST", "clock"), ("POST", "seed"),
        ("POST", "reset"), ("GET", "state"),
    }  # fmt: skip


def test_the_examples_do_what_they_say(tmp_path: Path):
    process = StandIn.start_now(tmp_path / "s.db", customers=0)
    try:
        with httpx.Client(base_url=process.url, timeout=30) as http:
            for one in EXAMPLES:
                given = json.loads(one.given) if one.given else None
                reply = http.request(one.method, one.path, json=given)
                assert reply.status_code == int(one.status), (one, reply.text)
                assert agrees(reply.json(), expected(one.answer)), (one, reply.text)
    finally:
        process.stop_now()


@pytest.mark.parametrize(
    ("said", "shown", "same"),
    [({"a": 1}, {"a": "…"}, True), ({"a": 1}, {"a": 2}, False), ({"a": 1, "b": 2}, {"a": 1}, False),
     ({"a": 1, "b": 2}, {"a": 1, "…": True}, True), ([1, 2], [1, "…"], True), ([1], [2], False),
     ([1, 2], [1], False)],
)  # fmt: skip
def test_how_answers_are_compared(said, shown, same):
    assert agrees(said, shown) is same
