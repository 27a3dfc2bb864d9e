"""What Stripe itself leaves out of its answers, and why.

Names are those of stripe-python's classes. The Node package's declarations write each of these
fields as `field?:` (may be absent), which tests/contract/stripe_node/test_declarations.py checks.
"""

_EXPANDED = "shown only when a request expands it"
_DELETED = "shown only once the object is gone"
_UNSET = "shown only when a request set it"
_OTHER_FEATURE = "of a feature this account doesn't use"
_CONNECT = "of connected accounts"
_NOT_SAID = "shown only when the bank or a rule says something"
_ON_REQUEST = "of Stripe's own staff or agreed accounts only"
_NO_ERROR_OF = "an error lists only what belongs to it"
_CHANGED = "shown only when something changed"

_ERROR = dict.fromkeys(
    """advice_code charge code decline_code doc_url message network_advice_code network_decline_code
    param payment_intent payment_method payment_method_type request_log_url setup_intent
    source""".split(),
    _NO_ERROR_OF,
)
_CARD_ON_REQUEST = dict.fromkeys(("description", "iin", "issuer"), _ON_REQUEST)
_SCHEMES = dict.fromkeys(
    ("mastercard_compliance", "visa_compelling_evidence_3", "visa_compliance"), _OTHER_FEATURE
)

ABSENT: dict[str, dict[str, str]] = {
    "Balance": {
        "connect_reserved": _CONNECT, "instant_available": _OTHER_FEATURE,
        "issuing": _OTHER_FEATURE, "refund_and_dispute_prefunding": _OTHER_FEATURE,
    },
    "Balance.Available.SourceTypes": dict.fromkeys(("bank_account", "fpx"), _OTHER_FEATURE),
    "Balance.Pending.SourceTypes": dict.fromkeys(("bank_account", "fpx"), _OTHER_FEATURE),
    "Charge": {
        "authorization_code": _NOT_SAID, "level3": _OTHER_FEATURE,
        "presentment_details": _OTHER_FEATURE, "refunds": _EXPANDED, "transfer": _CONNECT,
    },
    "Charge.FraudDetails": dict.fromkeys(("stripe_report", "user_report"), _NOT_SAID),
    "Charge.Outcome": {"rule": _NOT_SAID},
    "Charge.PaymentMethodDetails.Card": {
        **_CARD_ON_REQUEST, "capture_before": "of a charge not yet captured",
        "moto": _ON_REQUEST,
        "setup_credential_usage": _UNSET, "stored_credential_usage": _UNSET,
    },
    "Charge.PaymentMethodDetails.Card.ThreeDSecure": {"exemption_indicator_applied": _NOT_SAID},
    "Charge.RadarOptions": {"session": _UNSET},
    "Customer": {
        **dict.fromkeys(("cash_balance", "invoice_credit_balance", "sources", "subscriptions",
                         "tax", "tax_ids"), _EXPANDED),
        "deleted": _DELETED, "business_name": _UNSET, "individual_name": _UNSET,
    },
    "Dispute.Evidence.EnhancedEvidence": _SCHEMES,
    "Dispute.EvidenceDetails.EnhancedEligibility": _SCHEMES,
    "Event": {"account": _CONNECT, "context": _CONNECT},
    "Event.Data": {"previous_attributes": _CHANGED},
    "LineItem": {"discounts": _EXPANDED, "taxes": _EXPANDED},
    "PaymentIntent": {
        **dict.fromkeys(("hooks", "payment_details", "presentment_details"), _OTHER_FEATURE),
    },
    "PaymentIntent.AmountDetails": dict.fromkeys(
        ("discount_amount", "error", "line_items", "shipping", "tax"), _UNSET
    ),
    "PaymentIntent.AmountDetails.Tip": {"amount": _UNSET},
    "PaymentIntent.LastPaymentError": _ERROR,
    "PaymentIntent.PaymentMethodOptions.Card": dict.fromkeys(
        """capture_method request_extended_authorization request_incremental_authorization
        request_multicapture request_overcapture require_cvc_recollection setup_credential_usage
        setup_future_usage statement_descriptor_suffix_kana statement_descriptor_suffix_kanji
        stored_credential_usage""".split(),
        _UNSET,
    ),
    "PaymentMethod": {"radar_options": _UNSET},
    "PaymentMethod.Card": _CARD_ON_REQUEST,
    "Price": {"currency_options": _EXPANDED, "deleted": _DELETED, "tiers": _EXPANDED},
    "Product": {"deleted": _DELETED},
    "Refund": {
        **dict.fromkeys(("description", "instructions_email", "next_action", "pending_reason"),
                        "of other ways to give money back than to a card"),
        **dict.fromkeys(("failure_balance_transaction", "failure_reason"), "of a failed refund"),
        "presentment_details": _OTHER_FEATURE,
    },
    "Refund.DestinationDetails.Card": {"reference": "before the bank knows it"},
    "SetupAttempt": {"attach_to_self": _CONNECT},
    "SetupAttempt.PaymentMethodDetails.Card": {**_CARD_ON_REQUEST, "moto": _ON_REQUEST},
    "SetupAttempt.SetupError": _ERROR,
    "SetupIntent": {"attach_to_self": _CONNECT},
    "SetupIntent.LastSetupError": _ERROR,
    "SetupIntent.PaymentMethodOptions.Card": {"setup_credential_usage": _UNSET},
    "checkout.Session": {
        **dict.fromkeys(("line_items", "optional_items"), _EXPANDED),
        **dict.fromkeys(
            """branding_settings excluded_payment_method_types name_collection
            redirect_on_completion return_url tax_id_collection""".split(),
            _UNSET,
        ),
        "presentment_details": _OTHER_FEATURE,
    },
    "checkout.Session.CustomField": dict.fromkeys(
        ("dropdown", "numeric", "text"), "only the one its type names"
    ),
    "checkout.Session.NameCollection": dict.fromkeys(("business", "individual"), _UNSET),
    "checkout.Session.PaymentMethodOptions.Card": dict.fromkeys(
        """capture_method installments request_extended_authorization
        request_incremental_authorization request_multicapture request_overcapture restrictions
        setup_future_usage statement_descriptor_suffix_kana
        statement_descriptor_suffix_kanji""".split(),
        _UNSET,
    ),
    "checkout.Session.ShippingCost": {"taxes": _EXPANDED},
    "checkout.Session.TotalDetails": {"breakdown": _EXPANDED},
    "ShippingRate.FixedAmount": {"currency_options": _EXPANDED},
    "WebhookEndpoint": {"deleted": _DELETED, "secret": "shown only when it is made"},
}  # fmt: skip
"""By class and field, the reason."""

