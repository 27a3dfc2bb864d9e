"""Sentences about who may do what at the till, and about PINs."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

STAFF: Final[Mapping[str, object]] = {
    "staff.sign_in_first": QT_TRANSLATE_NOOP(
        "messages", "Nobody is signed in, so nothing was done and no money moved. Sign in first."
    ),
    "staff.not_allowed": QT_TRANSLATE_NOOP(
        "messages",
        "You may not do this alone, so nothing was done and no money moved. Ask somebody who may "
        "to approve it.",
    ),
    "staff.not_approved": QT_TRANSLATE_NOOP(
        "messages", "It was not approved, so nothing was done and no money moved."
    ),
    "staff.no_right": QT_TRANSLATE_NOOP(
        "messages", "You may not do this, so nothing was changed. Ask a manager or an owner."
    ),
    "staff.owners_only": QT_TRANSLATE_NOOP(
        "messages", "Only an owner may do this, so nothing was changed. Ask an owner."
    ),
    "staff.cannot_approve": QT_TRANSLATE_NOOP(
        "messages",
        "They may not do this themselves, so they can’t approve it. Choose somebody else.",
    ),
    "staff.unknown": QT_TRANSLATE_NOOP(
        "messages", "This person no longer works here. Choose somebody else."
    ),
    "staff.wrong_pin": QT_TRANSLATE_NOOP(
        "messages", "This is not the right PIN. Tries left: {left}."
    ),
    "staff.locked_out": QT_TRANSLATE_NOOP(
        "messages",
        "Too many wrong PINs: {name} is locked. A manager can unlock them in the settings, under "
        "People.",
    ),
    "staff.locked_wait": QT_TRANSLATE_NOOP(
        "messages",
        "Too many wrong PINs. The next try is possible in {minutes} min; another owner can unlock "
        "them at once in the settings, under People.",
    ),
    "staff.name_missing": QT_TRANSLATE_NOOP("messages", "Type a name."),
    "staff.name_long": QT_TRANSLATE_NOOP(
        "messages", "The name is too long: at most {most} characters."
    ),
    "staff.name_taken": QT_TRANSLATE_NOOP(
        "messages", "Somebody here has this name already. Add an initial, for example."
    ),
    "staff.pin_form": QT_TRANSLATE_NOOP("messages", "A PIN has {least} to {most} figures."),
    "staff.pin_weak": QT_TRANSLATE_NOOP(
        "messages",
        "This PIN is among the first that somebody would try. Choose figures that neither repeat "
        "nor follow each other.",
    ),
    "staff.pin_differs": QT_TRANSLATE_NOOP(
        "messages", "The two PINs are not the same. Type it again."
    ),
    "staff.last_owner": QT_TRANSLATE_NOOP(
        "messages",
        "The till needs an owner, so nothing was changed. Make somebody else an owner first.",
    ),
    "staff.owner_may_all": QT_TRANSLATE_NOOP(
        "messages", "An owner may do everything, which can’t be changed."
    ),
    "staff.set_up_already": QT_TRANSLATE_NOOP(
        "messages", "This till has staff already. Sign in instead."
    ),
    "staff.not_written": QT_TRANSLATE_NOOP(
        "messages", "The file could not be written: {reason}. Choose another folder."
    ),
}
