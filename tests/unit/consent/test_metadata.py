"""An agreement through Stripe metadata and back: nothing lost, and within Stripe's limits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.consent.metadata import (
    NotAnAgreement,
    from_metadata,
    revocation_from_metadata,
    revocation_to_metadata,
    to_metadata,
)
from pos_app.consent.model import (
    LONGEST_INTERVAL,
    REPEATED,
    Act,
    Agreement,
    Cancellation,
    Interval,
    Purpose,
    Revocation,
    RevocationKind,
    Route,
    Scope,
    Subject,
    Tick,
    Unit,
    Wording,
    check_agreement,
    text_hash,
)
from pos_app.kernel.ids import (
    AgreementId,
    CustomerId,
    PaymentIntentId,
    PaymentMethodId,
    SessionId,
    TillId,
)
from pos_app.kernel.metadata import LONGEST_KEY, LONGEST_VALUE, MOST_KEYS
from pos_app.kernel.money import Money
from tests.helpers.agreements import a_scope, an_agreement

ANA = CustomerId("cus_ana")
OURS = 6
"""Keys that other features note on the same PaymentIntent, at most."""

seconds = st.integers(0, 4_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))
zones = st.integers(-14 * 4, 14 * 4).map(
    lambda quarters: timezone(timedelta(minutes=15 * quarters))
)
locals_ = st.builds(lambda moment, zone: moment.astimezone(zone), seconds, zones)
printable = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), max_codepoint=0xFFFF)
)
ids = st.text("abcdefghijklmnopqrstuvwxyzABCDEF0123456789_", min_size=1, max_size=70)


def cut(texts: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    return texts.map(lambda text: text[:most]).filter(str.isprintable)


subjects = st.builds(
    Subject,
    shop_name=st.text(min_size=1, max_size=120),
    shop_address=st.text(max_size=400),
    description=st.text(max_size=200),
    card_label=st.text(max_size=30),
    prepaid=st.none() | st.builds(Money, st.integers(1, 99_999_999), st.just("eur")),
)


intervals = st.builds(Interval, st.integers(1, LONGEST_INTERVAL), st.sampled_from(Unit))


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Any that check_agreement takes."""
    purpose = draw(st.sampled_from(Purpose))
    charges = purpose is not Purpose.NEXT_TIME
    cap = draw(st.integers(1, 99_999_999)) if charges else 0
    one, other = draw(locals_), draw(locals_)
    card = draw(st.none() | ids.map(PaymentMethodId))
    scope = Scope(
        purpose=purpose,
        currency=draw(st.sampled_from(["eur", "usd", "jpy", "tnd"])),
        cap_minor=cap,
        total_minor=cap + draw(st.integers(0, 10**9)) if charges else 0,
        count=draw(st.integers(1, 10**6)) if charges else 0,
        earliest=min(one, other),
        latest=max(one, other),
        card=card,
        cancellation=Cancellation(
            draw(st.integers(0, 365)), draw(st.booleans()), draw(st.integers(1, 365))
        ),
        any_card=card is None,
        interval=draw(st.none() | intervals) if purpose in REPEATED else None,
    )
    route = draw(st.sampled_from(Route))
    wanted = Tick.CHARGE_LATER if charges else Tick.SHOW_NEXT_TIME
    return Agreement(
        id=AgreementId(draw(ids)),
        customer_id=CustomerId(draw(ids)),
        scope=scope,
        subject=draw(subjects),
        wording=Wording(draw(ids)[:40], draw(st.sampled_from(["fr", "en"])), "", "", "",
                        text_hash(draw(st.text()))),
        act=Act(
            at=draw(seconds),
            offset_minutes=draw(st.integers(-840, 840)),
            till_id=TillId(draw(ids)[:40]),
            till_name=draw(cut(printable, 60)),
            route=route,
            ticked=draw(st.frozensets(st.sampled_from(Tick))) | {wanted},
            staff=draw(cut(printable, 80)),
            paper_number=draw(ids)[:40] if route is Route.PAPER else "",
        ),
        session_id=draw(st.none() | ids.map(SessionId)),
        payment_intent_id=draw(st.none() | ids.map(PaymentIntentId)),
        payment_method_id=draw(st.none() | ids.map(PaymentMethodId)),
    )  # fmt: skip


