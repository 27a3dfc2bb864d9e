"""What a row of the audit log says besides: kept in words of its own, told in a person's here."""

import re
from typing import Final

from PySide6.QtCore import QObject

from pos_app.kernel.money import Money
from pos_app.settings.formats import format_money, language_name
from pos_app.staff.audit import AuditKind
from pos_app.staff.model import Right, Role
from ui.i18n.language import language_of
from ui.staff.words import StaffSpeaker

_OF_PEOPLE: Final = (AuditKind.PERSON_ADDED, AuditKind.PERSON_CHANGED)
_ROLES: Final = frozenset(one.value for one in Role)
_RIGHTS: Final = frozenset(one.value for one in Right)
_PAIR: Final = re.compile(r"(?:^|, )(name|role|active|language)=")


class DetailSpeaker(QObject):
    """Words in the language in force; what it doesn't know is told as it was kept."""

    def __init__(self, speaker: StaffSpeaker) -> None:
        super().__init__(speaker)
        self._speaker = speaker

    def told(self, kind: AuditKind, detail: str) -> str:
        """`detail` as `pos_app.staff.service` wrote it."""
        if kind in _OF_PEOPLE:
            return self._person(detail)
        if kind is AuditKind.ROLE_CHANGED:
            return self._rights(detail)
        return detail

    def _person(self, detail: str) -> str:
        _, *pairs = _PAIR.split(detail)
        told = [self._of(key, value) for key, value in zip(pairs[::2], pairs[1::2], strict=True)]
        return ", ".join(told) if told else detail

    def _of(self, key: str, value: str) -> str:
        if key == "role" and value in _ROLES:
            return self._speaker.role(Role(value))
        if key == "active":
            return self.tr("works here") if value == "True" else self.tr("no longer works here")
        if key == "language":
            return language_name(value, language_of()) if value else self.tr("language of the till")
        return value

    def _rights(self, detail: str) -> str:
        listed = re.fullmatch(r"rights=([^;]*); (?:no limit|limits=(.*))", detail)
        if listed is None or not set(listed[1].split()) <= _RIGHTS:
            return detail
        rights = [self._speaker.right(Right(one)) for one in listed[1].split()]
        told = ", ".join(rights) or self.tr("nothing")
        limits = [
            format_money(Money(int(minor), currency), language_of())
            for minor, currency in re.findall(r"(\d+) ([a-z]{3})", listed[2] or "")
        ]
        if limits:
            most = self.tr("{rights}, at most {amounts}")
            return most.format(rights=told, amounts=" + ".join(limits))
        return told
