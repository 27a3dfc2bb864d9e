"""Agreements: drafted, recorded, asked for before a charge, and ended."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pos_app.consent import store, wish_store
from pos_app.consent.background import Background
from pos_app.consent.checking import ScopeCheck, find_in, require_in
from pos_app.consent.metadata import (
    ID,
    NotAnAgreement,
    each_end,
    from_metadata,
    revocation_from_metadata,
)
from pos_app.consent.model import (
    Act,
    Agreement,
    AgreementRecorded,
    AgreementRevoked,
    Purpose,
    Revocation,
    RevocationKind,
    Route,
    Scope,
    Subject,
    Tick,
    Wording,
    check_agreement,
    check_scope_itself,
)
from pos_app.consent.ports import Charges, OpenBalances
from pos_app.consent.scope_check import ProposedCharge, revoked
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.clock import Clock, from_timestamp, to_timestamp
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import (
    AgreementId,
    CustomerId,
    PaymentIntentId,
    PaymentMethodId,
    Randomness,
    SessionId,
    TillId,
    new_id,
)
from pos_app.kernel.money import Money
from pos_app.storage import Database, Storage

_log = logging.getLogger(__name__)
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """What a customer is shown, before they say yes or no."""

    scope: Scope
    subject: Subject
    wording: Wording


@dataclass(frozen=True, slots=True)
class Given:
    """What the customer did with a draft. The ids are Stripe's, as far as there are any."""

    customer_id: CustomerId
    route: Route
    ticked: frozenset[Tick]
    card: PaymentMethodId | None
    """The card that was used."""
    staff: str = ""
    """Who handed the page or the paper over."""
    paper_number: str = ""
    session_id: SessionId | None = None
    payment_intent_id: PaymentIntentId | None = None
    at: datetime | None = None
    """When they did it; None: just now."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement and what ended it, oldest first; nothing while it stands."""

    agreement: Agreement
    revocations: Sequence[Revocation]

    @property
    def ended(self) -> bool:
        """Whether no card can be charged under it any more."""
        card = self.agreement.scope.card
        if card is not None:
            return revoked(self.agreement, self.revocations, card) is not None
        return any(one.kind is not RevocationKind.CARD_DETACHED for one in self.revocations)


