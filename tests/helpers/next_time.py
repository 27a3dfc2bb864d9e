"""The terms beside the box to show a card next time, of a shop of the tests."""

from pos_app.checkout.next_time import Drafts, NextTimeTerms
from pos_app.consent.model import Scope, Subject
from pos_app.consent.service import Draft
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.clock import SystemClock
from tests.helpers.agreements import CURRENT, SUBJECT, a_scope


class Rendering:
    """Words an agreement without a ledger."""

    async def draft(
        self, scope: Scope, subject: Subject, language: str, version: str | None = None
    ) -> Draft:
        wording = TermsLibrary().render(version or CURRENT, language, scope, subject)
        return Draft(scope, subject, wording)


def terms_of(consent: Drafts, shop_name: str = SUBJECT.shop_name) -> NextTimeTerms:
    """As the wiring makes them."""
    shop = (shop_name, SUBJECT.shop_address)
    return NextTimeTerms(consent, shop, lambda: a_scope().cancellation, SystemClock())
