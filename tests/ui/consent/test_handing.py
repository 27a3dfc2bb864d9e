"""Giving a customer their agreement: a file, a printer, a prepared e-mail."""

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import which
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
from ui.consent.handing import HandingAgreements, letter_of
from ui.printing.desk import PaperDesk
from ui.printing.mail import LONGEST_LINK, DesktopMail, Letter, Prepared


class Desktop:
    """Opens links, or has no program for them."""

    def __init__(self, *, able: bool = True) -> None:
        self.able = able
        self.opened: list[str] = []

    def __call__(self, url: QUrl) -> bool:
        self.opened.append(bytes(url.toEncoded().data()).decode())
        return self.able


def only_links(desktop: Desktop) -> DesktopMail:
    """A machine without xdg-email."""
    return DesktopMail(desktop, lambda _: None)


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
            PaperDesk(world.window, desktop), training=training, mail=only_links(desktop),
            parent=world.window,
        )  # fmt: skip
        handing.done.connect(world.showing.agreement.say_handed)
        await world.open()
        await act(lambda: handing.mail(Standing(agreement(), []), NAMED))
        await choose(world, tmp_path / "Marie.pdf")
        await until_said(world, "Attach the file Marie.pdf")
        assert "Its folder is open" in world.says("agreementHanded")
        assert "Nothing was sent yet." in world.says("agreementHanded")
        link, folder = desktop.opened
        assert folder == QUrl.fromLocalFile(str(tmp_path)).toString()
        to = unquote(urlsplit(link).path)
        assert to == ("" if training else NAMED.email)  # practice writes to no stranger
        assert (tmp_path / "Marie.pdf").exists()
        world.window.close()

    run(flow())


def test_the_letter_speaks_the_agreement_s_language_and_holds_its_short_text() -> None:
    standing = Standing(agreement(), [])
    link = letter_of(standing, "a+b@example.com").link()
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
        desktop = Desktop(able=False)
        handing = HandingAgreements(
            PaperDesk(world.window, desktop), training=False, mail=only_links(desktop),
            parent=world.window,
        )  # fmt: skip
        handing.faulted.connect(world.showing.agreement.say_not_handed)
        await world.open()
        await act(lambda: handing.mail(Standing(agreement(), []), NAMED))
        await choose(world, tmp_path / "Marie.pdf")
        await until_said(world, "No mail program opened")
        assert (tmp_path / "Marie.pdf").exists()
        world.window.close()

    run(flow())


def test_every_word_goes_into_the_letter_where_a_link_takes_it() -> None:
    short = agreement()
    assert letter_of(Standing(short, []), "").body.count("\n") < 20
    tiny = replace(short.wording, full="Titre\n\nTout, en peu de mots.\n")
    letter = letter_of(Standing(replace(short, wording=tiny), []), "ana@example.com")
    assert "Tout, en peu de mots." in letter.body
    assert len(letter.link()) <= LONGEST_LINK
    unknown = replace(short.wording, full="")
    assert short.wording.short in letter_of(Standing(replace(short, wording=unknown), []), "").body


def fake(folder: Path, ends: str) -> DesktopMail:
    """A machine whose xdg-email writes down what it is given, and then does this."""
    program = folder / "xdg-email"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{folder}/given"\n{ends}\n')
    program.chmod(0o755)
    return DesktopMail(Desktop(able=False), lambda name: which(name, path=str(folder)))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xdg-email is Linux's")
def test_with_xdg_email_the_file_is_attached(run: Any, tmp_path: Path) -> None:
    letter = Letter("-x@example.com", "Atelier Zoé – Accord", "Bonjour,\n\nvoici.")
    file = tmp_path / "Marie.pdf"
    assert run(fake(tmp_path, "exit 0").prepare(letter, file)) is Prepared.WITH_FILE
    given = (tmp_path / "given").read_text("utf-8").splitlines()
    assert given == [
        "--utf8", "--subject", letter.subject, "--body", *letter.body.split("\n"), "--attach",
        str(file), "mailto:-x@example.com",
    ]  # fmt: skip
    nobody = replace(letter, to="")
    assert run(fake(tmp_path, "exit 0").prepare(nobody, file)) is Prepared.WITH_FILE
    assert (tmp_path / "given").read_text("utf-8").splitlines()[-1] == str(file)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xdg-email is Linux's")
def test_an_xdg_email_that_finds_no_program_leaves_it_to_the_link(run: Any, tmp_path: Path) -> None:
    letter = Letter("ana@example.com", "Accord", "Bonjour")
    mail = fake(tmp_path, "exit 3")
    assert run(mail.prepare(letter, tmp_path / "a.pdf")) is Prepared.NOT
    desktop = Desktop()
    mail = DesktopMail(desktop, lambda name: which(name, path=str(tmp_path)))
    assert run(mail.prepare(letter, tmp_path / "a.pdf")) is Prepared.WITHOUT_FILE
    assert desktop.opened == [letter.link()]


def test_attached_it_says_to_look_before_it_is_sent(qtbot: QtBot, run: Any, tmp_path: Path) -> None:
    class Attaching:
        async def prepare(self, letter: Letter, file: Path) -> Prepared:
            return Prepared.WITH_FILE

    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(), [])])
        desktop = Desktop()
        handing = HandingAgreements(
            PaperDesk(world.window, desktop), training=False, mail=Attaching(),
            parent=world.window,
        )  # fmt: skip
        handing.done.connect(world.showing.agreement.say_handed)
        await world.open()
        await act(lambda: handing.mail(Standing(agreement(), []), NAMED))
        await choose(world, tmp_path / "Marie.pdf")
        await until_said(world, "Look whether Marie.pdf is attached")
        assert desktop.opened == [], "no folder is needed"
        world.window.close()

    run(flow())
