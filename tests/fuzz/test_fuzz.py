"""A short run of `dev.py fuzz`. A failure names the seed and number that make it again."""

from pathlib import Path

import pytest

from pos_app.stripe_gateway.gateway import StripeGateway
from tests.fuzz import calls, gateway, inputs, money
from tests.fuzz.calls import recorded
from tests.helpers.standin import StandInHandle

RUNS = 500
ELSEWHERE = frozenset(
    {
        # no call to Stripe
        "connect", "close", "sources", "skew_seconds", "time_known",
        # read as `retrieve_intent`, `create_intent` and `create_refund` are, by the same function
        "note_before_charge", "note_receipt_of_payment", "note_receipt_of_refund",
        "retrieve_refund",
        # probes of a key's rights: what they can't read counts as not known
        "find_out", "takes", "holds", "known",
    }
)  # fmt: skip


async def test_no_reply_breaks_the_gateway_or_is_believed_wrongly(standin: StandInHandle) -> None:
    keys = (standin.secret_key, standin.publishable_key)
    tally = await gateway.fuzz(await recorded(standin.url, *keys), RUNS, 1, keys)
    assert tally.found == []
    assert tally.outcomes["unknown"] > RUNS / 4, "hardly anything was spoilt"
    assert tally.outcomes["believed"] > 10, "nothing honest got through"


def test_every_call_of_the_gateway_is_among_them() -> None:
    """A new one is put into `calls.py`, or its reason here."""
    source = Path(calls.__file__).read_text("utf-8")
    public = {
        name for base in StripeGateway.__mro__ for name in vars(base) if not name.startswith("_")
    }
    assert sorted(name for name in public - ELSEWHERE if f"g.{name}(" not in source) == []


async def test_charges_over_a_bad_line_are_made_once(
    standin: StandInHandle, tmp_path: Path
) -> None:
    played = await money.play(standin, tmp_path, 12, 1)
    assert played.found == []
    assert played.told["refused tries.too_many"] == 0, "a limit kept most from being charged"
    assert played.told["succeeded"] + played.told["declined"] > 2, "nothing was charged"


def test_no_input_breaks_what_reads_it() -> None:
    assert inputs.fuzz(RUNS, 1) == []


@pytest.mark.parametrize("kind", [*inputs.CHECKS, "table"])
def test_what_is_looked_for_is_found(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were something broken, the run would say so."""

    def broken(*_: object) -> object:
        raise KeyError("planted")

    at = {
        "amount": "parse_amount", "pin": "check_pin", "scan": "customer_code", "search": "parse",
        "table": "open_table",
    }  # fmt: skip
    monkeypatch.setattr(inputs, at[kind], broken)
    found = inputs.fuzz(20, 1)
    assert any(one.startswith(f"{kind} ") and "KeyError" in one for one in found)
