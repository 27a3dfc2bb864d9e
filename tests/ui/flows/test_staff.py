"""Staff at the real till: locked, signed in, changed over, and an approval in place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from pos_app.customers.importing.model import Stage
from pos_app.staff.audit import AuditFilter, AuditKind
from pos_app.staff.audit_store import find
from pos_app.staff.model import Person, Right, Role
from tests.helpers.staff import CASHIER_PIN, MANAGER_PIN, OWNER_PIN
from tests.ui.flows.past import JAMES, charge, given_back, in_ledger, to_confirm_refund
from ui.demo.hands import act
from ui.widgets.labels import InlineError

Drive = Callable[[Any], None]


async def type_pin(till: Any, pin: str) -> None:
    """As on a keyboard, then the check mark."""
    pad = await till.hands.see("pinPad", QWidget)
    await till.hands.until(pad.isEnabled, "a pad to type into")
    for figure in pin:
        await till.hands.press("pinPad", getattr(Qt.Key, f"Key_{figure}"))
    await till.hands.press("pinPad", Qt.Key.Key_Return)


async def wrong(till: Any, words: str) -> None:
    """What is said of the PIN."""

    def said() -> bool:
        found = till.hands.seen("pinError", InlineError)
        return found is not None and words in found.text()

    await till.hands.until(said, words)


async def sign_in(till: Any, person: Person, pin: str) -> None:
    await till.hands.click(f"who_{person.id}")
    await type_pin(till, pin)
    await till.hands.until(lambda: not locked(till), "the till to open")


def locked(till: Any) -> bool:
    return till.hands.seen("lockScreen", QWidget) is not None


async def with_staff(till: Any) -> tuple[Person, Person, Person]:
    """An owner by the settings, as a shop begins; the others as they would be added."""
    await till.hands.click("openSettings")
    tabs = till.desk.routes.settings.screen._tabs
    people = next(n for n in range(tabs.count()) if tabs.widget(n).findChild(QWidget, "personName"))
    tabs.setCurrentIndex(people)
    await till.hands.type("personName", "Olive")
    await till.hands.type("personPin", OWNER_PIN)
    await till.hands.type("personPinAgain", OWNER_PIN)
    await till.hands.click("savePerson")
    staff = till.till.staff
    await till.hands.until(lambda: staff.sign_in.actor.name == "Olive", "Olive at the till")
    boss = staff.sign_in.actor
    marc = await staff.people.add("Marc", Role.MANAGER, MANAGER_PIN, actor=boss)
    anna = await staff.people.add("Anna", Role.CASHIER, CASHIER_PIN, actor=boss)
    await till.hands.press("settingsScreen", Qt.Key.Key_Escape)
    return boss.person, marc, anna


def test_a_refund_is_approved_in_place_and_the_cashier_stays(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)  # nobody is signed in: the shop has no staff yet
        _, marc, anna = await with_staff(till)
        shown = till.desk.window.current_screen()
        await till.hands.click("signedIn")
        await till.hands.until(lambda: locked(till), "the lock screen")
        assert (
            till.hands.seen("searchBox", QWidget) is None
            or not till.hands.seen("searchBox", QWidget).isEnabled()
        )
        await till.hands.click(f"who_{anna.id}")
        await type_pin(till, "9931")
        await wrong(till, "Tries left: 5")
        await sign_in(till, anna, CASHIER_PIN)
        assert till.desk.window.current_screen() == shown
        chip = till.hands.seen("signedIn", QPushButton)
        assert chip is not None
        assert chip.text() == "Anna"

        await to_confirm_refund(till, payment, "2.90")
        await till.hands.press("confirmOperation", Qt.Key.Key_Return)
        await till.hands.see("approvalPanel", QWidget)
        assert await given_back(till, payment) == []
        await till.hands.press("approvalPanel", Qt.Key.Key_Escape)
        await till.hands.see("confirmOperation", QWidget)
        assert await given_back(till, payment) == []

        await till.hands.press("confirmOperation", Qt.Key.Key_Return)
        await till.hands.click(f"who_{marc.id}")
        await type_pin(till, CASHIER_PIN)
        await wrong(till, "Tries left: 5")
        assert await given_back(till, payment) == []
        await type_pin(till, MANAGER_PIN)
        await till.says("resultTitle", "Refunded")
        assert await given_back(till, payment) == [290]
        assert await in_ledger(till, payment) == [290]
        assert till.till.staff.sign_in.actor.name == "Anna"

        rows = await till.till.ground.ledger.read(lambda db: find(db, AuditFilter()))
        outcome, act = rows[0].noted, rows[1].noted
        assert (act.kind, act.person.name, act.approver.name) == (AuditKind.ACT, "Anna", "Marc")
        assert (act.about, act.amount.amount_minor) == (payment, 290)
        assert (outcome.kind, outcome.outcome) == (AuditKind.OUTCOME, "succeeded")
        assert await till.till.payments.first_broken_row() is None

    at_the_till(play)


def test_an_import_is_approved_in_place(at_the_till: Drive, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text("Nom;E-mail\nMarie Dupont;m@example.com\n")

    async def play(till: Any) -> None:
        _, marc, anna = await with_staff(till)
        await till.hands.click("signedIn")
        await sign_in(till, anna, CASHIER_PIN)
        model = till.desk.routes.keeping.imports._model
        await act(lambda: till.desk.window.show_screen("import"))
        model.open_file(file)
        await till.hands.until(lambda: model.opened is not None and not model.busy, "the columns")
        model.check()
        await till.hands.until(lambda: model.counts is not None and not model.busy, "the check")
        for pin in ("", MANAGER_PIN):
            await till.hands.click("startImport")
            await till.hands.see("approvalPanel", QWidget)
            assert not till.till.imports.running
            if not pin:
                await till.hands.press("approvalPanel", Qt.Key.Key_Escape)
                continue
            await till.hands.click(f"who_{marc.id}")
            await type_pin(till, pin)
        await till.hands.until(
            lambda: model.now is not None and model.now.stage is Stage.DONE, "the import"
        )
        rows = await till.till.ground.ledger.read(lambda db: find(db, AuditFilter()))
        acts = [one.noted for one in rows if one.noted.right is Right.IMPORT_CUSTOMERS]
        done = next(one for one in acts if one.kind is AuditKind.ACT)
        assert (done.person.name, done.approver.name) == ("Anna", "Marc")

    at_the_till(play)


def test_an_export_is_approved_in_place(at_the_till: Drive, tmp_path: Path) -> None:
    async def play(till: Any) -> None:
        _, marc, anna = await with_staff(till)
        await till.hands.click("signedIn")
        await sign_in(till, anna, CASHIER_PIN)
        target = tmp_path / "all.csv"
        for pin in ("", MANAGER_PIN):
            till.desk.routes.keeping._export.ask()
            dialog = await till.hands.until(
                lambda: till.desk.window.findChild(QFileDialog, "exportDialog"), "the dialog"
            )
            await act(lambda dialog=dialog: dialog.fileSelected.emit(str(target)))
            await act(dialog.reject)
            await till.hands.see("approvalPanel", QWidget)
            assert not target.exists()
            if not pin:
                await till.hands.press("approvalPanel", Qt.Key.Key_Escape)
                continue
            await till.hands.click(f"who_{marc.id}")
            await type_pin(till, pin)
        await till.hands.until(target.exists, "the file")
        rows = await till.till.ground.ledger.read(lambda db: find(db, AuditFilter()))
        acts = [one.noted for one in rows if one.noted.right is Right.EXPORT_CUSTOMERS]
        done = next(one for one in acts if one.kind is AuditKind.ACT)
        assert (done.person.name, done.approver.name) == ("Anna", "Marc")

    at_the_till(play)


def test_in_kiosk_mode_only_a_managers_pin_closes_the_till(at_the_till: Any) -> None:
    """The whole till: Ctrl+Q asks, Escape and a cashier's PIN leave it as it is, the manager's ends
    it, and the audit log has who let it."""

    async def play(till: Any) -> None:
        window, staff = till.desk.window, till.till.staff
        assert window.isFullScreen()
        _, marc, anna = await with_staff(till)
        await staff.sign_in.lock()
        await till.hands.until(lambda: locked(till), "the lock")
        await sign_in(till, anna, CASHIER_PIN)
        await _ask_to_close(till, "approvalPanel")
        await till.hands.press("approvalPanel", Qt.Key.Key_Escape)
        await till.hands.until(lambda: "not approved" in window.status_text(), "a no")
        assert window.isVisible()
        await _ask_to_close(till, "approvalPanel")
        await till.hands.click(f"who_{marc.id}")
        await type_pin(till, CASHIER_PIN)
        await wrong(till, "")
        assert window.isVisible()
        await type_pin(till, MANAGER_PIN)
        await till.hands.until(lambda: not window.isVisible(), "the till to close", 30)

    at_the_till(play, kiosk=True)


async def _ask_to_close(till: Any, question: str) -> None:
    box = await till.hands.see("searchBox", QWidget)
    control = Qt.KeyboardModifier.ControlModifier
    await act(lambda: QTest.keyClick(box, Qt.Key.Key_Q, control))
    await till.hands.see(question, QWidget)
