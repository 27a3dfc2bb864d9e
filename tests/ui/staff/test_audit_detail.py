"""What the log keeps of people and rights is told in the language in force."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from pos_app.kernel.money import Money
from pos_app.staff.audit import AuditKind
from pos_app.staff.model import Person, PersonId, Right, Role, RoleRights
from pos_app.staff.service import _differences, _told
from ui.staff.audit_detail import DetailSpeaker
from ui.staff.words import StaffSpeaker

ANNA = Person(PersonId("p_1"), "Anna", Role.CASHIER)
GONE = Person(PersonId("p_1"), "Anna, role=owner", Role.MANAGER, active=False, language="fr")
FEW = frozenset({Right.REFUND, Right.HOLD})


def rights(limits: tuple[Money, ...] | None) -> str:
    return _told(RoleRights(FEW, limits))


@pytest.mark.parametrize(
    ("kind", "detail", "english", "french"),
    [
        (
            AuditKind.PERSON_ADDED, _differences(None, ANNA),
            "Anna, Cashier, works here", "Anna, Caissier, travaille ici",
        ),
        (
            AuditKind.PERSON_CHANGED, _differences(ANNA, GONE),
            "Anna, Owner, Manager, no longer works here, French",
            "Anna, Propriétaire, Responsable, ne travaille plus ici, français",
        ),
        (
            AuditKind.ROLE_CHANGED, rights(None),
            "Hold an amount, take it or let it go, Give money back",
            "Bloquer un montant, le prendre ou le libérer, Rembourser",
        ),
        (
            AuditKind.ROLE_CHANGED, rights((Money(10_000, "eur"),)),
            "Hold an amount, take it or let it go, Give money back, at most €100.00",
            "Bloquer un montant, le prendre ou le libérer, Rembourser, au plus 100,00\u00a0€",
        ),
        (AuditKind.ACT, "3 ×", "3 ×", "3 ×"),
        (AuditKind.ROLE_CHANGED, "rights=fly; no limit", "rights=fly; no limit", None),
    ],
)  # fmt: skip
def test_details_are_told_in_words(
    qtbot: object, dress: Callable[..., None], kind: AuditKind, detail: str, english: str,
    french: str | None,
) -> None:  # fmt: skip
    parent = QObject()
    speaker = DetailSpeaker(StaffSpeaker(parent))
    for language, words in (("en", english), ("fr", french or english)):
        dress(language=language)
        assert speaker.told(kind, detail) == words