class ConsentService:
    """Agreements of the shop's customers, in this till's ledger.

    Faults are those of `Storage`.
    """

    def __init__(
        self, ledger: Storage, terms: TermsLibrary, charges: Charges, balances: OpenBalances,
        events: EventBus, clock: Clock, randomness: Randomness, till: tuple[TillId, str],
    ) -> None:  # fmt: skip
        """`till`: its id and the name people call it by."""
        self._ledger = ledger
        self._terms = terms
        self._charges = charges
        self._balances = balances
        self._events = events
        self._clock = clock
        self._randomness = randomness
        self._till = till
        self._hearing = Background()

    async def draft(
        self, scope: Scope, subject: Subject, language: str, version: str | None = None
    ) -> Draft:
        """The terms with the sale's own figures, in `fr` or `en`; None: the current version.

        Raises UserError: what check_scope_itself, TermsLibrary.load and terms.render raise.
        """
        check_scope_itself(scope)
        name = version or (await asyncio.to_thread(self._terms.current)).version
        wording = await asyncio.to_thread(self._terms.render, name, language, scope, subject)
        return Draft(scope, subject, wording)

    async def record(
        self, draft: Draft, given: Given, named: AgreementId | None = None
    ) -> Agreement:
        """Write down that the customer said yes; publishes AgreementRecorded.

        `named`: under this id, where it has to be the same whoever records it; one that is there
        already is told, and nothing is written.
        One card that wasn't known yet is from now on the one that was used. Raises UserError
        agreement.paper_used (field number, number), and what check_agreement raises.
        """
        scope = draft.scope
        if not scope.any_card and scope.card is None:
            scope = replace(scope, card=given.card)
        agreement = Agreement(
            id=named or AgreementId(new_id("agr", self._randomness)),
            customer_id=given.customer_id,
            scope=scope,
            subject=draft.subject,
            wording=draft.wording,
            act=self._act(given),
            session_id=given.session_id,
            payment_intent_id=given.payment_intent_id,
            payment_method_id=given.card,
        )
        check_agreement(agreement)
        kept = await self._ledger.write(lambda db: _add_new(db, agreement))
        if kept is None:
            self._events.publish(AgreementRecorded(agreement))
        return kept or agreement

    def _act(self, given: Given) -> Act:
        till_id, till_name = self._till
        now = given.at or self._clock.now()
        offset = now.astimezone().utcoffset()
        return Act(
            at=from_timestamp(to_timestamp(now)),
            offset_minutes=int(offset.total_seconds() // 60) if offset is not None else 0,
            till_id=till_id,
            till_name=till_name,
            route=given.route,
            ticked=given.ticked,
            staff=given.staff,
            paper_number=given.paper_number,
        )

    async def agreement(self, agreement_id: AgreementId) -> Standing:
        """Raises UserError agreement.unknown."""
        return await self._ledger.read(lambda db: _standing(db, agreement_id))

    async def of_customer(self, customer_id: CustomerId) -> Sequence[Standing]:
        """Newest first, ended ones too."""

        def read(db: Database) -> Sequence[Standing]:
            ends: dict[AgreementId, list[Revocation]] = {}
            for one in store.revocations_of_customer(db, customer_id):
                ends.setdefault(one.agreement_id, []).append(one)
            found = store.of_customer(db, customer_id)
            return [Standing(one, ends.get(one.id, [])) for one in found]

        return await self._ledger.read(read)

    async def require(
        self, agreement_id: AgreementId, proposed: ProposedCharge, now: datetime | None = None
    ) -> ScopeCheck:
        """The check that lets a charge of an absent customer go ahead; asks and promises nothing
        else: the charge itself is checked again in the transaction that begins it.

        `now` is aware, by default this machine's. Raises UserError agreement.unknown, and a key
        of `Reason` when the charge is outside the agreement.
        """
        at = now or self._clock.now()

        def read(db: Database) -> ScopeCheck:
            charges = self._charges.under(db, agreement_id)
            return require_in(db, agreement_id, charges, proposed, at)

        return await self._ledger.read(read)

    async def left_open(self, agreement_id: AgreementId) -> Money | None:
        """What it was to pay and hasn't; see OpenBalances. Raises UserError agreement.unknown."""
        return await self._balances.left_open((await self.agreement(agreement_id)).agreement)

    async def revoke(
        self, agreement_id: AgreementId, reason: str = "", staff: str = ""
    ) -> AgreementRevoked:
        """End it by the customer's wish: recorded, and no charge begins under it any more.

        Published when it is new; a second time the first one is told. Raises UserError
        agreement.unknown, agreement.too_long (field reason or staff, limit).
        """
        for field, text, limit in (("reason", reason, _LONGEST_REASON), ("staff", staff, 80)):
            if len(text) > limit:
                raise UserError("agreement.too_long", field=field, limit=limit)
        return await self._end(agreement_id, RevocationKind.WISH, reason=reason, staff=staff)

    async def revoked_elsewhere(
        self, agreement_id: AgreementId, at: datetime | None = None
    ) -> AgreementRevoked:
        """As `revoke`, for one that another till or the Dashboard has ended at `at` (UTC)."""
        return await self._end(agreement_id, RevocationKind.ELSEWHERE, at=at)

    async def card_detached(
        self, card: PaymentMethodId, owner: CustomerId | None = None
    ) -> Sequence[AgreementRevoked]:
        """A card is no longer saved: no charge on it any more, under any agreement.

        `owner`: whose it was, where that is known. Published and returned, one for each agreement
        that it changes; told twice it changes nothing.
        """
        at = self._now()

        def work(db: Database) -> list[tuple[Agreement, Revocation]]:
            found = []
            for agreement in store.touched_by_card(db, card, owner):
                if revoked(agreement, store.revocations_of(db, agreement.id), card) is None:
                    end = Revocation(
                        agreement.id, agreement.customer_id, RevocationKind.CARD_DETACHED, at,
                        card=card,
                    )  # fmt: skip
                    store.add_revocation(db, end)
                    found.append((agreement, end))
            return found

        ended = await self._ledger.write(work)
        return [await self._told(agreement, end) for agreement, end in ended]

    def hear_card_detached(self, card: PaymentMethodId, owner: CustomerId | None) -> None:
        """As `card_detached`, for a listener that can't wait: see `drain`."""
        self._hearing.start(self._detached(card, owner))

    async def drain(self) -> None:
        """Wait until what was heard is written down; called as the till quits."""
        await self._hearing.drain()

    async def adopt(
        self, metadata: Mapping[str, str],
        on: tuple[CustomerId, PaymentIntentId | PaymentMethodId] | None = None,
    ) -> Agreement | None:  # fmt: skip
        """Take over what another till, or this one before it was lost, noted at Stripe: the
        agreement, its text made again where its version is here, and its end, which counts even
        when only that there is one can be read.

        `on`: the PaymentIntent it stands on, or the card where there was none, and whose that is.
        None where nothing is noted, or nothing that can be believed (logged): what can't be read,
        stands on another's payment or card, or has figures its text doesn't show.
        """
        named = AgreementId(metadata.get(ID, ""))
        kept = await self._ledger.read(lambda db: store.find(db, named))
        kept = kept or await self._noted(metadata)
        if kept is None:
            return None
        place = kept.payment_intent_id or kept.payment_method_id
        if on is not None and on != (kept.customer_id, place):
            _log.warning("agreement_of_another_payment agreement=%s", kept.id)
            return None
        if await self._ledger.write(lambda db: _added(db, kept)):
            self._events.publish(AgreementRecorded(kept, found=True))
        for noted in each_end(metadata):
            await self._end_noted(kept, noted)
        return kept

    async def _noted(self, metadata: Mapping[str, str]) -> Agreement | None:
        try:
            noted = from_metadata(metadata)
        except NotAnAgreement as error:
            _log.warning("agreement_unreadable error=%s", error)
            return None
        wording = await asyncio.to_thread(self._worded, noted) if noted is not None else None
        return replace(noted, wording=wording) if noted and wording else None

    async def _end_noted(self, agreement: Agreement, noted: Mapping[str, str]) -> None:
        at: datetime | None = None
        try:
            end = revocation_from_metadata(noted)
            if end is None or end.agreement_id != agreement.id:
                return
            if end.card is not None:
                await self.card_detached(end.card, agreement.customer_id)
                return
            at = end.at
        except NotAnAgreement as error:
            _log.warning("agreement_end_unreadable agreement=%s error=%s", agreement.id, error)
        await self._end(agreement.id, RevocationKind.ELSEWHERE, at=at, noted=True)

    def _worded(self, agreement: Agreement) -> Wording | None:
        """The text as it was agreed to; only its hash where its version isn't here, and None where
        the scope and that version make another."""
        noted = agreement.wording
        try:
            made = self._terms.render(
                noted.version, noted.language, agreement.scope, agreement.subject
            )
        except UserError as error:
            _log.warning("agreement_text_not_made agreement=%s why=%s", agreement.id, error.key)
            return noted
        if made.sha256 != noted.sha256:
            _log.warning("agreement_text_differs agreement=%s", agreement.id)
            return None
        return made

    async def _detached(self, card: PaymentMethodId, owner: CustomerId | None) -> None:
        try:
            await self.card_detached(card, owner)
        except EnvironmentFault as fault:
            # Stripe refuses a detached card as well; only the reason would be another.
            _log.warning("card_detached_not_noted card=%s fault=%s", card, fault.key)

    async def _end(
        self, agreement_id: AgreementId, kind: RevocationKind, *, reason: str = "",
        staff: str = "", at: datetime | None = None, noted: bool = False,
    ) -> AgreementRevoked:  # fmt: skip
        """`noted`: Stripe is where it was learned."""
        moment = at or self._now()

        def work(db: Database) -> tuple[Agreement, Revocation, bool]:
            agreement = find_in(db, agreement_id)
            for one in store.revocations_of(db, agreement_id):
                if one.kind is not RevocationKind.CARD_DETACHED:
                    return agreement, one, False
            end = Revocation(agreement_id, agreement.customer_id, kind, moment, reason, staff)
            store.add_revocation(db, end)
            if kind is RevocationKind.WISH and agreement.scope.purpose is Purpose.NEXT_TIME:
                wish_store.add(db, agreement_id, shown=False)
            if noted:
                store.set_noted(db, agreement_id, len(store.revocations_of(db, agreement_id)))
            return agreement, end, True

        agreement, end, new = await self._ledger.write(work)
        if new:
            return await self._told(agreement, end)
        return AgreementRevoked(end, await self._balances.left_open(agreement))

    async def _told(self, agreement: Agreement, end: Revocation) -> AgreementRevoked:
        event = AgreementRevoked(end, await self._balances.left_open(agreement))
        _log.info("agreement_ended agreement=%s kind=%s", agreement.id, end.kind)
        self._events.publish(event)
        return event

    def _now(self) -> datetime:
        return from_timestamp(to_timestamp(self._clock.now()))


def _add_new(db: Database, agreement: Agreement) -> Agreement | None:
    """The one that is there already under that id; None when it was added."""
    kept = store.find(db, agreement.id)
    if kept is not None:
        return kept
    number = agreement.act.paper_number
    if number and store.on_paper(db, number):
        raise UserError("agreement.paper_used", field="number", number=number)
    store.add(db, agreement)
    if number and Tick.SHOW_NEXT_TIME in agreement.act.ticked:
        wish_store.add(db, agreement.id, shown=True)  # on the page the tick itself tells Stripe
    return None


def _added(db: Database, agreement: Agreement) -> bool:
    """Whether it was new."""
    if store.find(db, agreement.id) is not None:
        return False
    store.add(db, agreement)
    store.set_noted(db, agreement.id, 0)
    return True


def _standing(db: Database, agreement_id: AgreementId) -> Standing:
    return Standing(find_in(db, agreement_id), store.revocations_of(db, agreement_id))
