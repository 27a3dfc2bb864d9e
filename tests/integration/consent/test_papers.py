"""Agreements on paper in a real ledger: one paper is one agreement, whenever it comes back."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.consent.model import Route, Tick
from pos_app.consent.paper_model import AskedOnPaper
from pos_app.consent.papers import PaperService
from pos_app.consent.service import Draft, Given
from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.storage import Storage
from tests.helpers.agreements import SUBJECT, a_scope
from tests.integration.consent.test_service import Till

ANA = CustomerId("cus_ana")
CARD = PaymentMethodId("pm_1")
NOW_PAID = Money(5_000, "eur")
LATER, SHOW = Tick.CHARGE_LATER, Tick.SHOW_NEXT_TIME
BEN = CustomerId("cus_ben")
ASKED = AskedOnPaper(ANA, NOW_PAID, a_scope(), SUBJECT.description)


class Papers(Till):
    def __init__(self, ledger: Storage, terms: Path) -> None:
        super().__init__(ledger, terms)
        self.papers = PaperService(ledger, self.clock, os.urandom)

    async def draft(self, card: PaymentMethodId | None = CARD) -> Draft:
        return await self.consent.draft(a_scope(card=card, any_card=False), SUBJECT, "fr")


@pytest_asyncio.fixture
async def till(tmp_path: Path) -> AsyncIterator[Papers]:
    path = tmp_path / "ledger.db"
    ledger = Storage.open(path, bytes(range(32)), LEDGER_SCHEMAS, durable=True)
    await ledger.ready()
    yield Papers(ledger, tmp_path / "terms")
    await ledger.close()


async def test_signed_it_is_no_agreement_until_what_it_says_is_paid(till: Papers) -> None:
    paper = await till.papers.prepare(ANA, await till.draft(), show=True)
    later = Papers(till.ledger, Path())  # it may come back another day
    for typed, ticked in (
        ({LATER: paper.number}, {LATER}), ({LATER: paper.number, SHOW: " "}, {LATER}),
        ({LATER: paper.number, SHOW: paper.show_number}, {LATER, SHOW}),
    ):  # fmt: skip
        signed = await later.papers.signed(typed, ASKED, [CARD])
        assert (signed.paper, signed.ticked) == (paper, ticked)
    assert not await till.consent.of_customer(ANA)


async def test_one_paper_is_one_agreement(till: Papers) -> None:
    paper = await till.papers.prepare(ANA, await till.draft(), show=True)
    given = Given(ANA, Route.PAPER, frozenset({LATER}), CARD, paper_number=paper.number)
    await till.consent.record(paper.draft, given)
    with pytest.raises(UserError, match=r"agreement\.paper_used") as refused:
        await till.papers.signed({LATER: paper.number}, ASKED, [CARD])
    assert refused.value.field == "number"
    assert len(await till.consent.of_customer(ANA)) == 1


async def test_a_number_nobody_printed_is_unknown(till: Papers) -> None:
    with pytest.raises(UserError, match=r"paper\.unknown"):
        await till.papers.signed({LATER: "P-000-000-000"}, ASKED, [CARD])


async def test_what_nobody_signed_is_not_agreed_to(till: Papers) -> None:
    paper = await till.papers.prepare(ANA, await till.draft(), show=True)
    unasked = await till.papers.prepare(ANA, await till.draft(), show=False)
    assert unasked.show_number == ""
    number, beside = paper.number, paper.show_number
    cases: list[tuple[dict[Tick, str], str, str]] = [
        ({}, "paper.not_signed", "number"),
        ({SHOW: beside}, "paper.not_signed", "number"),
        ({LATER: beside}, "paper.no_number", "number"),
        ({LATER: number, SHOW: number}, "paper.no_show_number", "show_number"),
        ({LATER: number, SHOW: "N-000-000-000"}, "paper.unknown", "show_number"),
        ({LATER: unasked.number, SHOW: beside}, "paper.other_paper", "show_number"),
    ]
    for typed, key, field in cases:
        with pytest.raises(UserError) as refused:
            await till.papers.signed(typed, ASKED, [CARD])
        assert (refused.value.key, refused.value.field) == (key, field)


async def test_another_customers_and_another_agreements_are_refused(till: Papers) -> None:
    typed = {LATER: (await till.papers.prepare(ANA, await till.draft(), show=True)).number}
    for asked, key in (
        (replace(ASKED, customer_id=BEN), "paper.other_customer"),
        (replace(ASKED, scope=a_scope(cap_minor=4_000)), "paper.other_agreement"),
        (replace(ASKED, description="Another bike"), "paper.other_agreement"),
    ):
        with pytest.raises(UserError) as refused:
            await till.papers.signed(typed, asked, [CARD])
        assert refused.value.key == key


async def test_no_two_papers_have_one_number(till: Papers) -> None:
    given = iter([bytes(8), bytes(8), bytes(8), b"\0" * 7 + b"\1", bytes(8), b"\0" * 7 + b"\2"])
    papers = PaperService(till.ledger, till.clock, lambda _: next(given))
    made = [await papers.prepare(ANA, await till.draft(), show=True) for _ in range(2)]
    assert [one.number for one in made] == ["P-000-000-000", "P-000-000-001"]
    assert [one.show_number for one in made] == ["N-000-000-000", "N-000-000-002"]
