"""The running shift on the screen: asked before it is closed, a copy marked, nothing done twice."""

import asyncio
import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import UserError
from pos_app.reports.document import from_text, to_text
from pos_app.reports.export import as_csv
from pos_app.reports.model import ShiftReport
from tests.ui.customers.hands import click, named, press, rest
from tests.ui.payments.test_fits import cut_in
from tests.ui.reports.fakes import LINK, UNCLEAR, FakeShifts, closed, report
from ui.i18n.language import install_language
from ui.printing.pages import Fact as Row
from ui.printing.pages_pdf import pages_pdf
from ui.printing.report_words import ReportSpeaker
from ui.printing.shift_pages import printed_shift
from ui.reports.shift import ShiftScreen
from ui.reports.shift_view_model import ShiftViewModel
from ui.shell.main_window import MainWindow
from ui.widgets.banner import Banner
from ui.widgets.labels import ElidedLabel
from ui.widgets.section import Section


class World:
    def __init__(self, qtbot: QtBot, shifts: FakeShifts) -> None:
        self.window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        self.shifts = shifts
        self.model = ShiftViewModel(shifts, self.window)
        self.screen = ShiftScreen(self.model)
        self.left: list[bool] = []
        self.screen.left.connect(lambda: self.left.append(True))
        self.window.back_requested.connect(self.screen.go_back)
        self.window.add_screen("shift", self.screen)
        self.window.resize(1024, 700)
        self.window.show()
        self.window.activateWindow()
        self.window.show_screen("shift")
        self.screen.begin()

    def banner(self, name: str) -> Banner:
        found = self.screen.findChild(Banner, name)
        assert found is not None
        return found


async def test_asked_closed_and_shown_again_as_a_copy(qtbot: QtBot) -> None:
    shifts = FakeShifts(report(unclear=(UNCLEAR, LINK)), report().shift, [closed(2)])
    world = World(qtbot, shifts)
    await rest()
    assert not cut_in(world.screen)
    await click(named(world.screen, "closeShift"))
    question = world.banner("shiftQuestion")
    assert question.kind() == "warning"
    assert "1 payment" in question.text()  # a link that waits is nothing to warn of
    others = ("openPictures", "exportShift", "printShift")
    assert all(named(world.screen, name).isHidden() for name in others)
    assert not cut_in(world.screen)
    await press(world.screen, Qt.Key.Key_Escape)
    assert question.isHidden()
    assert all(named(world.screen, name).isVisible() for name in others)
    assert "close 3" not in shifts.asked
    await click(named(world.screen, "closeShift"))
    await click(named(world.screen, "closeShift"))
    assert shifts.asked.count("close 3") == 1
    assert world.banner("shiftTold").kind() == "success"
    assert (world.model.running, world.model.copy) == (None, False)
    await click(named(world.screen, "shift_2"))
    shown = world.model.report
    assert shown is not None
    assert (shown.shift.number, world.model.copy) == (2, True)
    assert named(world.screen, "closeShift").isHidden()
    await press(world.screen, Qt.Key.Key_Escape)
    assert world.model.copy is False
    await press(world.screen, Qt.Key.Key_Escape)
    assert world.left == [True]


async def test_what_was_refused_is_said_and_can_be_tried_again(qtbot: QtBot) -> None:
    shifts = FakeShifts(fault=UserError("shift.open_already", number=4))
    world = World(qtbot, shifts)
    await rest()
    await click(named(world.screen, "closeShift"))
    assert "Shift 4 is open already" in world.banner("shiftFault").text()
    await click(named(world.screen, "closeShift"))
    assert world.model.running == report().shift
    assert world.banner("shiftFault").isHidden()


async def test_who_may_not_look_is_told_so_and_not_that_nothing_is_open(qtbot: QtBot) -> None:
    fault = UserError("staff.no_right", right="close_shift")
    world = World(qtbot, FakeShifts(shift=report().shift, fault=fault))
    await rest()
    assert world.banner("shiftFault").kind() == "warning"
    assert named(world.screen, "paymentCustomer", ElidedLabel).whole_text() == "Shift 3 is open"
    world.screen.begin()
    await rest()
    assert world.model.report is not None
    world.model.forget()
    assert (world.model.report, world.model.earlier, world.model.loaded) == (None, (), False)
    assert named(world.screen, "shiftFacts").isHidden()


