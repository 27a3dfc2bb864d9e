"""A short run of `dev.py fuzz`. A failure names the seed and number that make it again."""

from pathlib import Path

import pytest

from tests.fuzz import gateway, inputs, money
from tests.fuzz.calls import recorded
from tests.helpers.standin import StandInHandle

RUNS = 500


async def test_no_reply_breaks_the_gateway_or_is_believed_wrongly(standin: StandInHandle) -> None:
    keys = (standin.secret_key, standin.publishable_key)
    calls = await recorded(standin.url, *keys)
    tally = await gateway.fuzz(calls, RUNS, 1, keys)
    assert tally.found == []
    assert tally.outcomes["unknown"] > RUNS / 4, "hardly anything was spoilt"
    assert tally.outcomes["believed"] > 10, "nothing honest got through"


async def test_every_call_of_the_gateway_is_among_them(standin: StandInHandle) -> None:
    from pos_app.stripe_gateway.gateway import StripeGateway

    keys = (standin.secret_key, standin.publishable_key)
    names = " ".join(call.name for call in await recorded(standin.url, *keys))
    public = [
        name for name in vars(StripeGateway) | {
            name: None for base in StripeGateway.__mro__ for name in vars(base)
        } if not name.startswith("_")
    ]  # fmt: skip
    elsewhere = {
        "close", "connect", "sources", "skew_seconds", "time_known", "list_page",
        "retrieve_refund", "name_agreement",
    }  # fmt: skip
    assert [name for name in sorted(public) if name not in elsewhere
            and name.replace("newest", "newest_event") not in names] == []  # fmt: skip


async def test_charges_over_a_bad_line_are_made_once(
    standin: StandInHandle, tmp_path: Path
) -> None:
    played = await money.play(standin, tmp_path, 12, 1)
    assert played.found == []


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
