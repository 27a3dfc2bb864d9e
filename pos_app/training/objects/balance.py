"""The account's balance: the sum of its balance transactions.

The stand-in takes a fee for a dispute only, so the balance is what was charged less what was given
back, was disputed and not won back, and those fees.
"""

from dataclasses import dataclass

from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint
from pos_app.training.records.kinds import BALANCE_TRANSACTION
from pos_app.training.records.work import Work, public
from pos_app.training.wire.currencies import amounts_by_currency
from pos_app.training.wire.errors import Body, no_such

AVAILABLE_AFTER_S = 2 * 24 * 3600
"""How long money stays pending."""
DEFAULT_CURRENCY = "eur"


@dataclass(frozen=True)
class Entry:
    """A movement of money: `amount` in minor units, negative when it leaves; `kind` is its type.

    `fee` is taken besides (minor units).
    """

    amount: int
    kind: str
    category: str
    description: str | None = None
    fee: int = 0


def record(work: Work, source: Body, entry: Entry) -> Body:
    """Add a movement of the source's currency."""
    return work.add(movement(BALANCE_TRANSACTION.new_id(), source, entry, work.now))


def movement(identifier: str, source: Body, entry: Entry, created: int) -> Body:
    """`created` in UTC seconds."""
    fees: list[Body] = []
    if entry.fee:
        fees = [
            {
                "amount": entry.fee,
                "application": None,
                "currency": source["currency"],
                "description": "Dispute fee",
                "type": "stripe_fee",
            }
        ]
    return {
        "id": identifier,
        "object": "balance_transaction",
        "amount": entry.amount,
        "available_on": created + AVAILABLE_AFTER_S,
        "balance_type": "payments",
        "created": created,
        "currency": source["currency"],
        "description": entry.description,
        "exchange_rate": None,
        "fee": entry.fee,
        "fee_details": fees,
        "net": entry.amount - entry.fee,
        "reporting_category": entry.category,
        "source": source["id"],
        "status": "pending",
        "type": entry.kind,
    }


def charged(charge: Body, amount: int) -> Entry:
    """Money taken with a charge."""
    return Entry(amount, "charge", "charge", charge["description"])


def given_back(charge: Body, amount: int) -> Entry:
    """Money refunded, as Stripe describes it."""
    described = "REFUND FOR CHARGE"
    if charge["description"]:
        described += f" ({charge['description']})"
    return Entry(-amount, "refund", "refund", described)


def retrieve(call: Call) -> Body:
    available: dict[str, int] = {DEFAULT_CURRENCY: 0}
    pending: dict[str, int] = {DEFAULT_CURRENCY: 0}
    for row in call.work.database.rows(
        "SELECT currency, json_extract(body, '$.available_on') <= ? AS free,"
        " sum(json_extract(body, '$.net')) AS net FROM balance_transactions"
        " GROUP BY currency, free",
        (call.work.now,),
    ):
        (available if row["free"] else pending)[row["currency"]] = int(row["net"])
    return {
        "object": "balance",
        "available": amounts_by_currency(available),
        "livemode": False,
        "pending": amounts_by_currency(pending),
    }


def retrieve_transaction(call: Call) -> Body:
    return _dated(call.work, public(call.work.get(BALANCE_TRANSACTION, call.id)))


def list_transactions(call: Call) -> Body:
    params = call.params
    where = lists.narrowed(params, "currency", "source")
    if "payout" in params:
        raise no_such("payout", params["payout"], param="payout", status=400)
    extra: str | None = None
    values: tuple[str, ...] = ()
    if "type" in params:
        extra, values = "json_extract(body, '$.type') = ?", (params["type"],)
    page = lists.page(call.work, BALANCE_TRANSACTION, params, where, extra=extra, values=values)
    return {**page, "data": [_dated(call.work, body) for body in page["data"]]}


def _dated(work: Work, body: Body) -> Body:
    """Pending turns into available by time alone."""
    free = body["available_on"] <= work.now
    return {**body, "status": "available" if free else "pending"}


ENDPOINTS = (
    Endpoint("GET", "/v1/balance", retrieve, "BalanceRetrieveParams"),
    Endpoint("GET", "/v1/balance_transactions", list_transactions, "BalanceTransactionListParams"),
    Endpoint("GET", "/v1/balance_transactions/{id}", retrieve_transaction,
             "BalanceTransactionRetrieveParams"),
)  # fmt: skip
