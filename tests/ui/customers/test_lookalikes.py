"""While a customer is written, those who may be the same one are named; saving stays possible."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.customers.model import Customer, CustomerDraft
from pos_app.kernel.errors import EnvironmentFault
from tests.ui.customers.fakes import FakeCustomers, customer
from tests.ui.customers.hands import act, click, keys, named, press, rest
from tests.ui.customers.people import FakePeople
from ui.customers.editor import CustomerEditor
from ui.customers.editor_view_model import EditorViewModel
from ui.widgets.tag_field import TagChip, TagField

ANNA = customer(1, "Anna Karina", phone="06 12 34 56 78", email="anna@example.com")
TWIN = customer(2, "A. Karina", phone="+33 6 12 34 56 78", email="ak@example.com")


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.people = FakePeople([ANNA, TWIN])
        self.customers = FakeCustomers([ANNA, TWIN])
        self.model = EditorViewModel(self.customers, people=self.people, pause_seconds=0)
        self.editor = CustomerEditor(self.model)
        self.model.setParent(self.editor)
        qtbot.addWidget(self.editor)
        self.editor.resize(1000, 800)
        self.saved: list[Customer] = []
        self.opened: list[Customer] = []
        self.same: list[tuple[Customer, Customer]] = []
        self.editor.saved.connect(self.saved.append)
        self.editor.existing.connect(self.opened.append)
        self.editor.same.connect(lambda *pair: self.same.append(pair))
        self.phone = named(self.editor, "phoneField", QLineEdit)
        self.notice = named(self.editor, "lookalikes")

    async def begin(self, who: Customer | None = None) -> None:
        def show() -> None:
            self.editor.begin(who, CustomerDraft(name="") if who is None else None)
            self.editor.show()
            self.editor.activateWindow()

        await act(show)
        await rest()


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


def test_the_existing_one_is_named_while_typing_and_one_key_opens_them(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        await world.begin()
        assert not world.notice.isVisible()
        await keys(world.phone, "0612345678")
        assert world.notice.isVisible()
        assert "Anna Karina – same phone" in world.notice.accessibleName()
        await press(world.phone, Qt.Key.Key_F2)
        assert world.opened == [ANNA]

    run(flow())


def test_saving_anyway_makes_a_second_customer(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        await keys(world.phone, "0612345678")
        await press(world.phone, Qt.Key.Key_Return)
        assert [call for call, _ in world.customers.drafts] == ["create"]
        assert len(world.saved) == 1

    run(flow())


def test_the_warning_goes_when_the_reason_does_and_with_the_next_customer(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        await world.begin()
        await keys(world.phone, "0612345678")
        await press(world.phone, Qt.Key.Key_Backspace)
        assert not world.notice.isVisible()
        await keys(world.phone, "8")
        assert world.notice.isVisible()
        await world.begin()
        assert not world.notice.isVisible()

    run(flow())


def test_a_cache_that_cannot_be_read_keeps_nobody_from_saving(world: World, run: Any) -> None:
    async def flow() -> None:
        fault = EnvironmentFault("storage.busy", retryable=True, file="cache.db")
        world.people.faults["lookalikes"] = [fault] * 20
        await world.begin()
        await keys(world.phone, "0612345678")
        assert not world.notice.isVisible()
        await press(world.phone, Qt.Key.Key_Return)
        assert len(world.saved) == 1

    run(flow())


def test_editing_names_the_twin_and_offers_that_they_are_one(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(ANNA)
        assert "A. Karina – same phone" in world.notice.accessibleName()
        await click(named(world.editor, f"same_{TWIN.id}"))
        assert world.same == [(ANNA, TWIN)]
        assert not world.customers.drafts, "nothing was changed, so nothing is saved"

    run(flow())


def test_what_was_typed_is_saved_before_they_are_made_one(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(ANNA)
        await act(lambda: named(world.editor, "nameField", QLineEdit).setText("Anna K."))
        await click(named(world.editor, f"same_{TWIN.id}"))
        await rest()
        assert [draft.name for _, draft in world.customers.drafts] == ["Anna K."]
        assert [(one.name, other) for one, other in world.same] == [("Anna K.", TWIN)]
        assert not world.saved

    run(flow())


def test_a_new_customer_cannot_be_merged_before_there_is_one(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        await keys(world.phone, "0612345678")
        assert world.editor.findChild(type(world.notice), f"same_{TWIN.id}") is None

    run(flow())


def test_a_scanned_code_is_the_number_and_says_whose_it_is(world: World, run: Any) -> None:
    async def flow() -> None:
        world.people.people.append(replace(customer(3, "Max", phone=""), number="0010423"))
        await world.begin()
        await act(lambda: world.editor.take_code("0010423"))
        await rest()
        assert named(world.editor, "numberField", QLineEdit).text() == "0010423"
        assert "Max – same customer number" in world.notice.accessibleName()

    run(flow())


def test_number_postcode_and_tags_are_shown_and_saved(world: World, run: Any) -> None:
    async def flow() -> None:
        who = replace(ANNA, number="C-1", postcode="75011", tags=("VIP", "tea"))
        world.people.people.clear()
        world.customers.people = [who]
        await world.begin(who)
        field = named(world.editor, "tagField", QLineEdit)
        await keys(field, "wine, red")
        await press(field, Qt.Key.Key_Return)
        assert not world.customers.drafts, "Enter took the tag, it didn't save"
        await act(lambda: named(world.editor, "postcodeField", QLineEdit).setText("69001"))
        await click(named(world.editor, "saveCustomer"))
        ((_, draft),) = world.customers.drafts
        assert (draft.number, draft.postcode) == ("C-1", "69001")
        assert draft.tags == ("VIP", "tea", "wine", "red")

    run(flow())


def test_tags_by_keyboard_alone(qtbot: QtBot, qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        field = TagField()
        qtbot.addWidget(field)
        submitted: list[str] = []
        field.submitted.connect(lambda: submitted.append("enter"))
        field.show()
        field.activateWindow()
        line = named(field, "tagField", QLineEdit)
        await keys(line, "VIP")
        assert field.tags() == ("VIP",), "what is typed counts, also before Enter"
        await press(line, Qt.Key.Key_Return)
        assert not submitted
        await keys(line, "vip,tea,")
        assert field.tags() == ("VIP", "tea")
        assert [chip.accessibleName() for chip in field.findChildren(TagChip)] == ["VIP", "tea"]
        await press(line, Qt.Key.Key_Backspace)
        assert field.tags() == ("VIP",)
        await press(line, Qt.Key.Key_Return)
        assert submitted == ["enter"]

    run(flow())