CARD_AMONG_OTHERS = frozenset(
    {
        "Charge.PaymentMethodDetails", "PaymentIntent.PaymentMethodOptions", "PaymentMethod",
        "Refund.DestinationDetails", "SetupAttempt.PaymentMethodDetails",
        "SetupIntent.PaymentMethodOptions", "checkout.Session.PaymentMethodOptions",
    }
)  # fmt: skip
"""Classes with one field for each type of payment method; a card's has `card` only."""

NAMED_BY_TYPE = frozenset(
    {
        "PaymentIntent.NextAction",
        "SetupIntent.NextAction",
        "Dispute.PaymentMethodDetails",
    }
)
"""Classes with one field for each value of their `type`; only that one is there."""

ANYTHING = frozenset({"Event.data", "PaymentIntent.NextAction.use_stripe_sdk"})
"""Fields with no declared inside, or one that is looked at in its own way."""

NULL_TOO: dict[str, frozenset[str]] = {
    "Charge": frozenset({"refunds"}),
    "Charge.PaymentMethodDetails.Card": frozenset({*_CARD_ON_REQUEST, "moto"}),
    "Customer": frozenset({"cash_balance"}),
    "PaymentMethod.Card": frozenset(_CARD_ON_REQUEST),
    "SetupAttempt.PaymentMethodDetails.Card": frozenset(_CARD_ON_REQUEST),
    "checkout.Session": frozenset({"optional_items"}),
}
"""Fields that may be absent and may be null; any other that may be absent never is null."""
