"""Errors become sentences; catalogues are complete and up to date with the sources."""

import re
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import Bug, UserError
from pos_app.kernel.money import Money
from ui.i18n import messages, update
from ui.i18n.catalogue import SENTENCES
from ui.i18n.language import Retranslated, install_language, language_of

_ROOT = Path(__file__).parents[3]


def test_parameters_are_written_in_the_language(
    qapp: QApplication, dress: Callable[..., None]
) -> None:
    error = UserError("amount.too_small", field="amount", smallest=Money(50, "eur"))
    assert "€0.50" in messages.text(error)
    dress(language="fr")
    assert "0,50\u00a0€" in messages.text(error)
    assert messages.text(error).startswith("C’est moins")


def test_a_missing_parameter_stays_visible(qapp: QApplication) -> None:
    assert "{smallest}" in messages.text(UserError("amount.too_small"))


def test_an_unknown_key_is_a_bug_in_tests_and_shown_to_people(qapp: QApplication) -> None:
    error = UserError("nobody.wrote_this")
    with pytest.raises(Bug):
        messages.text(error)
    qapp.setProperty(messages.STRICT_PROPERTY, False)
    try:
        assert "nobody.wrote_this" in messages.text(error)
    finally:
        qapp.setProperty(messages.STRICT_PROPERTY, True)


def _raised_keys() -> set[str]:
    raising = re.compile(
        r"(?:UserError|EnvironmentFault|RemoteRefused|RemoteUnreachable|RemoteUnknown)"
        r"\(\s*\"([a-z_0-9]+\.[a-z_0-9]+)\""
    )
    files = [*(_ROOT / "pos_app").rglob("*.py"), *(_ROOT / "ui").rglob("*.py")]
    return {key for file in files for key in raising.findall(file.read_text("utf-8"))}


def _reasons() -> set[str]:
    """Why an outcome is not a success: keys that travel in it instead of being raised."""
    key = re.compile(r"\"((?:payment|checkout|operation|refund|capture|hold)\.[a-z_]+)\"")
    found = set()
    for folder in ("payments", "checkout"):
        for file in (_ROOT / "pos_app" / folder).rglob("*.py"):
            for line in file.read_text("utf-8").splitlines():
                if "Bug(" not in line:
                    found.update(key.findall(line))
    return found


def test_every_raised_error_has_its_sentence() -> None:
    assert "amount.zero" in _raised_keys()
    assert sorted(_raised_keys() - SENTENCES.keys()) == []


def test_every_reason_of_an_outcome_has_its_sentence() -> None:
    assert "payment.unknown" in _reasons()
    assert sorted(_reasons() - SENTENCES.keys()) == []


def _entries(file: Path) -> list[tuple[str, str, list[str], str]]:
    """Context, source, translations and state of each message."""
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            found.append(
                (
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    forms or [translation.text or ""],
                    translation.get("type", ""),
                )
            )
    return found


@pytest.mark.parametrize("language", update.PLURALS_ONLY)
def test_catalogue_is_complete(language: str) -> None:
    for context, source, translations, state in _entries(update.catalogue(language)):
        assert state == "", (context, source)
        for translation in translations:
            assert translation, (context, source)
            assert _fields(translation) == _fields(source), source


@pytest.mark.parametrize("language", update.PLURALS_ONLY)
def test_catalogue_knows_every_string_of_the_sources(language: str, tmp_path: Path) -> None:
    fresh = tmp_path / f"pos_{language}.ts"
    update.collect(fresh, plurals_only=update.PLURALS_ONLY[language])
    expected = {(context, source) for context, source, _, _ in _entries(fresh)}
    there = {(context, source) for context, source, _, _ in _entries(update.catalogue(language))}
    assert sorted(expected - there) == [], "run: python -m ui.i18n.update, then translate"
    assert sorted(there - expected) == [], "run: python -m ui.i18n.update"


@pytest.mark.parametrize("language", update.PLURALS_ONLY)
def test_compiled_catalogue_is_up_to_date(language: str, tmp_path: Path) -> None:
    file = update.catalogue(language)
    fresh = tmp_path / "fresh.qm"
    update.compile_catalogue(file, fresh)
    assert fresh.read_bytes() == file.with_suffix(".qm").read_bytes()


def _fields(text: str) -> set[str]:
    names = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
    return names | set(re.findall(r"%n|%\d", text))


def test_widgets_follow_the_language(qtbot: QtBot, dress: Callable[..., None]) -> None:
    class Greeting(Retranslated, QLabel):
        def retranslate(self) -> None:
            self.setText(QCoreApplication.translate("messages", "Type an amount."))

    label = Greeting()
    qtbot.addWidget(label)
    dress(language="fr")
    assert label.text() == "Saisissez un montant."
    assert language_of() == "fr"
    dress(language="en")
    assert label.text() == "Type an amount."


def test_an_unheard_of_language_is_english(qapp: QApplication, dress: Callable[..., None]) -> None:
    assert install_language(qapp, "tlh") == "en"
