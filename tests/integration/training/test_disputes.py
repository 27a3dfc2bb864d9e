"""Disputes: the test cards that bring them, and the words that decide them."""

import pytest
import stripe

DAY = 24 * 3600


def sold(shop, card="pm_card_createDispute", **fields):
    """(PaymentIntent, its dispute)."""
    intent = shop.v1.payment_intents.create(
        {"amount": 1000, "currency": "eur", "payment_method": card, "confirm": True,
         "allowed_payment_method_types": ["card"], **fields}
    )  # fmt: skip
    found = shop.v1.disputes.list({"payment_intent": intent.id}).data
    return intent, found[0] if found else None


def money(shop):
    found = shop.v1.balance.retrieve()
    return sum(part.amount for part in [*found.available, *found.pending])


def says(shop, dispute, words, **fields):
    return shop.v1.disputes.update(
        dispute.id, {"evidence": {"uncategorized_text": words}, **fields}
    )


def refusal(call, *args):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        call(*args)
    return refused.value


@pytest.mark.parametrize(
    ("token", "reason", "network"),
    [
        ("pm_card_createDispute", "fraudulent", "10.4"),
        ("pm_card_createDisputeProductNotReceived", "product_not_received", "13.1"),
    ],
)
def test_a_chargeback_takes_the_money_and_a_fee(shop, token, reason, network):
    intent, dispute = sold(shop, token)
    assert (dispute.reason, dispute.status, dispute.amount) == (reason, "needs_response", 1000)
    assert dispute.payment_method_details.card.case_type == "chargeback"
    assert dispute.network_reason_code == network
    (taken,) = dispute.balance_transactions
    assert (taken.amount, taken.fee, taken.net) == (-1000, 1500, -2500)
    assert (taken.type, taken.reporting_category) == ("adjustment", "dispute")
    assert money(shop) == -1500
    charge = shop.v1.charges.retrieve(intent.latest_charge)
    assert (charge.disputed, charge.paid, charge.refunded) == (True, True, False)
    assert shop.events() == [
        "payment_intent.created", "charge.succeeded", "charge.dispute.created",
        "charge.dispute.funds_withdrawn", "payment_intent.succeeded",
    ]  # fmt: skip
    error = refusal(shop.v1.refunds.create, {"payment_intent": intent.id})
    assert error.code == "charge_disputed"


def test_a_won_dispute_gives_the_money_back_and_may_be_refunded(shop):
    intent, dispute = sold(shop)
    won = says(shop, dispute, "winning_evidence")
    assert (won.status, won.is_charge_refundable) == ("won", True)
    assert [movement.amount for movement in won.balance_transactions] == [-1000, 1000]
    assert won.evidence_details.submission_count == 1
    assert money(shop) == -500  # the fee is kept
    assert shop.events()[-3:] == [
        "charge.dispute.updated", "charge.dispute.funds_reinstated", "charge.dispute.closed",
    ]  # fmt: skip
    assert shop.v1.refunds.create({"payment_intent": intent.id}).status == "succeeded"
    assert shop.v1.charges.retrieve(intent.latest_charge).disputed


def test_a_lost_dispute_stays_lost(shop):
    _, dispute = sold(shop)
    assert says(shop, dispute, "losing_evidence").status == "lost"
    assert money(shop) == -1500
    for call in (shop.v1.disputes.close, lambda item: says(shop, dispute, "winning_evidence")):
        assert "already closed" in str(refusal(call, dispute.id))
    assert shop.v1.disputes.retrieve(dispute.id).status == "lost"


def test_evidence_is_staged_then_submitted(shop):
    _, dispute = sold(shop)
    staged = says(shop, dispute, "a receipt", submit=False)
    assert (staged.status, staged.evidence_details.has_evidence) == ("needs_response", True)
    assert staged.evidence_details.submission_count == 0
    more = shop.v1.disputes.update(
        dispute.id, {"evidence": {"customer_name": "Zoé"}, "submit": False, "metadata": {"a": "1"}}
    )
    assert (more.evidence.uncategorized_text, more.evidence.customer_name) == ("a receipt", "Zoé")
    sent = shop.v1.disputes.update(dispute.id, {"submit": True})
    assert (sent.status, sent.evidence_details.submission_method) == ("under_review", "manual")
    assert "submitted already" in str(refusal(says, shop, dispute, "more"))
    assert shop.v1.disputes.update(dispute.id, {"metadata": {"b": "2"}}).metadata["a"] == "1"
    shop.standin.advance(30 * DAY)
    assert shop.v1.disputes.retrieve(dispute.id).status == "under_review"


def test_closing_accepts_the_dispute(shop):
    _, dispute = sold(shop)
    assert shop.v1.disputes.close(dispute.id).status == "lost"
    assert shop.events()[-1] == "charge.dispute.closed"


