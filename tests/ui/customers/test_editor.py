"""Saving customers: once, and with every reason beside its field."""

import asyncio
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from pos_app.customers.model import Customer, CustomerDraft, draft_of
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown, RemoteUnreachable
from tests.ui.customers.fakes import FakeCustomers, customer
from tests.ui.customers.hands import act, click, keys, named, press, rest
from ui.customers.editor import CustomerEditor
from ui.customers.editor_view_model import EditorViewModel
from ui.widgets.banner import Banner
from ui.widgets.field_row import FieldRow


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.people = FakeCustomers()
        self.model = EditorViewModel(self.people)
        self.editor = CustomerEditor(self.model)
        self.model.setParent(self.editor)
        qtbot.addWidget(self.editor)
        self.editor.resize(1000, 600)
        self.saved: list[Customer] = []
        self.editor.saved.connect(self.saved.append)
        self.email = named(self.editor, "emailField", QLineEdit)
        self.name = named(self.editor, "nameField", QLineEdit)
        self.save = named(self.editor, "saveCustomer")
        self.fault = named(self.editor, "editorFault", Banner)

    async def begin(self, who: Customer | None = None, draft: CustomerDraft | None = None) -> None:
        def show() -> None:
            self.editor.begin(who, draft)
            self.editor.show()
            self.editor.activateWindow()

        await act(show)

    def error_of(self, field: QLineEdit) -> str:
        row = field.parentWidget()
        assert isinstance(row, FieldRow)
        return row.error()


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_fields_are_seen_on_a_small_screen(
    world: World, run: Any, dress: Any, language: str
) -> None:
    """1024 × 768 in training leaves 610 pixels of height."""
    dress(language=language)

    async def flow() -> None:
        world.editor.resize(1024, 610)
        await world.begin()
        await rest()
        for area in world.editor.findChildren(QScrollArea):
            assert not area.verticalScrollBar().isVisible()
        assert world.save.visibleRegion().boundingRect().size() == world.save.size()

    run(flow())


def test_a_bad_address_is_refused_beside_its_field_and_mended(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(None, CustomerDraft(name="Zoë"))
        await keys(world.email, "zoe@")
        await press(world.email, Qt.Key.Key_Return)
        assert "not an e-mail address" in world.error_of(world.email)
        assert world.email.hasFocus()
        assert not world.people.drafts
        await keys(world.email, "example.com")
        assert not world.error_of(world.email)
        await press(world.email, Qt.Key.Key_Return)
        assert [one.name for one in world.saved] == ["Zoë"]

    run(flow())


def test_nothing_typed_is_said_beside_the_name(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        await click(world.save)
        assert world.error_of(world.name)
        assert not world.people.drafts

    run(flow())


def test_two_clicks_save_once(world: World, run: Any) -> None:
    async def flow() -> None:
        gate = world.people.gates["create"] = asyncio.Event()
        await world.begin(None, CustomerDraft(name="Zoë"))
        await act(lambda: (world.save.click(), world.save.click()))  # type: ignore[attr-defined]
        assert not world.save.isEnabled()
        world.editor.go_back()
        gate.set()
        await rest()
        assert len(world.people.drafts) == 1
        assert len(world.saved) == 1

    run(flow())


def test_no_answer_keeps_what_was_typed_and_asks_to_press_again(world: World, run: Any) -> None:
    async def flow() -> None:
        world.people.faults["create"] = [RemoteUnknown()]
        await world.begin(None, CustomerDraft(name="Zoë"))
        await click(world.save)
        assert world.fault.kind() == "unknown"
        assert "cannot create a second customer" in world.fault.text()
        assert world.name.text() == "Zoë"
        await click(world.save)
        assert not world.fault.isVisible()
        assert [call for call, _ in world.people.drafts] == ["create", "create"]
        assert world.people.drafts[0] == world.people.drafts[1]

    run(flow())


def test_text_changed_after_no_answer_becomes_an_edit_not_a_second_customer(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        world.people.faults["create"] = [RemoteUnknown()]
        await world.begin(None, CustomerDraft(name="Zoë"))
        await click(world.save)
        await act(lambda: world.name.setText("Zoë Brontë"))
        await click(world.save)
        assert [(call, draft.name) for call, draft in world.people.drafts] == [
            ("create", "Zoë"),
            ("create", "Zoë"),
            ("edit", "Zoë Brontë"),
        ]
        assert [one.name for one in world.saved] == ["Zoë Brontë"]

    run(flow())


@pytest.mark.parametrize(
    "fault",
    [
        RemoteUnreachable(),
        RemoteRefused("remote.refused", code="email_invalid", param="email", request_id=None),
    ],
)
def test_a_failure_says_that_nothing_was_saved(world: World, run: Any, fault: Any) -> None:
    async def flow() -> None:
        world.people.faults["create"] = [fault]
        await world.begin(None, CustomerDraft(name="Zoë"))
        await click(world.save)
        assert world.fault.title() == "Nothing was saved"
        assert world.fault.isVisible()
        assert world.name.text() == "Zoë"
        assert world.save.isEnabled()
        assert not world.saved

    run(flow())


def test_editing_shows_and_changes_an_existing_customer(world: World, run: Any) -> None:
    async def flow() -> None:
        old = customer(1, "Anna")
        world.people.people.append(old)
        await world.begin(old)
        assert world.email.text() == old.email
        await act(lambda: world.name.setText("Anna Karina"))
        await press(world.name, Qt.Key.Key_Return)
        assert world.people.drafts[0][0] == "edit"
        assert world.people.befores == [draft_of(old)], "what it began with"
        assert world.saved[0].id == old.id

    run(flow())
