"""docs/stand-in.md lists the endpoints there are, and the parameters each refuses."""

import re
from importlib import import_module
from pathlib import Path
from typing import Literal, get_args, get_origin

import stripe
from stripe._request_options import RequestOptions

from pos_app.training.server.engine import ENDPOINTS

PAPER = (Path(__file__).resolve().parents[3] / "docs" / "stand-in.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `((?:GET|POST|DELETE) [^`]+)` \| (.*?) ?\|$", PAPER, re.MULTILINE))


def fields_of(params: str) -> set[str]:
    module, _, title = f"stripe.params.{params}".rpartition(".")
    declared = getattr(import_module(module), title)
    return set(declared.__annotations__) - set(RequestOptions.__annotations__)


def other_types() -> set[str]:
    """The types of payment method besides cards; "only cards" says those once for all."""
    members = get_args(stripe.PaymentMethod.__annotations__["type"])
    return {name for m in members if get_origin(m) is Literal for name in get_args(m)} - {"card"}


def test_every_endpoint_is_listed_and_no_other():
    assert set(ROWS) == {f"{e.method} {e.path}" for e in ENDPOINTS}


def test_what_each_endpoint_refuses_is_told():
    for endpoint in ENDPOINTS:
        taken = endpoint.implements
        refused = set() if taken is None else fields_of(endpoint.params) - taken - {"expand"}
        told = set(re.findall(r"`(\w+)`", ROWS[f"{endpoint.method} {endpoint.path}"]))
        assert told == refused - other_types(), f"{endpoint.method} {endpoint.path}"
