"""The kinds of object kept: how they are named, addressed and found again."""

import secrets
import string
from dataclasses import dataclass

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
"""Of the random part of an id."""


@dataclass(frozen=True)
class Kind:
    """`name` is Stripe's `object`; `noun` is how its errors say it.

    `columns` are the top-level fields lists can be narrowed by; each gets an index.
    """

    name: str
    noun: str
    table: str
    prefix: str
    url: str
    id_length: int = 24
    columns: tuple[str, ...] = ()

    def new_id(self) -> str:
        return f"{self.prefix}_{random_text(self.id_length)}"


CUSTOMER = Kind("customer", "customer", "customers", "cus", "/v1/customers", 14, ("email",))
ACCOUNT = Kind("v2.core.account", "account", "accounts", "acct", "/v2/core/accounts", 16)
PAYMENT_METHOD = Kind(
    "payment_method", "PaymentMethod", "payment_methods", "pm", "/v1/payment_methods",
    columns=("customer", "customer_account"),
)  # fmt: skip
PAYMENT_INTENT = Kind(
    "payment_intent", "payment_intent", "payment_intents", "pi", "/v1/payment_intents",
    columns=("customer", "customer_account"),
)  # fmt: skip
SETUP_INTENT = Kind(
    "setup_intent", "setupintent", "setup_intents", "seti", "/v1/setup_intents",
    columns=("customer", "customer_account", "payment_method"),
)  # fmt: skip
SETUP_ATTEMPT = Kind(
    "setup_attempt", "setupattempt", "setup_attempts", "setatt", "/v1/setup_attempts",
    columns=("setup_intent",),
)  # fmt: skip
CHARGE = Kind(
    "charge", "charge", "charges", "ch", "/v1/charges", columns=("customer", "payment_intent")
)
REFUND = Kind(
    "refund", "refund", "refunds", "re", "/v1/refunds", columns=("charge", "payment_intent")
)
DISPUTE = Kind(
    "dispute", "dispute", "disputes", "du", "/v1/disputes", columns=("charge", "payment_intent")
)
FILE = Kind("file", "file upload", "files", "file", "/v1/files", columns=("purpose",))
SESSION = Kind(
    "checkout.session", "checkout.session", "checkout_sessions", "cs", "/v1/checkout/sessions",
    58, ("customer", "customer_account", "payment_intent", "status"),
)  # fmt: skip
PRODUCT = Kind("product", "product", "products", "prod", "/v1/products", 14)
PRICE = Kind(
    "price", "price", "prices", "price", "/v1/prices",
    columns=("product", "currency", "lookup_key"),
)  # fmt: skip
SHIPPING_RATE = Kind(
    "shipping_rate", "shipping rate", "shipping_rates", "shr", "/v1/shipping_rates"
)
EVENT = Kind("event", "event", "events", "evt", "/v1/events", columns=("type",))
THIN_EVENT = Kind(
    "v2.core.event", "event", "thin_events", "evt_test", "/v2/core/events", columns=("type",)
)
BALANCE_TRANSACTION = Kind(
    "balance_transaction", "balance transaction", "balance_transactions", "txn",
    "/v1/balance_transactions", columns=("currency", "source"),
)  # fmt: skip
REDACTION_JOB = Kind(
    "privacy.redaction_job", "redaction job", "redaction_jobs", "prj", "/v1/privacy/redaction_jobs"
)
WEBHOOK_ENDPOINT = Kind(
    "webhook_endpoint", "webhook endpoint", "webhook_endpoints", "we", "/v1/webhook_endpoints"
)

KINDS = (
    CUSTOMER, ACCOUNT, PAYMENT_METHOD, PAYMENT_INTENT, SETUP_INTENT, SETUP_ATTEMPT, CHARGE, REFUND,
    DISPUTE, SESSION, PRODUCT, PRICE, SHIPPING_RATE, EVENT, THIN_EVENT, BALANCE_TRANSACTION,
    WEBHOOK_ENDPOINT, FILE, REDACTION_JOB,
)  # fmt: skip
_BY_NAME = {kind.name: kind for kind in KINDS}
_BY_PREFIX = {kind.prefix: kind for kind in KINDS}


def kind_named(name: str) -> Kind:
    return _BY_NAME[name]


def kind_of_id(identifier: str) -> Kind | None:
    """None for one of no kind's making: a product may be called as its shop likes."""
    return _BY_PREFIX.get(identifier.rpartition("_")[0])


def random_text(length: int) -> str:
    """Letters and digits that can't be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
