"""A customer's agreements on their panel, and one in full."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from pos_app.consent.model import AgreementRecorded, Purpose, RevocationKind
from pos_app.consent.service import Standing
from pos_app.kernel.errors import EnvironmentFault, RemoteUnreachable
from pos_app.kernel.ids import AgreementId
from pos_app.kernel.money import Money
from tests.ui.consent.fakes import ZERO, agreement, ended, instalments, over, worded
from tests.ui.consent.world import World
from tests.ui.customers.hands import act, click, named, press, rest
from ui.consent.row import AgreementRow
from ui.consent.showing import AGREEMENT

OPEN = Money(5_000, "eur")


def rows(world: World) -> list[str]:
    found = world.showing.list.findChildren(AgreementRow)
    return [one.accessibleName() for one in found]


def test_what_how_much_until_when_on_which_card_and_how_it_stands(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        given = [Standing(agreement(), []), Standing(instalments(), []), Standing(over(), [])]
        world = World(qtbot, [*given, ended(agreement(Purpose.TOP_UP, 4, count=6))])
        world.agreements.open = {AgreementId("agr_0001"): OPEN, AgreementId("agr_0002"): OPEN}
        await world.list()
        balance, plan, past, revoked = rows(world)
        assert balance.startswith(
            "Balance of a deposit, In force, up to €50.00, until 31\u00a0Dec\u00a02035"
        )
        assert "Visa ••••\u00a04242" in balance
        assert "Vélo sur mesure" in balance
        assert (
            "4 × €450.00 at most, every month, up to €1,800.00, until 30\u00a0Jun\u00a02027" in plan
        )
        assert "Ended" in past
        assert "Its time was over on 30\u00a0Jun\u00a02026." in past
        assert "Revoked" in revoked
        assert "The customer ended it here" in revoked

    run(flow())


@pytest.mark.parametrize(
    ("standing", "says"),
    [
        (Standing(agreement(), []), "Everything it was for was charged."),
        (ended(agreement(), RevocationKind.CARD_DETACHED), "The card is no longer saved."),
        (ended(agreement(), RevocationKind.ELSEWHERE), "ended at another till or at Stripe"),
        (Standing(agreement(card=None, any_card=True), []), "any saved card"),
        (Standing(agreement(Purpose.NEXT_TIME), []), "Show the card next time, In force"),
    ],
)
def test_why_one_has_ended(qtbot: QtBot, run: Any, standing: Standing, says: str) -> None:
    async def flow() -> None:
        world = World(qtbot, [standing])
        await world.list()
        assert says in rows(world)[0]

    run(flow())


def test_a_customer_without_any_sees_nothing_and_a_new_one_appears(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [])
        await world.list()
        assert not world.showing.list.isVisible()
        world.agreements.given = [Standing(agreement(), [])]
        world.bus.publish(AgreementRecorded(agreement()))
        await rest()
        assert world.showing.list.isVisible()
        assert len(rows(world)) == 1

    run(flow())


def test_two_hundred_are_shown_a_few_at_a_time(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        given = [Standing(agreement(Purpose.TOP_UP, number), []) for number in range(200)]
        world = World(qtbot, given)
        await world.list()
        assert len(rows(world)) == 4
        more = named(world.window, "moreAgreements", QPushButton)
        assert more.text() == "Show 196 more"
        await act(more.click)
        await rest()
        assert len(rows(world)) == 8

    run(flow())


def test_a_ledger_that_can_t_be_read_is_said_and_the_rows_stay(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(), [])])
        await world.list()
        wrong = EnvironmentFault("storage.read_only", retryable=False, file="ledger.db")
        world.agreements.faults["of_customer"] = [wrong]
        await act(world.showing.listed.refresh)
        assert world.says("agreementsFault")
        assert len(rows(world)) == 1
        await act(world.showing.listed.refresh)
        assert not named(world.window, "agreementsFault").isVisible()

    run(flow())


def test_one_in_full_with_the_keyboard_alone(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        one = agreement()
        world = World(qtbot, [Standing(one, [])])
        world.agreements.open = {one.id: OPEN}
        await world.list()
        await press(named(world.window, "agreement_agr_0001"), Qt.Key.Key_Return)
        await rest()
        assert world.window.current_screen() == AGREEMENT
        assert world.says("agreementText") == one.wording.full.strip()
        shown = world.says("agreementHash").partition(": ")[2]
        assert shown.replace(" ", "") == one.wording.sha256
        assert world.says("fact_ticked") == "May be charged while away"
        assert world.says("fact_at") == "20\u00a0Nov\u00a02026 15:30", "the shop's own time"
        assert world.says("fact_where") == "Comptoir"
        assert world.says("fact_staff") == "Ana"
        assert world.says("fact_language") == "French"
        assert world.says("fact_card") == "Visa ••••\u00a04242"
        assert world.says("fact_left") == "€50.00"
        assert named(world.window, "revokeAgreement").isVisible()
        back = named(world.window, "backFromAgreement")
        assert back.hasFocus(), "Enter ends nothing"
        await press(back, Qt.Key.Key_Return)
        assert world.window.current_screen() == "customers"

    run(flow())


def test_one_whose_text_only_another_till_has(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(worded(agreement(), full=""), [])])
        await world.open()
        assert "doesn’t have the text" in world.says("agreementText")
        assert not named(world.window, "revokeAgreement").isVisible(), "all of it was charged"

    run(flow())


def test_an_ended_one_says_why_and_can_t_be_ended_again(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [ended(agreement(), reason="Moved away")])
        world.agreements.open = {AgreementId("agr_0001"): OPEN}
        await world.open()
        said = world.says("agreementState")
        assert "Revoked" in said
        assert "charges nothing under it any more" in said
        assert "are now at risk: take them" in said
        assert world.says("fact_why") == "Moved away"
        assert "Moved away" not in said, "once is enough"
        assert not named(world.window, "revokeAgreement").isVisible()

    run(flow())


def test_a_fault_leaves_what_was_shown(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(), [])])
        wrong = EnvironmentFault("storage.read_only", retryable=False, file="ledger.db")
        world.agreements.faults["agreement"] = [wrong]
        world.agreements.open = {AgreementId("agr_0001"): ZERO}
        await world.open()
        assert "may not be how it stands now" in world.says("agreementFault")
        assert world.says("agreementText")
        button = named(world.window, "agreementFault").findChild(QPushButton)
        assert button is not None
        await click(button)
        await rest()
        assert not named(world.window, "agreementFault").isVisible()

    run(flow())


def test_what_other_tills_noted_is_asked_for_when_the_customer_opens(
    qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        world = World(qtbot, [])
        await world.list()
        assert world.learned == [agreement().customer_id]
        world.agreements.given = [Standing(agreement(), [])]
        await act(lambda: world.bus.publish(AgreementRecorded(agreement(), found=True)))
        await rest()
        assert len(rows(world)) == 1
        assert "Agreement recorded" not in world.window.status_text(), "not given here"
        await act(lambda: world.bus.publish(AgreementRecorded(agreement())))
        assert "Agreement recorded" in world.window.status_text()

    run(flow())


def test_news_that_cant_be_had_is_said_beside_what_is_known(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(), [])])
        world.learning = [RemoteUnreachable()]
        await world.list()
        await rest()
        assert "Some may be missing here" in world.says("agreementsFault")
        assert len(rows(world)) == 1
        await act(world.showing.listed.refresh)
        await rest()
        assert "Some may be missing here" in world.says("agreementsFault"), "until it is known"

    run(flow())


def test_a_revoked_one_that_leaves_something_open_is_at_risk(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        paid = ended(agreement(number=2))
        detached = ended(agreement(number=3), RevocationKind.CARD_DETACHED)
        wide = ended(agreement(Purpose.TOP_UP, 4, count=6))
        world = World(qtbot, [ended(agreement()), paid, detached, wide])
        world.agreements.open = {
            AgreementId(f"agr_000{number}"): OPEN for number in (1, 3, 4)
        }  # fmt: skip
        await world.list()
        first, second, third, fourth = rows(world)
        assert "Revoked, €50.00 at risk" in first
        assert "at risk" not in second
        assert "Revoked, €50.00 at risk" in third
        assert "at risk" not in fourth, "a top-up owes nothing before it is used"

    run(flow())