@given(agreements())
def test_there_and_back(agreement: Agreement) -> None:
    check_agreement(agreement)
    noted = to_metadata(agreement)
    back = from_metadata(noted)
    assert back == agreement
    # Equal moments may differ in what the customer read as their date.
    assert back is not None
    for name in ("earliest", "latest"):
        assert getattr(back.scope, name).isoformat() == getattr(agreement.scope, name).isoformat()
    assert len(noted) <= MOST_KEYS - OURS
    for key, value in noted.items():
        assert len(key) <= LONGEST_KEY
        assert 0 < len(value) <= LONGEST_VALUE


@given(st.sampled_from(RevocationKind), ids, ids, seconds, ids)
def test_a_revocation_there_and_back(
    kind: RevocationKind, agreement: str, customer: str, at: datetime, card: str
) -> None:
    detached = PaymentMethodId(card) if kind is RevocationKind.CARD_DETACHED else None
    plain = Revocation(AgreementId(agreement), CustomerId(customer), kind, at, card=detached)
    worded = replace(plain, reason="Mme Léger ne veut plus", staff="Ana")
    noted = revocation_to_metadata(worded)
    assert revocation_from_metadata(noted) == plain, "names stay in the ledger"
    assert all(len(value) <= LONGEST_VALUE for value in noted.values())


def with_interval(interval: str) -> str:
    scope = to_metadata(an_agreement(ANA, a_scope(Purpose.TOP_UP)))["agreement_scope"]
    return f'{scope[:-1]},"interval":{interval}}}'


def test_an_interval_is_read() -> None:
    noted = to_metadata(an_agreement(ANA, a_scope(Purpose.TOP_UP)))
    noted["agreement_scope"] = with_interval('[2,"week"]')
    found = from_metadata(noted)
    assert found is not None
    assert found.scope.interval == Interval(2, Unit.WEEK)


def test_other_metadata_is_no_agreement() -> None:
    assert from_metadata({"item": "item_1", "sale": "sale_1"}) is None
    assert revocation_from_metadata({"item": "item_1"}) is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("agreement_scope", "{}"),
        ("agreement_scope", "nonsense"),
        ("agreement_scope", '{"purpose":"balance","currency":"eur","cap":"many"}'),
        *[
            ("agreement_scope", with_interval(one))
            for one in ('[0,"month"]', '[1,"year"]', "[1]", '["1","day"]', "1", '[367,"day"]')
        ],
        ("agreement_act", "[]"),
        ("agreement_act", "null"),
        ("agreement_terms", '["2026-11"]'),
        ("agreement_ids", '["cus_ana"]'),
        ("agreement_about", '{"shop_name":1}'),
    ],
)
def test_changed_metadata_is_not_believed(key: str, value: str) -> None:
    noted = to_metadata(an_agreement(ANA)) | {key: value}
    with pytest.raises(NotAnAgreement):
        from_metadata(noted)


@pytest.mark.parametrize("key", sorted(to_metadata(an_agreement(ANA)).keys() - {"agreement"}))
def test_missing_metadata_is_not_believed(key: str) -> None:
    noted = to_metadata(an_agreement(ANA))
    del noted[key]
    with pytest.raises(NotAnAgreement):
        from_metadata(noted)


def test_metadata_of_an_agreement_nobody_ticked_is_not_believed() -> None:
    agreement = an_agreement(ANA)
    unticked = replace(agreement, act=replace(agreement.act, ticked=frozenset()))
    with pytest.raises(NotAnAgreement):
        from_metadata(to_metadata(unticked))


def test_a_revocation_that_cant_be_read() -> None:
    with pytest.raises(NotAnAgreement):
        revocation_from_metadata({"agreement_revoked": '{"kind":"wish"}'})


def test_a_date_without_its_offset_is_not_believed() -> None:
    naive = a_scope().earliest.isoformat().removesuffix("+00:00")
    noted = to_metadata(an_agreement(ANA))
    noted["agreement_scope"] = noted["agreement_scope"].replace(f"{naive}+00:00", naive)
    with pytest.raises(NotAnAgreement):
        from_metadata(noted)
