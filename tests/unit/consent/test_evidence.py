"""The dispute pack: Stripe's field names, and nothing in it that the record doesn't bear out."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from stripe.params import DisputeModifyParamsEvidence

from pos_app.consent.check_notes import check_record, short_check
from pos_app.consent.checking import ScopeCheck, check_text
from pos_app.consent.evidence import (
    LONGEST_TEXT,
    ChargeMade,
    Dispute,
    DisputePack,
    Missing,
    ReceiptIssued,
    RefundMade,
    dispute_pack,
)
from pos_app.consent.model import Purpose, Revocation, RevocationKind, Route, text_hash
from pos_app.consent.scope_check import Allowed, Covering, ProposedCharge
from pos_app.consent.terms import section_of
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import (
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    RefundId,
    SessionId,
)
from pos_app.kernel.money import Money
from tests.helpers.agreements import MONTHLY, a_scope, an_agreement

ANA = CustomerId("cus_ana")
AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
AGREEMENT = replace(an_agreement(ANA), session_id=SessionId("cs_1"))
_PROPOSED = ProposedCharge(
    Purpose.BALANCE, ANA, PaymentMethodId("pm_then"), Money(4_200, "eur"), ItemId("item_1")
)
CHECK = short_check(
    check_text(
        ScopeCheck(Covering(AGREEMENT, [], []), _PROPOSED, AT, Allowed(0, Money(800, "eur")))
    )
)
DISPUTED = ChargeMade(
    item_id=ItemId("item_1"),
    amount=Money(4_200, "eur"),
    at=AT,
    result="succeeded",
    description="Vélo sur mesure, solde",
    payment_intent_id=PaymentIntentId("pi_1"),
    card="visa •••• 4242",
    check=CHECK,
    receipt=ReceiptIssued("R-000007", AT + timedelta(minutes=1)),
)
DISPUTE = Dispute(PaymentIntentId("pi_1"), "Zoé Léger", "zoe@example.com", date(2026, 11, 30))


def other(number: int, result: str = "succeeded", **changes: Any) -> ChargeMade:
    changed = {"item_id": ItemId(f"item_{number}"), "result": result, "receipt": None, **changes}
    return replace(DISPUTED, payment_intent_id=PaymentIntentId(f"pi_{number}"), **changed)


def ended(at: datetime) -> Revocation:
    return Revocation(AGREEMENT.id, ANA, RevocationKind.WISH, at)


def pack(*others: ChargeMade, ends: tuple[Revocation, ...] = (), **changes: Any) -> DisputePack:
    charges = [replace(DISPUTED, **changes), *others]
    return dispute_pack(AGREEMENT, ends, charges, DISPUTE)


def test_every_name_is_stripes() -> None:
    made = pack(other(2), ends=(ended(AT + timedelta(days=1)),))
    known = DisputeModifyParamsEvidence.__annotations__
    names = made.texts.keys() | made.files.keys()
    assert names <= known.keys()
    assert names >= {
        "customer_signature", "cancellation_policy", "cancellation_policy_disclosure",
        "refund_policy", "refund_policy_disclosure", "receipt", "service_date",
        "duplicate_charge_documentation", "duplicate_charge_explanation",
    }  # fmt: skip


def test_what_takes_a_file_is_in_files_and_what_takes_text_in_texts() -> None:
    """The parameter types say which: their own documentation names the uploads."""
    import stripe.params

    made = pack(other(2))
    source = Path(stripe.params.__file__).with_name("_dispute_modify_params.py").read_text("utf-8")
    for name in made.texts.keys() | made.files.keys():
        said = source.split(f"    {name}: NotRequired[str]\n", 1)[1].split('"""')[1]
        assert ("file upload" in said) is (name in made.files), name
        assert name not in made.texts.keys() & made.files.keys()


