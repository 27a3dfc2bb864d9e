"""The newest question is the one that is answered."""

import asyncio
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.customers.drafting import draft_from
from pos_app.customers.model import CustomerSaved
from pos_app.kernel.errors import EnvironmentFault, PosError
from pos_app.kernel.events import EventBus
from tests.ui.customers.fakes import FakeCustomers, customer
from tests.ui.customers.hands import rest
from ui.customers.view_model import LookupViewModel
from ui.shell.events import EventBridge


def test_a_late_answer_to_an_older_text_is_dropped(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        slow = asyncio.Event()
        people = FakeCustomers([customer(1, "Anna"), customer(2, "Annabel")])
        people.gates["find a"] = slow
        model = LookupViewModel(people, EventBridge(EventBus()))
        model.search("a")
        await rest()
        model.search("annab")
        await rest()
        slow.set()
        await rest()
        assert [hit.customer.name for hit in model.hits] == ["Annabel"]

    run(flow())


def test_a_fault_keeps_the_hits(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        people = FakeCustomers([customer(1, "Anna")])
        model = LookupViewModel(people, EventBridge(EventBus()))
        told: list[PosError] = []
        model.faulted.connect(told.append)
        model.search("anna")
        await rest()
        people.faults["find anna b"] = [
            EnvironmentFault("storage.busy", retryable=True, file="cache.db")
        ]
        model.search("anna b")
        await rest()
        assert [fault.key for fault in told] == ["storage.busy"]
        assert [hit.customer.name for hit in model.hits] == ["Anna"]

    run(flow())


def test_a_saved_customer_is_looked_up_again(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        bus = EventBus()
        people = FakeCustomers([customer(1, "Anna")])
        model = LookupViewModel(people, EventBridge(bus))
        model.search("")
        await rest()
        people.people.append(customer(2, "Bertha"))
        bus.publish(CustomerSaved(people.people[1]))
        await rest()
        assert len(model.hits) == 2

    run(flow())


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Jane Doe", "name"),
        ("jane@example.com", "email"),
        ("+44 20 7946 0018", "phone"),
        ("06 12 34 56 78", "phone"),
        ("Room 1204 Smith", "name"),
    ],
)
def test_what_was_typed_goes_where_it_belongs(typed: str, field: str) -> None:
    draft = draft_from(f"  {typed} ")
    assert getattr(draft, field) == typed
    assert sum(bool(part) for part in (draft.name, draft.email, draft.phone)) == 1
