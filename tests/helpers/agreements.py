"""Agreements for tests, given as a customer would give them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from pos_app.consent import store
from pos_app.consent.model import (
    Act,
    Agreement,
    Cancellation,
    Interval,
    Purpose,
    Route,
    Scope,
    Subject,
    Tick,
    Unit,
    check_agreement,
    window,
)
from pos_app.consent.scope_check import Under
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentMethodId, TillId
from pos_app.kernel.money import Money
from pos_app.storage import Database, Storage

VERSION: Final = "2026-11"
"""The wording from before agreements said how often; what names no interval is recorded in it."""
CURRENT: Final = "2026-12"
MONTHLY: Final = Interval(1, Unit.MONTH)
SUBJECT: Final = Subject(
    shop_name="Atelier Zoé",
    shop_address="1 rue des Lilas\n75011 Paris",
    description="Vélo sur mesure",
    prepaid=Money(5_000, "eur"),
)


def a_scope(purpose: Purpose = Purpose.BALANCE, **changes: Any) -> Scope:
    """One charge of at most 50 euros on any card, for ten years from 2026 on."""
    earliest, latest = window(date(2026, 1, 1), date(2035, 12, 31), UTC)
    charges = purpose is not Purpose.NEXT_TIME
    scope = Scope(
        purpose=purpose,
        currency="eur",
        cap_minor=5_000 * charges,
        total_minor=5_000 * charges,
        count=int(charges),
        earliest=earliest,
        latest=latest,
        card=None,
        cancellation=Cancellation(notice_days=2, prepaid_back=True, refund_days=14),
        any_card="card" not in changes,
    )
    return replace(scope, **changes)


def an_agreement(
    customer: CustomerId, scope: Scope | None = None, number: int = 1, **act: Any
) -> Agreement:
    """Ticked on the page, in French, with the program's own wording."""
    scope = scope or a_scope()
    away = scope.purpose is not Purpose.NEXT_TIME
    version = CURRENT if scope.interval is not None else VERSION
    given = Act(
        at=datetime(2026, 11, 20, 14, 30, tzinfo=UTC),
        offset_minutes=60,
        till_id=TillId("till_1"),
        till_name="Comptoir",
        route=Route.PAGE,
        ticked=frozenset({Tick.CHARGE_LATER if away else Tick.SHOW_NEXT_TIME}),
        staff="Ana",
    )
    agreement = Agreement(
        id=AgreementId(f"agr_{number:04d}"),
        customer_id=customer,
        scope=scope,
        subject=SUBJECT,
        wording=TermsLibrary().render(version, "fr", scope, SUBJECT),
        act=replace(given, **act),
        payment_method_id=scope.card or PaymentMethodId("pm_then"),
    )
    return check_agreement(agreement)


async def agreed(
    ledger: Storage, customer: CustomerId, purpose: Purpose = Purpose.BALANCE,
    act: dict[str, Any] | None = None, **changes: Any,
) -> Under:  # fmt: skip
    """What a charge of that customer names; recorded in the ledger."""

    def count(db: Database) -> int:
        (there,) = db.execute("SELECT count(*) FROM agreements").fetchone()
        return int(there)

    number = 1 + await ledger.read(count)
    agreement = an_agreement(customer, a_scope(purpose, **changes), number, **act or {})
    await ledger.write(lambda db: store.add(db, agreement))
    return Under(agreement.id, purpose)


class Unmarked:
    """A till whose copy of the customers tells nothing."""

    async def agreements_mark(self, customer_id: CustomerId) -> str:
        return ""