def test_the_act_of_consent_and_the_text_itself() -> None:
    signature = pack().files["customer_signature"]
    assert "20 Nov 2026 15:30:00 +0100 (20 Nov 2026 14:30:00 UTC)" in signature
    assert "ticking “charge_later”" in signature
    assert "handed over by Ana." in signature
    assert f"SHA-256 of the text {AGREEMENT.wording.sha256}" in signature
    assert "Checkout Session cs_1; PaymentMethod pm_then; Customer cus_ana." in signature
    text = signature.split("\n\n", 1)[1]
    assert text_hash(text) == AGREEMENT.wording.sha256


def test_on_paper() -> None:
    act = replace(AGREEMENT.act, route=Route.PAPER, paper_number="2026/117", staff="")
    made = dispute_pack(replace(AGREEMENT, act=act), [], [DISPUTED], DISPUTE)
    assert "by signing paper no. 2026/117" in made.files["customer_signature"]
    assert "handed over" not in made.files["customer_signature"]


def test_the_policies_are_those_the_customer_read() -> None:
    made, full = pack(), AGREEMENT.wording.full
    assert made.files["cancellation_policy"] == section_of(full, "cancellation")
    assert made.files["refund_policy"] == section_of(full, "refund")
    assert made.files["cancellation_policy"].startswith("Si vous changez d’avis\n")
    assert "before they agreed" in made.texts["cancellation_policy_disclosure"]


def test_the_receipt_and_the_check_of_the_disputed_charge() -> None:
    made = pack()
    receipt = made.files["receipt"]
    for said in ("€42.00 on 1 Dec 2026 09:00:00 UTC", "visa •••• 4242", "R-000007", "pi_1"):
        assert said in receipt
    assert DISPUTED.check in made.texts["uncategorized_text"]
    assert "at most 1 charge(s), of at most €50.00 each" in made.texts["uncategorized_text"]
    assert made.texts["service_date"] == "30 Nov 2026"


def test_other_charges_are_told_apart() -> None:
    made = pack(other(2), other(3, "declined"))
    assert "item item_1" in made.texts["duplicate_charge_explanation"]
    assert "item item_2" in made.texts["duplicate_charge_explanation"]
    assert "pi_2" in made.files["duplicate_charge_documentation"]
    assert "pi_3" not in made.files["duplicate_charge_documentation"], "nothing was taken"
    alone = pack()
    assert "duplicate_charge_explanation" not in alone.texts
    assert "duplicate_charge_documentation" not in alone.files


def test_what_is_claimed_of_a_cancellation() -> None:
    rebuttal = "cancellation_rebuttal"
    assert "has not cancelled" in pack().texts[rebuttal]
    later = AT + timedelta(days=1)
    assert "No charge was made under it afterwards." in pack(ends=(ended(later),)).texts[rebuttal]
    after = other(2, at=later + timedelta(days=1))
    assert "afterwards" not in pack(after, ends=(ended(later),)).texts[rebuttal]
    for at in (AT, AT - timedelta(days=1)):
        assert rebuttal not in pack(ends=(ended(at),)).texts, "nothing may be claimed then"


def test_refunds_are_told() -> None:
    given = RefundMade(RefundId("re_1"), Money(1_000, "eur"), AT + timedelta(days=2))
    made = pack(refunds=(given,))
    assert "re_1: €10.00 on 3 Dec 2026" in made.texts["refund_refusal_explanation"]
    assert "refund_refusal_explanation" not in pack().texts


def test_empty_fields_are_left_out_since_stripe_would_take_them_for_an_answer() -> None:
    made = dispute_pack(AGREEMENT, [], [DISPUTED], Dispute(PaymentIntentId("pi_1")))
    assert all(made.texts.values())
    assert all(made.files.values())
    for name in ("customer_name", "customer_email_address", "service_date"):
        assert name not in made.texts


def test_a_charge_of_something_else_has_no_pack() -> None:
    with pytest.raises(UserError, match=r"evidence\.other_charge"):
        dispute_pack(AGREEMENT, [], [other(2)], DISPUTE)


