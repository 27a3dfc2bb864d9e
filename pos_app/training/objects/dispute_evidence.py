"""What a shop may say against a dispute, and how much of it (the SDK's parameter docstrings)."""

from pos_app.training.objects import files
from pos_app.training.records.work import Work
from pos_app.training.wire.errors import Body, invalid, unsupported

LONGEST_TEXT, LONGEST_TOTAL = 20_000, 150_000
"""Characters, of one text and of all together."""
_TEXTS = (
    "access_activity_log", "billing_address", "cancellation_policy_disclosure",
    "cancellation_rebuttal", "customer_email_address", "customer_name", "customer_purchase_ip",
    "duplicate_charge_explanation", "duplicate_charge_id", "product_description",
    "refund_policy_disclosure", "refund_refusal_explanation", "service_date", "shipping_address",
    "shipping_carrier", "shipping_date", "shipping_tracking_number", "uncategorized_text",
)  # fmt: skip
_FILES = (
    "cancellation_policy", "customer_communication", "customer_signature",
    "duplicate_charge_documentation", "receipt", "refund_policy", "service_documentation",
    "shipping_documentation", "uncategorized_file",
)  # fmt: skip
EVIDENCE = (*_TEXTS, *_FILES)


def merged_evidence(work: Work, current: Body, given: Body) -> Body:
    """`current` with `given`; an empty value takes one away.

    Raises StripeError (400): too long, or a file that was never uploaded.
    """
    after = dict(current)
    for name, value in given.items():
        if not value:
            after[name] = {} if name == "enhanced_evidence" else None
        elif name in _FILES:
            after[name] = files.as_evidence(work, value, f"evidence[{name}]")
        elif name not in _TEXTS:
            raise unsupported(f"evidence[{name}]")
        elif len(value) > LONGEST_TEXT:
            message = f"Invalid string: must be at most {LONGEST_TEXT} characters"
            raise invalid(message, param=f"evidence[{name}]")
        else:
            after[name] = value
    if sum(len(after[name] or "") for name in _TEXTS) > LONGEST_TOTAL:
        message = f"Evidence can have up to {LONGEST_TOTAL} characters in all."
        raise invalid(message, param="evidence")
    return after
