"""What the import says about columns, rows and time, in plain words."""

import math
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pos_app.customers.importing.model import Field, OnKnown, Reason, Row, RowState, Verdict
from ui.i18n import messages

_FIELDS: Final[Mapping[Field, object]] = {
    Field.SKIP: QT_TRANSLATE_NOOP("Import", "Not imported"),
    Field.NAME: QT_TRANSLATE_NOOP("Import", "Name"),
    Field.FIRST_NAME: QT_TRANSLATE_NOOP("Import", "First name"),
    Field.LAST_NAME: QT_TRANSLATE_NOOP("Import", "Last name"),
    Field.EMAIL: QT_TRANSLATE_NOOP("Import", "E-mail"),
    Field.PHONE: QT_TRANSLATE_NOOP("Import", "Phone"),
    Field.NUMBER: QT_TRANSLATE_NOOP("Import", "Customer number"),
    Field.POSTCODE: QT_TRANSLATE_NOOP("Import", "Postcode"),
    Field.LANGUAGE: QT_TRANSLATE_NOOP("Import", "Language"),
    Field.TAGS: QT_TRANSLATE_NOOP("Import", "Tags"),
    Field.NOTE: QT_TRANSLATE_NOOP("Import", "Note"),
    Field.STRIPE_ID: QT_TRANSLATE_NOOP("Import", "Stripe ID"),
}
_STATES: Final[Mapping[RowState, object]] = {
    RowState.CREATED: QT_TRANSLATE_NOOP("Import", "Created"),
    RowState.FILLED: QT_TRANSLATE_NOOP("Import", "Completed"),
    RowState.LEFT: QT_TRANSLATE_NOOP("Import", "Left as it is"),
    RowState.SENDING: QT_TRANSLATE_NOOP("Import", "On its way"),
}
_NEW: Final[object] = QT_TRANSLATE_NOOP("Import", "Will be created")
_LEAVE: Final[object] = QT_TRANSLATE_NOOP("Import", "Already there: left as it is")
_FILL: Final[object] = QT_TRANSLATE_NOOP("Import", "Already there: what is empty gets filled")
_REPEATS: Final[object] = QT_TRANSLATE_NOOP("Import", "Same customer as row {row}")
_SOON: Final[object] = QT_TRANSLATE_NOOP("Import", "less than a minute left")
_MINUTES: Final[object] = QT_TRANSLATE_NOOP("Import", "about {minutes} min left")
_HOURS: Final[object] = QT_TRANSLATE_NOOP("Import", "about {hours} h {minutes:02} min left")
_BESIDE: Final[object] = QT_TRANSLATE_NOOP("Import", "{field}: {reason}")
_MINUTE: Final = 60


def _said(words: object) -> str:
    return QCoreApplication.translate("Import", str(words))


def field_name(which: Field) -> str:
    """What a column becomes."""
    return _said(_FIELDS[which])


def reason_words(reason: Reason) -> str:
    """Why a row is not imported, beginning with the field it is about."""
    sentence = messages.sentence(reason.key, reason.params)
    known = {each.value: each for each in Field}
    if reason.field not in known or reason.key == "customer.nameless":
        return sentence
    name = field_name(known[reason.field])
    return _said(_BESIDE).format(field=name, reason=sentence)


def row_words(row: Row, on_known: OnKnown) -> str:
    """What will happen to a row, or what did."""
    if row.reason is not None:
        return reason_words(row.reason)
    if row.state in _STATES:
        return _said(_STATES[row.state])
    if row.verdict is Verdict.REPEATED:
        return _said(_REPEATS).format(row=row.same_row)
    if row.verdict is Verdict.NEW:
        return _said(_NEW)
    return _said(_FILL if on_known is OnKnown.FILL else _LEAVE)


def time_left(seconds: float | None) -> str:
    """Roughly how long it still takes; empty while nobody knows."""
    if seconds is None:
        return ""
    minutes = math.ceil(seconds / _MINUTE)
    if minutes <= 1:
        return _said(_SOON)
    if minutes < _MINUTE:
        return _said(_MINUTES).format(minutes=minutes)
    return _said(_HOURS).format(hours=minutes // _MINUTE, minutes=minutes % _MINUTE)
