"""Giving a customer their agreement: a file, a printer, a prepared e-mail."""

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from pos_app.consent.service import Standing
from tests.ui.consent.fakes import agreement
from tests.ui.consent.world import NAMED, World
from tests.ui.customers.hands import act, named, rest
from ui.consent.handing import HandingAgreements, mail_link
from ui.printing.desk import PaperDesk


class Desktop:
    """Opens links, or has no program for them."""

    def __init__(self, *, able: bool = True) -> None:
        self.able = able
        self.opened: list[str] = []

    def __call__(self, url: QUrl) -> bool:
        self.opened.append(bytes(url.toEncoded().data()).decode())
        return self.able


async def choose(world: World, path: Path) -> None:
    """In the save dialog that is open."""
    dialogs = world.window.findChildren(QFileDialog, "savePaperDialog")
    (dialog,) = [one for one in dialogs if one.isVisible()]
    await act(lambda: (dialog.fileSelected.emit(str(path)), dialog.close()))
    await rest()


async def until_said(world: World, words: str) -> None:
    for _ in range(200):
        if words in world.says("agreementHanded"):
            return
        await rest()
    raise AssertionError(world.says("agreementHanded"))


def test_saved_as_a_file_that_says_it(qtbot: QtBot, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(), [])])
        await world.open()
        await act(named(world.window, "saveAgreement", QPushButton).click)
        await choose(world, tmp_path / "Marie")
        await until_said(world, "The agreement was saved")
        reader = PdfReader(BytesIO((tmp_path / "Marie.pdf").read_bytes()))
        said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        assert NAMED.name in said
        assert agreement().wording.sha256 in said
        world.window.close()

    run(flow())


def test_a_file_that_cannot_be_written_says_what_to_do(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(), [])])
        await world.open()
        await act(named(world.window, "saveAgreement", QPushButton).click)
        await choose(world, tmp_path / "no folder" / "Marie.pdf")
        await until_said(world, "Choose another folder")
        assert "No money moved" in world.says("agreementHanded")
        world.window.close()

    run(flow())


@pytest.mark.parametrize("training", [True, False])
def test_an_email_is_prepared_and_never_sent(
    qtbot: QtBot, run: Any, tmp_path: Path, *, training: bool
) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(), [])])
        desktop = Desktop()
        handing = HandingAgreements(
            PaperDesk(world.window, desktop), training=training, parent=world.window
        )
        handing.done.connect(world.showing.agreement.say_handed)
        await world.open()
        await act(lambda: handing.mail(Standing(agreement(), []), NAMED))
        await choose(world, tmp_path / "Marie.pdf")
        await until_said(world, "Attach the file Marie.pdf")
        assert "Nothing was sent yet." in world.says("agreementHanded")
        (link,) = desktop.opened
        to = unquote(urlsplit(link).path)
        assert to == ("" if training else NAMED.email)  # practice writes to no stranger
        assert (tmp_path / "Marie.pdf").exists()
        world.window.close()

    run(flow())


def test_the_letter_speaks_the_agreement_s_language_and_holds_its_short_text() -> None:
    standing = Standing(agreement(), [])
    link = bytes(mail_link(standing, "a+b@example.com").toEncoded().data()).decode()
    parts = urlsplit(link)
    assert unquote(parts.path) == "a+b@example.com"
    said = parse_qs(parts.query.replace("+", "%2B"))
    assert said["subject"] == [f"Atelier Zoé – {standing.agreement.wording.title}"]
    assert "Bonjour" in said["body"][0]
    assert standing.agreement.wording.short in said["body"][0]
    assert standing.agreement.wording.sha256 in said["body"][0]


def test_without_a_mail_program_the_file_is_there_and_it_says_so(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(), [])])
        handing = HandingAgreements(
            PaperDesk(world.window, Desktop(able=False)), training=False, parent=world.window
        )
        handing.faulted.connect(world.showing.agreement.say_not_handed)
        await world.open()
        await act(lambda: handing.mail(Standing(agreement(), []), NAMED))
        await choose(world, tmp_path / "Marie.pdf")
        await until_said(world, "No mail program opened")
        assert (tmp_path / "Marie.pdf").exists()
        world.window.close()

    run(flow())
