"""The account's balance: the sum of its balance transactions.

The stand-in takes no fee, so the balance is exactly what was charged less what was given back.
"""

from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import BALANCE_TRANSACTION
from pos_app.training.records.work import Work, public
from pos_app.training.wire.currencies import amounts_by_currency
from pos_app.training.wire.errors import Body

AVAILABLE_AFTER_S = 2 * 24 * 3600
"""How long money stays pending."""
DEFAULT_CURRENCY = "eur"


def record(work: Work, source: Body, amount: int, kind: str) -> Body:
    """Add a movement: positive for a charge, negative for a refund; minor units."""
    return work.add(movement(BALANCE_TRANSACTION.new_id(), source, amount, kind, work.now))


def movement(identifier: str, source: Body, amount: int, kind: str, created: int) -> Body:
    """`amount` in minor units of the source's currency, `created` in UTC seconds."""
    return {
        "id": identifier,
        "object": "balance_transaction",
        "amount": amount,
        "available_on": created + AVAILABLE_AFTER_S,
        "balance_type": "payments",
        "created": created,
        "currency": source["currency"],
        "description": source.get("description"),
        "exchange_rate": None,
        "fee": 0,
        "fee_details": [],
        "net": amount,
        "reporting_category": kind,
        "source": source["id"],
        "status": "pending",
        "type": kind,
    }


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
    where = lists.narrowed(call.params, "currency", "source")
    page = lists.page(call.work, BALANCE_TRANSACTION, call.params, where)
    return {**page, "data": [_dated(call.work, body) for body in page["data"]]}


def _dated(work: Work, body: Body) -> Body:
    """Pending turns into available by time alone."""
    free = body["available_on"] <= work.now
    return {**body, "status": "available" if free else "pending"}


ENDPOINTS = (
    Endpoint("GET", "/v1/balance", retrieve, "BalanceRetrieveParams"),
    Endpoint("GET", "/v1/balance_transactions", list_transactions, "BalanceTransactionListParams",
             names("created currency source limit starting_after ending_before")),
    Endpoint("GET", "/v1/balance_transactions/{id}", retrieve_transaction,
             "BalanceTransactionRetrieveParams"),
)  # fmt: skip