def test_an_unanswered_dispute_is_lost_when_its_time_is_up(shop):
    _, dispute = sold(shop)
    due = dispute.evidence_details.due_by
    assert 8 * DAY <= due - dispute.created < 9 * DAY
    now = shop.standin.advance(due - dispute.created - 60)
    assert now < due
    assert shop.v1.disputes.retrieve(dispute.id).status == "needs_response"
    shop.standin.advance(120)
    assert shop.v1.disputes.retrieve(dispute.id).status == "lost"


def test_an_inquiry_moves_no_money_and_the_charge_can_be_refunded(shop):
    intent, dispute = sold(shop, "pm_card_createDisputeInquiry")
    assert (dispute.status, dispute.is_charge_refundable) == ("warning_needs_response", True)
    assert dispute.payment_method_details.card.case_type == "inquiry"
    assert (dispute.balance_transactions, money(shop)) == ([], 1000)
    assert "charge.dispute.funds_withdrawn" not in shop.events()
    shop.v1.refunds.create({"payment_intent": intent.id, "amount": 400})
    assert says(shop, dispute, "here it is").status == "warning_under_review"
    assert money(shop) == 600


@pytest.mark.parametrize("words", ["winning_evidence", "losing_evidence"])
def test_an_inquiry_ends_without_escalation(shop, words):
    _, dispute = sold(shop, "pm_card_createDisputeInquiry")
    assert says(shop, dispute, words).status == "warning_closed"
    assert money(shop) == 1000


def test_an_unanswered_inquiry_just_ends(shop):
    _, dispute = sold(shop, "pm_card_createDisputeInquiry")
    shop.standin.advance(10 * DAY)
    assert shop.v1.disputes.retrieve(dispute.id).status == "warning_closed"


def test_an_escalated_inquiry_takes_only_what_was_not_refunded(shop):
    intent, dispute = sold(shop, "pm_card_createDisputeInquiry")
    shop.v1.refunds.create({"payment_intent": intent.id, "amount": 400})
    after = says(shop, dispute, "escalate_inquiry_evidence")
    assert (after.status, after.is_charge_refundable) == ("needs_response", False)
    assert [movement.amount for movement in after.balance_transactions] == [-600]
    assert money(shop) == -1500
    error = refusal(shop.v1.refunds.create, {"payment_intent": intent.id})
    assert error.code == "charge_disputed"
    assert says(shop, after, "winning_evidence").status == "won"
    assert shop.v1.refunds.create({"payment_intent": intent.id}).amount == 600


def test_a_held_amount_is_disputed_once_it_is_captured(shop):
    intent, dispute = sold(shop, capture_method="manual")
    assert dispute is None
    shop.v1.payment_intents.capture(intent.id, {"amount_to_capture": 700})
    (found,) = shop.v1.disputes.list({"charge": intent.latest_charge}).data
    assert (found.amount, money(shop)) == (700, -1500)


def test_lists_and_expansion(shop):
    one, first = sold(shop)
    _, second = sold(shop)
    assert [d.id for d in shop.v1.disputes.list().data] == [second.id, first.id]
    assert shop.v1.disputes.list({"created": {"gt": second.created}}).data == []
    found = shop.v1.disputes.retrieve(first.id, {"expand": ["charge", "payment_intent"]})
    assert (found.charge.id, found.payment_intent.id) == (one.latest_charge, one.id)
    movement = shop.v1.balance_transactions.retrieve(
        first.balance_transactions[0].id, {"expand": ["source"]}
    )
    assert movement.source.id == first.id
    missing = refusal(shop.v1.disputes.retrieve, "du_nobody")
    assert (missing.http_status, missing.param) == (404, "dispute")


@pytest.mark.parametrize(
    ("evidence", "param"),
    [
        ({"receipt": "file_123"}, "evidence[receipt]"),
        ({"uncategorized_text": "x" * 20_001}, "evidence[uncategorized_text]"),
        ({"appeal": {"card": {"reason_for_filing": "no"}}}, "evidence[appeal]"),
        ({"nothing": "x"}, "evidence[nothing]"),
    ],
)
def test_refuses_evidence(shop, evidence, param):
    _, dispute = sold(shop)
    assert refusal(shop.v1.disputes.update, dispute.id, {"evidence": evidence}).param == param
    assert shop.v1.disputes.retrieve(dispute.id).status == "needs_response"


def test_all_texts_together_have_a_limit(shop):
    _, dispute = sold(shop)
    texts = ("access_activity_log", "cancellation_rebuttal", "duplicate_charge_explanation",
             "product_description", "refund_policy_disclosure", "refund_refusal_explanation",
             "cancellation_policy_disclosure", "uncategorized_text")  # fmt: skip
    evidence = dict.fromkeys(texts, "x" * 19_000)
    assert refusal(shop.v1.disputes.update, dispute.id, {"evidence": evidence}).param == "evidence"
