"""Changing the language again and again."""

from PySide6.QtCore import QCoreApplication, QEvent, QTranslator
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ui.i18n.language import install_language


def test_what_was_spoken_before_is_kept_and_spoken_again(qapp: QApplication) -> None:
    """Deleting it ended the process now and then."""
    said: list[str] = []
    spoken: list[QTranslator] = []
    for language in ("fr", "en", "fr", "pseudo", "en"):
        install_language(qapp, language)
        spoken += qapp.findChildren(QTranslator)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        said.append(QCoreApplication.translate("keys", "Shift"))
    assert all(isValid(one) for one in spoken)
    french, english, again, made_up, last = said
    assert (french, english) == (again, last) == ("Maj", "Shift")
    assert made_up not in said[:3]
