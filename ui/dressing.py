"""The application as it looks and speaks, before its first window."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from pos_app.settings.choices import PSEUDO, EnvironmentKind
from ui.i18n.language import install_language
from ui.theme.apply import dress
from ui.theme.scale import scaled
from ui.webview.engine import prepare_engine

if TYPE_CHECKING:
    from pos_app.plan import Plan
    from pos_app.settings.shop import Shop


def make_application(
    plan: "Plan", *, language: str | None, theme: str | None
) -> "tuple[QApplication, Shop]":
    """The application dressed and speaking, before its first window."""
    from pos_app.plan import load_shop  # a first window stands without the rest of the settings

    shop = load_shop(plan)
    app = dressed_application(
        language=language or shop.language, theme=theme or shop.theme, kind=plan.kind
    )
    return app, as_told(shop, language=language, theme=theme)


def dressed_application(
    *, language: str, theme: str, kind: EnvironmentKind | None, percent: int | None = None
) -> QApplication:
    """The same, in this language and theme, and as large as `percent` says (`ui.theme.scale`).
    None: as the system has it."""
    app = speaking_application(language=language, percent=percent)
    dress(app, theme, kind)
    return app


def speaking_application(*, language: str, percent: int | None) -> QApplication:
    """The same, not yet dressed."""
    prepare_engine()
    app = _application() if percent is None else scaled(_application, percent)
    app.setApplicationName("pos-app")
    install_language(app, language)
    return app


def _application() -> QApplication:
    return QApplication(sys.argv[:1])


def as_told(shop: "Shop", *, language: str | None, theme: str | None) -> "Shop":
    """The settings with the language and theme of this time; None: the shop's own."""
    from dataclasses import replace  # neither does it need this

    told = None if language == PSEUDO else language  # which is no shop's own
    return replace(shop, language=told or shop.language, theme=theme or shop.theme)
