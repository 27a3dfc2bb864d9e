"""What a session's state says, over every combination that Stripe documents."""

from dataclasses import replace

import pytest

from pos_app.checkout.model import OpenCheckout, Page, Way, fits, request_for, verdict
from pos_app.checkout.ports import SessionSnapshot, SetupSnapshot
from pos_app.kernel.ids import AttemptId, CustomerId, SessionId, TillId
from pos_app.kernel.money import Money
from pos_app.payments.model import AttemptKind, CardUsed, OutcomeKind
from pos_app.settings.onward import Onward
from tests.unit.payments.test_decide import STATUSES, attempt, intent

SEEN = SessionSnapshot(
    id=SessionId("cs_test_1"),
    status="open",
    payment_status="unpaid",
    client_secret="cs_test_1_secret_1",
    customer_id=CustomerId("cus_1"),
    customer_email="",
    payment_intent_id=None,
    intent=None,
    amount=Money(1250, "eur"),
)


@pytest.mark.parametrize("session", ["open", "complete", "expired"])
@pytest.mark.parametrize("status", [None, *STATUSES])
def test_only_the_payment_intent_proves_a_payment(session: str, status: str | None) -> None:
    seen = replace(SEEN, status=session, intent=intent(status) if status else None)  # type: ignore[arg-type]
    kind, _ = verdict(seen, "checkout.expired")
    if status == "succeeded":
        assert kind is OutcomeKind.SUCCEEDED
    elif status in ("processing", "requires_capture"):
        assert kind is OutcomeKind.UNKNOWN
    else:
        assert (
            kind
            is {
                "open": OutcomeKind.OPEN,
                "complete": OutcomeKind.UNKNOWN,
                "expired": OutcomeKind.NOT_CHARGED,
            }[session]
        )


def test_paid_without_an_intent_is_not_believed() -> None:
    seen = replace(SEEN, status="complete", payment_status="paid")
    assert verdict(seen, "x")[0] is OutcomeKind.UNKNOWN


def test_the_reason_of_an_expired_session() -> None:
    assert verdict(replace(SEEN, status="expired"), "checkout.closed")[1] == "checkout.closed"


def test_the_secret_is_not_shown() -> None:
    opened = OpenCheckout(
        AttemptId("att_1"), SessionId("cs_test_1"), "cs_test_1_secret_1", Money(1, "eur"), True
    )
    assert "secret" not in f"{opened!r} {opened}"


SAVES = replace(SEEN, only_saves=True, amount=None)
CARD = CardUsed(None, "visa", "4242")


@pytest.mark.parametrize("session", ["open", "complete", "expired"])
@pytest.mark.parametrize("status", [None, "requires_payment_method", "processing", "succeeded"])
def test_only_a_card_that_is_set_up_is_saved(session: str, status: str | None) -> None:
    setup = SetupSnapshot(status, CARD, None) if status is not None else None
    seen = replace(SAVES, status=session, setup=setup)  # type: ignore[arg-type]
    wanted = {"open": OutcomeKind.OPEN, "expired": OutcomeKind.NOT_CHARGED}.get(session)
    saved = OutcomeKind.SAVED if status == "succeeded" else OutcomeKind.UNKNOWN
    assert verdict(seen, "checkout.expired")[0] is (wanted or saved)


def test_set_up_without_its_card_is_not_believed() -> None:
    seen = replace(SAVES, status="complete", setup=SetupSnapshot("succeeded", None, None))
    assert verdict(seen, "x")[0] is OutcomeKind.UNKNOWN


def test_a_session_of_another_kind_than_was_asked_for_is_not_handed_out() -> None:
    wanted = attempt(kind=AttemptKind.CHECKOUT)
    made = replace(SEEN, amount=wanted.amount)
    assert fits(made, wanted, Page.OURS)
    assert not fits(made, replace(wanted, only_saves=True), Page.OURS)
    saving = replace(wanted, only_saves=True)
    assert fits(SAVES, saving, Page.OURS)
    assert not fits(SAVES, wanted, Page.OURS)
    assert not fits(replace(SAVES, status="complete"), saving, Page.OURS)
    assert not fits(replace(SAVES, client_secret=None), saving, Page.OURS)


@pytest.mark.parametrize("page", [Page.HOSTED, Page.LINK])
def test_stripes_own_page_needs_an_address_and_no_secret(page: Page) -> None:
    wanted = attempt(kind=AttemptKind.CHECKOUT)
    made = replace(SEEN, amount=wanted.amount, client_secret=None, url="https://c.stripe.test/1")
    assert fits(made, wanted, page)
    assert not fits(made, wanted, Page.OURS)
    assert not fits(replace(made, url=None, client_secret="cs_1_secret_1"), wanted, page)


@pytest.mark.parametrize(
    ("page", "paid", "back"),
    [
        (Page.OURS, "", ""),
        (Page.HOSTED, "https://shop.example/merci", "https://shop.example/"),
        (Page.LINK, "https://shop.example/merci", ""),
    ],
)
def test_only_who_stands_at_the_till_is_shown_a_way_back(page: Page, paid: str, back: str) -> None:
    leads = Onward("https://shop.example/merci", "https://shop.example/")
    wanted = attempt(kind=AttemptKind.CHECKOUT)
    asked = request_for(wanted, TillId("till_1"), Way(page), leads)
    assert (asked.hosted, asked.paid_url, asked.back_url) == (page.stripes, paid, back)
