"""The list grows as it is scrolled, and Stripe is asked only when somebody wants it."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication

from pos_app.customers.drafting import draft_from
from pos_app.customers.model import Customer, CustomerSaved, Hit
from pos_app.kernel.errors import RemoteUnreachable, Superseded
from pos_app.kernel.events import EventBus
from pos_app.sync.model import SyncProgressed
from tests.ui.customers.fakes import FakeCustomers, FakePayments, StoppedClock, customer
from tests.ui.customers.hands import rest
from tests.ui.customers.people import AskableCustomers, FakePeople
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.screen import CustomersScreen
from ui.customers.table_model import APPROXIMATE_ROLE, LINKED_ROLE, HitModel
from ui.customers.view_model import PAGE, LookupViewModel, StripeAnswer
from ui.shell.events import EventBridge


def crowd(size: int) -> list[Customer]:
    return [customer(number, f"Anna {number:03d}") for number in range(1, size + 1)]


def ids(model: LookupViewModel) -> list[str]:
    return [hit.customer.id for hit in model.hits]


def test_every_customer_comes_once_page_by_page(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        people = FakeCustomers(crowd(2 * PAGE + 7))
        model = LookupViewModel(people, EventBridge(EventBus()))
        rows = HitModel()
        model.found.connect(lambda: rows.show(model.hits, model.text, more=model.more))
        model.grown.connect(lambda hits: rows.append(hits, more=model.more))
        rows.wanted.connect(model.fetch_more)
        model.search("anna")
        await rest()
        assert rows.rowCount() == PAGE
        while rows.canFetchMore(QModelIndex()):
            rows.fetchMore(QModelIndex())
            rows.fetchMore(QModelIndex())  # a view may ask twice before the answer
            await rest()
        assert ids(model) == [one.id for one in people.people]
        assert rows.rowCount() == len(people.people)
        assert len(people.asked) == 3

    run(flow())


def test_a_list_that_just_fills_a_page_has_no_more(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        model = LookupViewModel(FakeCustomers(crowd(PAGE)), EventBridge(EventBus()))
        model.search("")
        await rest()
        assert (len(model.hits), model.more) == (PAGE, False)

    run(flow())


def test_somebody_served_meanwhile_is_not_listed_twice(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        people = FakeCustomers(crowd(PAGE + 5))
        model = LookupViewModel(people, EventBridge(EventBus()))
        model.search("")
        await rest()
        people.people.insert(0, customer(999, "Anna New"))
        model.fetch_more()
        await rest()
        assert len(ids(model)) == len(set(ids(model)))
        assert set(ids(model)) >= {one.id for one in crowd(PAGE + 5)}

    run(flow())


def test_rows_of_an_older_text_never_follow_a_newer_one(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        people = FakeCustomers([*crowd(PAGE + 5), customer(900, "Zoë")])
        model = LookupViewModel(people, EventBridge(EventBus()))
        model.search("anna")
        await rest()
        gate = people.gates["find anna"] = asyncio.Event()
        model.fetch_more()
        await rest()
        model.search("zoë")
        await rest()
        gate.set()
        await rest()
        assert [hit.customer.name for hit in model.hits] == ["Zoë"]
        assert not model.more

    run(flow())


def test_a_change_elsewhere_keeps_what_was_scrolled(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        bus = EventBus()
        people = FakeCustomers(crowd(3 * PAGE))
        model = LookupViewModel(people, EventBridge(bus))
        model.search("")
        await rest()
        model.fetch_more()
        await rest()
        bus.publish(CustomerSaved(people.people[0]))
        await rest()
        assert len(model.hits) == 2 * PAGE
        assert model.more

    run(flow())


def test_whom_a_row_was_merged_into_is_named_and_follows_a_new_name(
    qapp: QApplication, run: Any
) -> None:
    async def flow() -> None:
        bus = EventBus()
        kept = customer(1, "Marie Dupont")
        other = replace(customer(2, "M. Dupond"), linked_to=kept.id)
        people = FakePeople([kept, other])
        model = LookupViewModel(FakeCustomers([other]), EventBridge(bus), people=people)
        rows = HitModel()
        model.found.connect(lambda: rows.show(model.hits, model.text))
        model.named.connect(lambda: rows.set_names(model.names))
        model.search("")
        await rest()
        assert rows.index(0, 0).data(LINKED_ROLE) == "Merged into Marie Dupont"
        bus.publish(CustomerSaved(replace(kept, name="Marie Martin")))
        await rest()
        assert rows.index(0, 0).data(LINKED_ROLE) == "Merged into Marie Martin"

    run(flow())


def test_what_is_read_aloud_says_it_all(qapp: QApplication) -> None:
    who = replace(customer(1, "Marie", phone="06 12"), number="C-7")
    rows = HitModel()
    rows.show([Hit(who, ("4242",), approximate=True)], "")
    spoken = rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Marie, 06 12, james.oconnor@example.com, customer number C-7, "
        "cards ending in 4 2 4 2, close match"
    )
    assert rows.index(0, 0).data(APPROXIMATE_ROLE) == "close match"
    rows.show([Hit(who, ())], "")
    assert "close match" not in rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert rows.index(0, 0).data(APPROXIMATE_ROLE) == ""


def test_stripe_is_asked_only_on_wish_and_the_answer_is_listed(
    qapp: QApplication, run: Any
) -> None:
    async def flow() -> None:
        customers = AskableCustomers(at_stripe=[customer(5, "Zoë")])
        model = LookupViewModel(customers, EventBridge(EventBus()), stripe=customers)
        model.search("06 99")
        await rest()
        assert model.stripe is StripeAnswer.NOT_ASKED
        assert not model.hits
        model.ask_stripe()
        await rest()
        assert [hit.customer.name for hit in model.hits] == ["Zoë"]

    run(flow())


def test_stripe_may_know_nobody_or_be_away_and_a_new_text_forgets_that(
    qapp: QApplication, run: Any
) -> None:
    async def flow() -> None:
        customers = AskableCustomers()
        model = LookupViewModel(customers, EventBridge(EventBus()), stripe=customers)
        model.search("zzz")
        model.ask_stripe()
        await rest()
        assert model.stripe is StripeAnswer.NOBODY
        customers.faults["fetch_missing"] = [RemoteUnreachable()]
        model.ask_stripe()
        await rest()
        assert model.stripe is StripeAnswer.FAILED
        assert isinstance(model.stripe_fault, RemoteUnreachable)
        model.search("zzzz")
        assert model.stripe is StripeAnswer.NOT_ASKED
        await rest()

    run(flow())


def test_the_answer_to_an_older_question_is_not_shown_for_a_newer(
    qapp: QApplication, run: Any
) -> None:
    async def flow() -> None:
        customers = AskableCustomers(at_stripe=[customer(5, "Zoë")])
        gate = customers.gates["fetch_missing"] = asyncio.Event()
        model = LookupViewModel(customers, EventBridge(EventBus()), stripe=customers)
        model.search("zoe")
        model.ask_stripe()
        await rest()
        model.search("max")
        gate.set()
        await rest()
        assert not model.hits
        assert model.stripe is StripeAnswer.NOT_ASKED

    run(flow())


def test_it_is_known_while_the_first_fill_runs(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        bus = EventBus()
        model = LookupViewModel(FakeCustomers(), EventBridge(bus))
        bus.publish(SyncProgressed(100, finished=False))
        await rest()
        assert model.filling
        bus.publish(SyncProgressed(200, finished=True))
        await rest()
        assert not model.filling

    run(flow())


def test_news_that_stop_the_question_after_stripe_leave_nobody_waiting(
    qapp: QApplication, run: Any
) -> None:
    async def flow() -> None:
        people = AskableCustomers(at_stripe=[customer(9, "Zoé Far")])
        model = LookupViewModel(people, EventBridge(EventBus()), stripe=people)
        model.search("zoe")
        await rest()
        people.faults["find zoe"] = [Superseded()]  # the list asked anew, as it does while filling
        model.ask_stripe()
        await rest()
        assert model.stripe is StripeAnswer.NOT_ASKED
        assert ids(model) == ["cus_0009"]

    run(flow())


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("C-10423", "number"), ("VIP0042", "number"), ("1042", "number"), ("0612", "phone"),
        ("+4420", "phone"), ("6123456", "phone"), ("O2", "number"), ("Rue 12 bis", "name"),
        ("Anna", "name"),
    ],
)  # fmt: skip
def test_numbers_of_the_shop_and_phones_are_told_apart(typed: str, field: str) -> None:
    assert getattr(draft_from(typed), field) == typed


@pytest.mark.parametrize("then", ["typed", "opened"])
def test_a_scan_that_takes_long_opens_nobody_over_what_came_after(
    qapp: QApplication, run: Any, then: str
) -> None:
    async def flow() -> None:
        people = FakePeople([customer(9)])
        people.gates["scanned"] = asyncio.Event()  # Stripe is asked for who isn't here yet
        bridge = EventBridge(EventBus())
        lookup = LookupViewModel(FakeCustomers(crowd(2)), bridge, people=people)
        panel = PanelViewModel(FakeCustomers(crowd(2)), FakePayments(), bridge, StoppedClock())
        screen = CustomersScreen(lookup, panel)
        screen.begin()
        await rest()
        screen.scan("cus_0009")
        await rest()
        if then == "typed":
            lookup.search("anna")
        else:
            screen._open(1)
        people.gates["scanned"].set()
        await rest()
        shown = panel.customer.id if panel.customer else None
        assert shown == {"typed": None, "opened": "cus_0002"}[then]

    run(flow())


def test_what_was_scanned_is_the_shops_own_number() -> None:
    assert draft_from("0612345678", scanned=True).number == "0612345678"
