"""Disputes on screen: listed, in full, packed into a folder, and handed over once."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pos_app.consent.evidence import Missing
from pos_app.disputes.model import DisputeSeen
from pos_app.kernel.errors import RemoteUnknown, RemoteUnreachable
from tests.ui.customers.fakes import customer
from tests.ui.customers.hands import act, named, press, rest
from tests.ui.disputes.fakes import PAYMENT, FakeDisputes, dispute, pack
from tests.ui.payments.test_fits import cut_in
from ui.disputes.dispute_view_model import Step
from ui.disputes.showing import DISPUTE, ShowingDisputes
from ui.shell.main_window import MainWindow
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.field_row import FieldRow

NAMED = customer(name="Marie-Antoinette de la Rochefoucauld-Montmorency")


class World:
    """In the smallest window, in training, whose band takes room."""

    def __init__(self, qtbot: QtBot, *there: DisputeSeen, provable: bool = True) -> None:
        self.service = FakeDisputes(list(there), provable)
        self.window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        self.showing = ShowingDisputes(self.service, self.window, training=True)
        page = QWidget()
        around = column(page, margin=SPACE.xl)
        around.addWidget(self.showing.of_customer)
        around.addStretch(1)
        self.window.add_screen("customers", page)
        for name, screen in self.showing.screens().items():
            self.window.add_screen(name, screen)
        self.left: list[str] = []
        self.showing.left.connect(self.left.append)
        self.window.resize(1024, 700)

    async def list(self) -> None:
        def show() -> None:
            self.window.show()
            self.window.activateWindow()
            self.window.show_screen("customers")
            self.showing.show_customer(NAMED, [PAYMENT])

        await act(show)
        await rest()

    async def open(self) -> None:
        await self.list()
        await act(named(self.window, "dispute_du_0001", QPushButton).click)
        await rest()
        assert self.window.current_screen() == DISPUTE

    async def press(self, name: str) -> None:
        await act(named(self.window, name, QPushButton).click)
        await rest()

    async def until(self, words: str, name: str = "disputeDone") -> None:
        for _ in range(400):
            if words in self.says(name):
                return
            await asyncio.sleep(0.01)
        raise AssertionError(self.says(name))

    def says(self, name: str) -> str:
        found = named(self.window, name)
        if isinstance(found, QLabel):
            return found.text()
        return " ".join(one.text() for one in found.findChildren(QLabel) if not one.isHidden())


def test_listed_with_how_they_stand_and_hidden_without_any(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        over = dispute("lost", 2, reason="product_not_received")
        world = World(qtbot, dispute(), over)
        await world.list()
        assert "Answer by 1\u00a0Dec\u00a02026" in world.says("dispute_du_0001")
        assert "didn’t make this payment" in world.says("dispute_du_0001")
        assert "Lost" in world.says("dispute_du_0002")
        assert "got nothing" in world.says("dispute_du_0002")
        await act(lambda: world.showing.show_customer(NAMED, []))
        assert not world.showing.of_customer.isVisibleTo(world.window)
        assert len(world.service.asked) == 1, "nothing is asked where nothing is disputed"

    run(flow())


def test_those_that_can_t_be_had_say_so(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, dispute())
        world.service.faults["of_payments"] = [RemoteUnreachable()]
        await world.list()
        assert world.says("customerDisputesFault")

    run(flow())


def test_in_full_it_says_what_can_be_shown(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, dispute())
        await world.open()
        assert "€50.00 – Answer by 1\u00a0Dec\u00a02026" in world.says("disputeState")
        assert "The bank has taken the money back" in world.says("disputeState")
        assert world.says("fact_charges") == "2"
        assert world.says("fact_receipts") == "R-000007, R-000008"
        assert world.says("fact_refunds") == "1"
        await act(world.showing.screen.go_back)
        assert world.left == ["customers"]

    run(flow())


def test_a_deposit_says_whose_act_it_was_and_what_cant_be_shown(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, dispute())
        whole = pack(dispute())
        first, *others = whole.record["charges"]
        deposit = {**first, "given_with": True, "check": None}
        world.service.made = replace(
            whole, record={**whole.record, "charges": [deposit, *others]}, missing=list(Missing)
        )
        await world.open()
        assert world.says("fact_given") == "By the customer themselves"
        assert world.says("fact_charges") == "1"
        assert "own record of the charge, the check" in world.says("fact_missing")
        assert not cut_in(world.window)

    run(flow())


@pytest.mark.parametrize("reached", [True, False])
def test_opened_it_is_looked_at_again(qtbot: QtBot, run: Any, *, reached: bool) -> None:
    async def flow() -> None:
        world = World(qtbot, dispute())
        await world.list()
        world.service.there = [dispute("won")]
        if not reached:
            world.service.faults["look"] = [RemoteUnreachable()]
        await act(named(world.window, "dispute_du_0001", QPushButton).click)
        await rest()
        words = "Won" if reached else "Answer by"
        assert words in world.says("disputeState")
        assert words in world.says("dispute_du_0001")
        assert named(world.window, "submitEvidence").isVisible() is not reached

    run(flow())


def test_without_an_agreement_it_offers_nothing_false(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, dispute(), provable=False)
        await world.open()
        assert "nothing to prove" in world.says("disputeMissing")
        assert not named(world.window, "savePack").isEnabled()
        assert not named(world.window, "submitEvidence").isEnabled()
        world.showing.model.review()
        assert world.showing.model.step is Step.SHOWING

    run(flow())


async def save_to(world: World, folder: Path) -> None:
    await world.press("savePack")
    dialogs = world.window.findChildren(QFileDialog, "savePackDialog")
    (dialog,) = [one for one in dialogs if one.isVisible()]
    await act(lambda: (dialog.fileSelected.emit(str(folder)), dialog.close()))


def test_one_click_makes_the_pack_a_paper_and_a_record(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, dispute())
        await world.open()
        await save_to(world, tmp_path)
        await world.until("The pack is saved")
        made = pack(dispute(), NAMED.name, NAMED.email)
        record = json.loads((tmp_path / "TRAINING-du_0001.json").read_text("utf-8"))
        assert record == json.loads(made.to_json())
        pages = PdfReader(BytesIO((tmp_path / "TRAINING-du_0001.pdf").read_bytes())).pages
        said = [" ".join(page.extract_text().split()) for page in pages]
        whole = " ".join(said)
        assert all("TRAINING" in page for page in said)
        for words in (
            "du_0001", PAYMENT, "€50.00", "fraudulent", NAMED.name, "R-000007", "R-000008", "re_1",
            "€7.00", "visa •••• 4242", "(the disputed charge)", "€50.00 were then left",
            "Within the agreement: at most €50.00 a charge, 2 charge(s)", "pi_other",
            made.record["agreement"]["text_sha256"],
        ):  # fmt: skip
            assert words in whole, words
        squeezed = "".join(whole.split())
        for text in (*made.texts.values(), *made.files.values()):
            for line in text.split("\n"):
                assert "".join(line.split()) in squeezed, line
        assert not world.service.sent

    run(flow())


def test_a_folder_that_takes_nothing_says_so(qtbot: QtBot, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        world = World(qtbot, dispute())
        await world.open()
        await save_to(world, tmp_path / "gone")
        await world.until("Choose another folder")

    run(flow())


def test_read_back_then_handed_over_once(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, dispute())
        world.service.gate = asyncio.Event()
        await world.open()
        await world.press("submitEvidence")
        assert not world.service.sent
        assert "It can be sent once" in world.says("submitOnce")
        made = pack(dispute(), NAMED.name, NAMED.email)
        listed = world.says("submitFiles") + world.says("submitTexts")
        assert listed.count("•") == len(made.files) + len(made.texts)
        await press(named(world.window, "backFromSubmission"), Qt.Key.Key_Return)
        assert world.showing.model.step is Step.SHOWING, "Enter alone hands over nothing"
        await world.press("submitEvidence")
        for _ in range(3):
            named(world.window, "confirmSubmission", QPushButton).click()
        await act(world.showing.screen.go_back)
        assert world.left == []
        for _ in range(200):
            if world.service.sent:
                break
            await asyncio.sleep(0.01)
        world.service.gate.set()
        await world.until("The bank has the evidence")
        ((which, texts, files),) = world.service.sent
        assert (which, texts, set(files)) == ("du_0001", made.texts, set(made.files))
        for name, content in files.items():
            pages = PdfReader(BytesIO(content)).pages
            said = "".join("".join(page.extract_text() for page in pages).split())
            for line in made.files[name].split("\n"):
                assert "".join(line.split()) in said, (name, line)
        assert "Answered, not decided yet" in world.says("disputeState")
        assert not named(world.window, "submitEvidence").isVisible()
        assert "Answered, not decided yet" in world.says("dispute_du_0001")

    run(flow())


def test_what_is_not_known_is_said_and_the_next_try_sends_the_same_bytes(
    qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        world = World(qtbot, dispute())
        world.service.faults["submit"] = [RemoteUnknown("dispute.not_known")]
        await world.open()
        await world.press("submitEvidence")
        await world.press("confirmSubmission")
        await world.until("not known whether the bank has it")
        banner = named(world.window, "disputeDone", Banner)
        assert banner.kind() == "unknown"
        await world.press("lookAtDispute")
        assert not banner.isVisible()
        await world.press("submitEvidence")
        await world.press("confirmSubmission")
        await world.until("The bank has the evidence")
        first, second = world.service.sent
        assert first == second

    run(flow())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_is_whole(
    qtbot: QtBot, run: Any, dress: Callable[..., None], language: str, theme: str
) -> None:
    dress(theme, training=True, language=language)

    async def flow() -> None:
        world = World(qtbot, dispute(), dispute("warning_needs_response", 2), dispute("won", 3))
        found = {}

        def look(name: str) -> None:
            found[name] = cut_in(world.window)

        await world.list()
        look("list")
        await world.open()
        look("full")
        await world.press("submitEvidence")
        look("confirm")
        world.service.faults["submit"] = [RemoteUnknown("dispute.not_known")]
        await world.press("confirmSubmission")
        await asyncio.sleep(0.5)
        look("unknown")
        world.service.provable = False
        await world.open()
        look("nothing")
        assert {name: words for name, words in found.items() if words} == {}
        world.window.close()

    run(flow())


def test_the_day_the_customer_got_it_goes_to_the_bank_and_none_that_is_to_come(
    qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        world = World(qtbot, dispute())
        await world.open()
        line = named(world.window, "serviceDay", QLineEdit)
        row = next(
            one for one in world.window.findChildren(FieldRow) if one.editor is line
        )  # fmt: skip
        for typed, said in (("32/13/2026", "no day"), ("31/12/2099", "still to come")):
            line.setText(typed)
            line.editingFinished.emit()
            await rest()
            assert said in row.error()
        line.setText("02/11/2026")
        line.editingFinished.emit()
        await world.press("submitEvidence")  # in the same breath
        await rest()
        assert row.error() == ""
        await world.press("confirmSubmission")
        await world.until("bank", "disputeDone")
        ((_, texts, _),) = world.service.sent
        assert texts["service_date"] == "2 Nov 2026"

    run(flow())
