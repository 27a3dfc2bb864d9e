"""What went wrong, as a sentence: what happened, whether money moved, what to do next."""

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from pos_app.kernel.errors import Bug, PosError
from pos_app.kernel.money import Money
from pos_app.settings.formats import format_date, format_datetime, format_money
from pos_app.settings.permissions import Need, Permission
from ui.i18n.catalogue import SENTENCES
from ui.i18n.language import language_of

STRICT_PROPERTY = "till_strict_messages"
"""Set on the application by tests: a sentence that is missing is then a Bug."""


def text(error: PosError) -> str:
    """The sentence for an error in the language in force.

    An error nobody wrote a sentence for shows its key, so that support can name it. Raises Bug
    `message.missing` for it when the application carries STRICT_PROPERTY.
    """
    return sentence(error.key, error.params)


def sentence(key: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of that key; see `text`."""
    source = SENTENCES.get(key)
    if source is None:
        app = QCoreApplication.instance()
        if app is not None and app.property(STRICT_PROPERTY):
            raise Bug("message.missing", missing=key)
        unnamed = QCoreApplication.translate(
            "messages", "Something went wrong that has no explanation yet ({key})."
        )
        return unnamed.format(key=key)
    translated = QCoreApplication.translate("messages", source)
    return translated.format_map(_Shown(params or {}))


def permission_name(need: Need) -> str:
    """`Refunds: write`; in other languages with Stripe's own name, as the Dashboard lists it."""
    title = sentence(f"permission.of.{need.resource}")
    return sentence(f"permission.{need.level}", {"title": title})


class _Shown(dict[str, str]):
    """Parameters as a person reads them; one that is missing stays visible as `{name}`."""

    def __init__(self, params: Mapping[str, object]) -> None:
        super().__init__({name: _shown(value) for name, value in params.items()})

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _shown(value: object) -> str:
    language = language_of()
    if isinstance(value, Money):
        return format_money(value, language)
    if isinstance(value, datetime):
        return format_datetime(value, language)
    if isinstance(value, date):
        return format_date(value, language)
    if isinstance(value, Permission):
        need = value.need
        return permission_name(need) if need is not None else value.name
    if isinstance(value, tuple):
        return ", ".join(_shown(one) for one in value)
    return str(value)
