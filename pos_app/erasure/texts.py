"""Every text in the ledger: what goes with its customer, and what stays and why."""

from typing import Final

ERASED: Final = frozenset(
    """
    agreements.subject agreements.short_text agreements.full_text revocations.reason
    agreements_behind.customer_id agreement_marks.customer_id agreement_marks.mark
    card_wishes.agreement_id items.description schedules.note sale_edits.record
    attempts.description asked_agreements.attempt_id asked_agreements.staff
    asked_agreements.draft papers.number papers.customer_id papers.taken_by
    papers.draft papers.show_number
    offered_agreements.attempt_id offered_agreements.staff offered_agreements.draft
    """.split()
)
"""Whole, or the words in it that somebody typed; or the row goes."""

KEPT: Final = frozenset(
    """
    keys_of_its_account.fingerprint
    agreements.id agreements.customer_id agreements.purpose agreements.card shown_until.agreement_id
    agreements.session_id agreements.payment_intent_id agreements.payment_method_id
    agreements.terms_version agreements.language agreements.text_sha256 agreements.hash
    agreements.scope agreements.act agreements.title revocations.agreement_id
    revocations.customer_id revocations.kind revocations.card revocations.staff
    revocations.hash agreement_notes.agreement_id sales.id sales.customer_id items.id
    items.sale_id items.customer_id items.currency items.till_id items.kind items.due_on
    schedules.sale_id schedules.customer_id schedules.standing sale_edits.sale_id
    sale_edits.till_id sale_edits.hash refunds_noted.payment_intent_id attempts.id
    attempts.item_id attempts.sale_id attempts.kind attempts.customer_id attempts.currency
    attempts.payment_method_id attempts.create_key attempts.payment_intent_id
    attempts.session_id attempts.confirm_key attempts.fence attempts.outcome attempts.capture
    attempts.home_till attempts.agreement_id attempts.agreed_purpose
    payments.payment_intent_id payments.item_id payments.sale_id payments.attempt_id
    payments.customer_id payments.currency payments.card_brand payments.card_last4
    payments.hash operations.id operations.kind operations.payment_intent_id
    operations.item_id operations.currency operations.reason operations.key
    operations.refund_id operations.refund_status operations.outcome refunds.refund_id
    refunds.status refunds.operation_id refunds.payment_intent_id refunds.item_id
    refunds.currency refunds.hash scope_checks.attempt_id scope_checks.agreement_id
    scope_checks.hash scope_checks.record charges_at_stripe.payment_intent_id
    charges_at_stripe.agreement_id charges_at_stripe.customer_id charges_at_stripe.item_id
    charges_at_stripe.currency present_checks.attempt_id present_checks.hash
    present_checks.record unread_links.attempt_id page_refusals.attempt_id page_refusals.refusal
    unread_returns.operation_id
    notes_at_stripe.made_for notes_at_stripe.short_check notes_at_stripe.receipt_till
    receipts.made_for endings.sale_id people.id people.name people.role people.pin
    people.language roles.role roles.rights roles.limits audit.local_time audit.till_id
    audit.kind audit.person_id audit.person audit.approver_id audit.approver audit.permission
    audit.about audit.currency audit.outcome audit.detail audit.hash audit_seals.last_hash
    audit_seals.hash shifts.did shifts.person_id shifts.person shifts.report shifts.hash
    shift_counted.what shift_counted.id belonging.kind erased_rows.chain erased_rows.left_hash
    erased_rows.hash erasures.customer_id
    redactions.customer_id redactions.state redactions.why redactions.job_id
    """.split()
)
"""Stripe's and the till's own ids, money, days, hashes, what the shop's terms are called, what a
bank answered, who of the staff it was: the books. `payments.card_last4` is part of a payment.
`audit.detail` may name somebody where staff typed it; the audit log keeps twelve months."""
