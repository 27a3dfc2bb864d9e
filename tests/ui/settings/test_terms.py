"""The wording of agreements in the settings: read, copied, added, chosen, and left again."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pos_app.consent.model import Cancellation, Purpose
from pos_app.kernel.paths import resource_dir
from tests.helpers.agreements import CURRENT, VERSION
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.payments.test_fits import cut_in
from tests.ui.settings.world import World, until
from ui.settings.view_model import Done
from ui.widgets.field_row import FieldRow
from ui.widgets.tabs import Tabs


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Where a manager writes."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


def pressable(world: World, name: str) -> bool:
    button = named(world.window, name, QPushButton)
    return button.isVisible() and button.isEnabled()


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


async def choose(world: World, box: str, data: object) -> None:
    found = named(world.window, box, QComboBox)

    def pick() -> None:
        at = next(n for n in range(found.count()) if found.itemData(n) == data)
        found.setCurrentIndex(at)
        found.activated.emit(at)

    await act(pick)
    await world.settled()


def test_what_is_in_use_is_read_for_each_purpose_in_both_languages(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.begin()
        assert named(world.window, f"terms_{CURRENT}", QPushButton).isChecked()
        for language in ("fr", "en"):
            await choose(world, "previewLanguage", language)
            for purpose in Purpose:
                await choose(world, "previewPurpose", purpose)
                shown = await world.terms.preview(CURRENT, language, purpose)
                await until(lambda: world.says("previewTitle") == shown.title)  # noqa: B023
                assert world.says("previewShort") == shown.short
                assert shown.full.endswith(f"{world.says('previewFull')}\n")
                assert "Atelier Zoé" in shown.short
        assert not pressable(world, "useTerms"), "it is in use"

    run(flow())


def test_a_copy_is_saved_edited_added_and_left_again(
    qtbot: QtBot, run: Any, tmp_path: Path, desk: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.begin()
        await world.pick_folder("copyTerms", "copyTermsDialog", desk)
        copy = desk / f"shop-{CURRENT}"
        assert str(copy) in world.window.status_text()
        edit(copy / "en" / "balance.toml", "Charge the balance", "Our own balance")
        await world.pick_folder("addTerms", "addTermsDialog", copy)
        assert "was added" in world.window.status_text()
        assert world.says("termsFindings") == ""
        assert world.settings.shop.terms_version == copy.name
        assert world.says("previewTitle").startswith("Our own balance")
        await click(named(world.window, f"terms_{CURRENT}"))
        await world.settled()
        assert world.says("previewTitle").startswith("Charge the balance")
        assert world.settings.shop.terms_version == copy.name, "looking chooses nothing"
        await click(named(world.window, "useTerms"))
        await world.settled()
        assert world.store.load().terms_version == CURRENT
        assert "from now on" in world.window.status_text()
        assert (world.own / copy.name).is_dir(), "it stays for what was agreed in it"

    run(flow())


def test_everything_that_is_wrong_is_told_in_words(
    qtbot: QtBot, run: Any, tmp_path: Path, desk: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.begin()
        folder = desk / "zoe"
        shutil.copytree(resource_dir() / "terms" / CURRENT, folder)
        edit(folder / "fr" / "balance.toml", "{total}", "ce qui a été dit")
        edit(folder / "fr" / "shared.toml", "rights =", "right =")
        edit(folder / "fr" / "shared.toml", "bank =", "banque =")
        edit(folder / "en" / "top_up.toml", "{description}", "{product}")
        edit(folder / "en" / "instalments.toml", "{interval}", "at times")
        edit(folder / "en" / "balance.toml", "on {latest} at the latest", "on {latest")
        (folder / "en" / "next_time.toml").write_text("title = ", "utf-8")
        await world.pick_folder("addTerms", "addTermsDialog", folder)
        said = world.says("termsFindings")
        for words in (
            "“zoe” was not added",
            "French, Balance of a deposit: the customer must read {total} (the most of all",
            "French, every purpose: the part “rights” is missing",
            "French, every purpose that charges later: the part “bank” is missing",
            "English, Top-up when needed: {product} is no figure",
            "English, Instalments: the customer must read {interval} (how often)",
            "English, Balance of a deposit: a brace is not closed in “This agreement",
            "The file en/next_time.toml can’t be read",
            "Nothing was changed",
        ):
            assert words in said, words
        assert not world.own.exists()
        assert world.settings.shop.terms_version == ""
        await world.pick_folder("addTerms", "addTermsDialog", resource_dir() / "terms" / VERSION)
        assert f"“{VERSION}” can’t be its name" in world.says("termsFindings")

    run(flow())


def test_an_earlier_wording_is_read_but_not_chosen(qtbot: QtBot, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.begin()
        await click(named(world.window, f"terms_{VERSION}"))
        model = world.opening.screen._model
        await until(lambda: model.wording is None or model.wording.version == VERSION)
        assert not pressable(world, "useTerms")
        assert not pressable(world, "copyTerms")

    run(flow())


def test_promises_are_for_new_agreements(qtbot: QtBot, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.begin()
        tabs = named(world.window, "settingsTabs", Tabs)
        await act(lambda: tabs.setCurrentIndex(1))
        notice = named(world.window, "noticeField", QLineEdit)
        refund = named(world.window, "refundDaysField", QLineEdit)
        assert (notice.text(), refund.text()) == ("0", "14")
        for wrong in ("", "x", "-1", "366", "²"):
            notice.setText(wrong)
            await click(named(world.window, "savePromises"))
            errors = [one.error() for one in world.window.findChildren(FieldRow)]
            assert any("from 0 to 365" in one for one in errors), wrong
        notice.setText("7")
        refund.setText("0")
        await click(named(world.window, "savePromises"))
        assert any("from 1 to 365" in one.error() for one in world.window.findChildren(FieldRow))
        refund.setText("30")
        await click(named(world.window, "prepaidKept"))
        await click(named(world.window, "savePromises"))
        await until(lambda: world.terms.cancellation().notice_days == 7)
        assert world.terms.cancellation() == Cancellation(7, prepaid_back=False, refund_days=30)
        assert world.store.load().refund_within_days == 30
        await until(lambda: "from now on" in world.window.status_text())
        await world.settled()

    run(flow())


def test_it_opens_from_where_nothing_is_under_way_and_goes_back_there(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.begin()
        await act(world.opening.screen.go_back)
        assert world.window.current_screen() == "work"
        await act(lambda: world.window.show_screen("busy"))
        await click(named(world.window, "openSettings"))
        assert world.window.current_screen() == "busy"
        assert "Finish what is on the screen" in world.window.status_text()

    run(flow())


def test_a_disk_that_refuses_is_said(qtbot: QtBot, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.begin()
        missing = tmp_path / "desk" / "gone"
        done: list[Done] = []
        world.opening.screen._model.done.connect(lambda what, _: done.append(what))
        (tmp_path / "desk").write_text("no folder", "utf-8")
        await world.pick_folder("copyTerms", "copyTermsDialog", missing)
        assert "could not be written" in world.window.status_text()
        assert not done
        assert pressable(world, "copyTerms")

    run(flow())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_is_whole(
    qtbot: QtBot, run: Any, dress: Callable[..., None], tmp_path: Path, language: str, theme: str
) -> None:
    dress(theme, training=True, language=language)

    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.begin()
        assert not cut_in(world.window)
        folder = tmp_path / "shop"
        shutil.copytree(resource_dir() / "terms" / CURRENT, folder)
        edit(folder / "fr" / "balance.toml", "{total}", "ce qui a été dit")
        (folder / "en" / "shared.toml").unlink()
        await world.pick_folder("addTerms", "addTermsDialog", folder)
        assert not cut_in(world.window)
        tabs = named(world.window, "settingsTabs", Tabs)
        await act(lambda: tabs.setCurrentIndex(1))
        named(world.window, "noticeField", QLineEdit).setText("x")
        await click(named(world.window, "savePromises"))
        await rest()
        assert not cut_in(world.window)
        world.window.close()

    run(flow())