def test_the_payment_it_was_given_with_is_the_customers_own_act() -> None:
    made = dispute_pack(
        AGREEMENT, [], [replace(DISPUTED, given_with=True, check=""), other(2)], DISPUTE
    )
    assert "made this payment themselves, as they agreed" in made.texts["uncategorized_text"]
    assert "at most 1 charge(s)" in made.texts["uncategorized_text"]
    assert "pi_2" in made.files["duplicate_charge_documentation"]
    assert [one["given_with"] for one in made.record["charges"]] == [True, False]
    assert made.missing == [], "no check is due where the customer is there"


def test_what_this_till_cant_show_is_said_to_its_people_and_not_to_the_bank() -> None:
    bare = replace(DISPUTED, check="", receipt=None, told=True)
    hash_only = replace(AGREEMENT, wording=replace(AGREEMENT.wording, full="", short=""))
    made = dispute_pack(hash_only, [], [bare], DISPUTE)
    assert made.missing == list(Missing)
    assert json.loads(made.to_json())["missing"] == ["journal", "check", "receipt", "text"]
    assert "cancellation_policy" not in made.files
    assert AGREEMENT.wording.sha256 in made.files["customer_signature"]
    for words in ("checked it", "missing", "lost"):
        assert words not in " ".join(made.texts.values())
    assert pack().missing == []


def test_of_two_tries_on_one_payment_the_one_that_succeeded_is_shown() -> None:
    declined = other(1, "declined", card="visa •••• 0002", check=CHECK.replace("4200", "42"))
    made = dispute_pack(AGREEMENT, [], [declined, DISPUTED], DISPUTE)
    assert "visa •••• 4242" in made.files["receipt"]
    assert DISPUTED.check in made.texts["uncategorized_text"]
    held = replace(declined, result="held", card="visa •••• 1881")
    made = dispute_pack(AGREEMENT, [], [declined, held], DISPUTE)
    assert "visa •••• 1881" in made.files["receipt"], "none succeeded: the last"


def test_stripes_limits() -> None:
    many = [other(number) for number in range(2, 400)]
    long = replace(DISPUTED, check=CHECK.replace("item_1", "x" * 30_000))
    made = dispute_pack(AGREEMENT, [], [long, *many], DISPUTE)
    assert max(map(len, made.texts.values())) == LONGEST_TEXT
    assert sum(map(len, made.texts.values())) <= 150_000


def test_the_json_holds_everything_and_is_the_same_each_time() -> None:
    refund = RefundMade(RefundId("re_1"), Money(1_000, "eur"), AT)
    made = pack(other(2, check=""), ends=(ended(AT + timedelta(days=1)),), refunds=(refund,))
    assert (
        made.to_json()
        == pack(
            other(2, check=""), ends=(ended(AT + timedelta(days=1)),), refunds=(refund,)
        ).to_json()
    )
    read = json.loads(made.to_json())
    assert read["evidence"] == made.texts
    record = read["record"]
    assert record["agreement"]["text"] == AGREEMENT.wording.full
    assert record["agreement"]["act"]["ticked"] == ["charge_later"]
    first, second = record["charges"]
    assert first["check"] == check_record(CHECK)
    assert first["check"]["result"] == {"allowed": True, "charges_left": 0, "total_left": 800}
    assert first["refunds"] == [{"id": "re_1", "amount": 1_000, "at": int(AT.timestamp())}]
    assert first["receipt"][0] == "R-000007"
    assert (second["check"], second["receipt"]) == (None, None)
    (end,) = record["revocations"]
    assert end == {"at": int((AT + timedelta(days=1)).timestamp()), "card_detached": None}


def test_how_often_is_told_where_it_was_agreed() -> None:
    monthly = an_agreement(ANA, a_scope(Purpose.INSTALMENTS, interval=MONTHLY))
    made = dispute_pack(monthly, [], [DISPUTED], DISPUTE)
    assert "to 31 Dec 2035, at most one every month." in made.texts["uncategorized_text"]
    assert "every" not in pack().texts["uncategorized_text"]