async def test_the_table_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    shifts = FakeShifts(shift=report().shift)
    world = World(qtbot, shifts)
    await rest()
    saved: asyncio.Future[Path] = asyncio.get_running_loop().create_future()
    world.model.saved.connect(saved.set_result)
    world.model.save(tmp_path / "x.csv")
    assert await asyncio.wait_for(saved, 10) == tmp_path / "x.csv"
    assert (tmp_path / "x.csv").read_text("utf-8-sig") == as_csv(report()).replace("\r\n", "\n")


def table_of(one: ShiftReport, *, copy: bool = False) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(one, copy=copy), newline="")))


def test_a_copy_of_the_table_differs_in_its_mark_only() -> None:
    first, again = table_of(closed(2, unclear=(UNCLEAR,))), table_of(
        closed(2, unclear=(UNCLEAR,)), copy=True
    )  # fmt: skip
    assert {row.pop("copy") for row in first} == {""}
    assert {row.pop("copy") for row in again} == {"yes"}
    assert first == again
    assert {row["training"] for row in first} == {"yes"}
    assert {row["report"] for row in first} == {"Z"}
    unclear = [row for row in first if row["what"] == "unclear_charge"]
    assert [(row["amount"], row["payment_intent"]) for row in unclear] == [
        ("27.50", "pi_3QxUnclear")
    ]
    assert first[-1]["reason"] == f"{2:064x}"


def test_the_paper_says_what_the_screen_does(qapp: object) -> None:
    import pypdf

    install_language(qapp, "en")  # type: ignore[arg-type]
    pages = printed_shift(closed(2, unclear=(UNCLEAR,)), ReportSpeaker(), copy=True)
    read = pypdf.PdfReader(io.BytesIO(pages_pdf(pages)))
    words = " ".join(page.extract_text() for page in read.pages)
    words = " ".join(words.split())
    for said in (
        "Z report no. 2 – Copy", "TRAINING – practice only, no money moved", "pi_3QxVb0001Kd",
        "€1,244.90", "re_3Qx7", "pi_3QxUnclear", "begun before this shift", f"{2:064x}",
        "€450.00",
    ):  # fmt: skip
        assert said in words, said


def paper_of(one: ShiftReport) -> list[tuple[str, str]]:
    return [
        (block.label, block.value)
        for block in printed_shift(one, ReportSpeaker(), copy=False).blocks
        if isinstance(block, Row)
    ]


NOTHING_CAME = [
    ("Taken", "Nothing"), ("Given back", "Nothing"),
    ("Deposits applied: the sale is done", "Nothing"),
    ("Deposits kept: the sale was called off", "Nothing"),
    ("Owed to customers for open sales", "Nothing"),
]  # fmt: skip


async def test_what_did_not_happen_is_said_on_the_screen_and_on_paper(
    qtbot: QtBot, dress: Callable[..., None]
) -> None:
    dress(language="en")
    quiet = replace(report(facts=()), liability=())
    assert paper_of(quiet) == NOTHING_CAME
    world = World(qtbot, FakeShifts(quiet, quiet.shift))
    await rest()
    figures = [
        one.text() for one in named(world.screen, "shiftFigures", Section).findChildren(QLabel)
    ]
    at = figures.index("Taken")
    assert list(zip(figures[at::2], figures[at + 1 :: 2], strict=True)) == NOTHING_CAME
    dress(language="fr")
    assert not cut_in(world.screen)


def test_what_happened_is_not_said_to_be_nothing_as_well(dress: Callable[..., None]) -> None:
    dress(language="en")
    told = [name for name, value in paper_of(report()) if value == "Nothing"]
    assert told == []
    assert [row["what"] for row in table_of(report()) if row["amount"] == "0.00"] == []


def test_the_table_says_what_did_not_happen() -> None:
    quiet = replace(report(facts=()), liability=())
    nothing = [row["what"] for row in table_of(quiet) if row["amount"] == "0.00"]
    assert nothing == [
        "taken_nothing", "refund_nothing", "applied_nothing", "forfeited_nothing",
        "owed_to_customers",
    ]  # fmt: skip


def test_a_z_of_before_is_printed_as_it_was(dress: Callable[..., None]) -> None:
    dress(language="en")
    quiet = replace(closed(2, facts=()), liability=())
    written = to_text(quiet).replace('{"v":2,', '{"v":1,')
    before = from_text(written, quiet.fingerprint)
    assert to_text(before) == written
    assert paper_of(before) == [("Owed to customers for open sales", "Nothing")]
    assert {row["amount"] for row in table_of(before)} == {""}
    assert from_text(to_text(quiet), quiet.fingerprint) == quiet
    assert paper_of(quiet) == NOTHING_CAME
