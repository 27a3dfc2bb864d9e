"""What `pos-app doctor` advises."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

DOCTOR: Final[Mapping[str, object]] = {
    "doctor.disk_full": QT_TRANSLATE_NOOP(
        "messages",
        "Hardly any room is left ({free_megabytes} MB). Free some before taking payments.",
    ),
    "doctor.disk_low": QT_TRANSLATE_NOOP(
        "messages", "Room is running out ({free_megabytes} MB left). Free some soon."
    ),
    "doctor.no_backup": QT_TRANSLATE_NOOP(
        "messages",
        "There is no copy of the ledger. Leave the till open for a while: it takes one by itself.",
    ),
    "doctor.old_backup": QT_TRANSLATE_NOOP(
        "messages",
        "The newest copy of the ledger is {hours} hours old. Leave the till open for a while; if "
        "none is taken, look at the room on the disk.",
    ),
    "doctor.open_to_others": QT_TRANSLATE_NOOP(
        "messages",
        "Others on this computer may read these: {files}. Take that right away (chmod go-rwx).",
    ),
    "doctor.old_engine": QT_TRANSLATE_NOOP(
        "messages",
        "The part that shows web pages was built {days} days ago: flaws in it that were found "
        "since are open. Payments go on. Install the newest version of the till.",
    ),
    "doctor.key_gone": QT_TRANSLATE_NOOP(
        "messages",
        "The key of the till’s files is not there. Nothing is lost at Stripe. Delete nothing: put "
        "the key back from where the shop’s secrets are kept.",
    ),
    "doctor.key_lacks": QT_TRANSLATE_NOOP(
        "messages",
        "No payment can be taken with the till’s key: it lacks {lacks}. Allow it in the Stripe "
        "Dashboard (Developers, API keys). pos-app keys check says what each is for.",
    ),
    "doctor.cache_damaged": QT_TRANSLATE_NOOP(
        "messages",
        "The copy of the customers can’t be read. No money is concerned: the till makes it again "
        "from Stripe when it is opened.",
    ),
    "doctor.clock_off": QT_TRANSLATE_NOOP(
        "messages",
        "This computer’s clock is {skew_seconds} seconds beside Stripe’s. Set it right: past a "
        "day’s difference nothing can be charged.",
    ),
    "diagnostics.not_written": QT_TRANSLATE_NOOP(
        "messages",
        "The diagnostics were not written: {reason}. Nothing else was changed. Choose another "
        "place.",
    ),
}
