"""Two voices for every documented card decline code."""

import re

import pytest

from pos_app.kernel.paths import resource_dir
from pos_app.payments.declines import BY_CODE, voices_of
from pos_app.payments.model import Decline, Retry

DOCUMENTED = """
authentication_required authentication_not_handled approve_with_id call_issuer card_not_supported
card_velocity_exceeded incorrect_address mobile_device_authentication_required
currency_not_supported do_not_honor do_not_try_again duplicate_transaction expired_card fraudulent
generic_decline incorrect_number incorrect_cvc incorrect_pin incorrect_zip insufficient_funds
invalid_account invalid_amount invalid_cvc invalid_expiry_month invalid_expiry_year invalid_number
invalid_pin issuer_not_available lost_card merchant_blacklist new_account_information_available
no_action_taken not_permitted offline_pin_required online_or_offline_pin_required pickup_card
pin_try_exceeded processing_error reenter_transaction restricted_card
revocation_of_all_authorizations revocation_of_authorization security_violation
service_not_allowed stolen_card stop_payment_order testmode_decline transaction_not_allowed
try_again_later withdrawal_count_limit_exceeded
""".split()


@pytest.mark.parametrize("code", DOCUMENTED)
def test_every_documented_code_has_its_own_words(code: str) -> None:
    assert code in BY_CODE
    assert voices_of(Decline("card_declined", code, "")) is BY_CODE[code]


@pytest.mark.parametrize(
    "code", ["lost_card", "stolen_card", "fraudulent", "pickup_card", "merchant_blacklist"]
)
def test_the_customer_never_hears_of_theft_or_fraud(code: str) -> None:
    plain = voices_of(Decline("card_declined", "generic_decline", ""))
    voices = voices_of(Decline("card_declined", code, "try_again_later"))
    assert voices.customer == plain.customer
    assert voices.retry is Retry.NEVER


@pytest.mark.parametrize(
    ("decline", "retry", "customer"),
    [
        (Decline("card_declined", "", ""), Retry.LATER, "bank"),
        (Decline("card_declined", "something_new", ""), Retry.LATER, "bank"),
        (Decline("", "", ""), Retry.LATER, "bank"),
        (Decline("expired_card", "", ""), Retry.NEVER, "expired"),
        (Decline("incorrect_cvc", "incorrect_cvc", ""), Retry.NOW, "details"),
        (Decline("card_declined", "generic_decline", "do_not_try_again"), Retry.NEVER, "bank"),
        (Decline("card_declined", "insufficient_funds", "do_not_try_again"), Retry.NEVER, "amount"),
        (Decline("card_declined", "do_not_honor", "confirm_card_data"), Retry.NOW, "details"),
        (Decline("card_declined", "incorrect_cvc", "try_again_later"), Retry.LATER, "later"),
    ],
)
def test_when_to_try_again(decline: Decline, retry: Retry, customer: str) -> None:
    voices = voices_of(decline)
    assert voices.retry is retry
    assert voices.customer == f"decline.customer.{customer}"


_PAGE = resource_dir() / "checkout" / "checkout.js"
_SAME = {
    "bank": {""}, "amount": {"funds", "overLimit"}, "details": {"details", "cvc"},
    "later": {"later"}, "unsupported": {"unsupported"}, "authenticate": {"unauthenticated"},
    "pin": {"pin"}, "expired": {"expiredCard"}, "duplicate": {"duplicate"},
}  # fmt: skip


def refusals_of_the_page() -> dict[str, str]:
    """The words of each code, as the customer's page has them."""
    block = _PAGE.read_text(encoding="utf-8").partition("const REFUSALS = {")[2].partition("};")[0]
    found: dict[str, str] = {}
    for name, texts in re.findall(r"(\w+):((?:\s*\+?\s*'[^']*')+)", block):
        found |= dict.fromkeys("".join(re.findall(r"'([^']*)'", texts)).split(), name)
    return found


def test_the_page_says_to_the_customer_what_the_till_says() -> None:
    page = refusals_of_the_page()
    assert len(page) > 25
    for code, voices in BY_CODE.items():
        said = voices.customer.removeprefix("decline.customer.")
        assert page.get(code, "") in _SAME[said], code
    assert set(page) <= set(BY_CODE)
