"""The application as it looks and speaks, before its first window."""

import sys
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from pos_app.plan import Plan, load_shop
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.shop import Shop
from ui.i18n.language import install_language
from ui.i18n.pseudo import PSEUDO
from ui.theme.apply import dress
from ui.webview.engine import prepare_engine


def make_application(
    plan: Plan, *, language: str | None, theme: str | None
) -> tuple[QApplication, Shop]:
    """The application dressed and speaking, before its first window."""
    shop = load_shop(plan)
    return dressed_application(shop, language=language, theme=theme, kind=plan.kind)


def dressed_application(
    shop: Shop, *, language: str | None, theme: str | None, kind: EnvironmentKind | None
) -> tuple[QApplication, Shop]:
    """As `make_application`, for these settings."""
    prepare_engine()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("pos-app")
    spoken = language or shop.language
    kept = shop.language if spoken == PSEUDO else spoken  # no shop's own language
    shop = replace(shop, language=kept, theme=theme or shop.theme)
    install_language(app, spoken)
    dress(app, shop.theme, kind)
    return app, shop
