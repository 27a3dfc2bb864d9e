"""Sentences about papers that leave the till: saved, printed, e-mailed, signed by pen."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

PAPERS: Final[Mapping[str, object]] = {
    "paper.not_written": QT_TRANSLATE_NOOP(
        "messages",
        "The file {file} could not be written ({reason}). No money moved. Choose another folder "
        "or free some space.",
    ),
    "printing.failed": QT_TRANSLATE_NOOP(
        "messages",
        "The printer did not take it, so nothing was printed. No money moved. Look at the "
        "printer, then print again, or save it as PDF.",
    ),
    "mail.no_program": QT_TRANSLATE_NOOP(
        "messages",
        "No mail program opened on this computer, so nothing was sent. The file {file} is saved: "
        "send it from another program, or print it.",
    ),
    "paper.no_number": QT_TRANSLATE_NOOP(
        "messages",
        "The number on the paper is a P and nine figures. Nothing was recorded. Type it as it is "
        "printed, or scan the bar code.",
    ),
    "paper.no_show_number": QT_TRANSLATE_NOOP(
        "messages",
        "The number beside the second signature is an N and nine figures. Nothing was recorded. "
        "Type it as it is printed or scan its bar code; leave this empty where it isn’t signed.",
    ),
    "paper.not_signed": QT_TRANSLATE_NOOP(
        "messages",
        "The number beside the first signature is missing, so nothing was agreed: their card is "
        "not charged while they are away. If the customer signed there, type or scan it.",
    ),
    "paper.other_paper": QT_TRANSLATE_NOOP(
        "messages",
        "This number stands on another paper than the one above. Nothing was recorded. Take both "
        "from the same paper, or leave this empty where it isn’t signed.",
    ),
    "paper.other_agreement": QT_TRANSLATE_NOOP(
        "messages",
        "This paper was printed for another agreement: other amounts, other days or something "
        "else that was sold. Nothing was recorded. Go back and enter what stands on it, or print "
        "a new paper.",
    ),
    "paper.unknown": QT_TRANSLATE_NOOP(
        "messages",
        "This till printed no paper with that number. Nothing was recorded. Check the number, or "
        "print a new paper and have it signed.",
    ),
    "paper.other_customer": QT_TRANSLATE_NOOP(
        "messages",
        "This paper was printed for another customer. Nothing was recorded. Open that customer, "
        "or print a new paper.",
    ),
    "paper.other_amount": QT_TRANSLATE_NOOP(
        "messages",
        "The paper says that {prepaid} are paid now. Nothing was recorded. Take that amount, or "
        "print a new paper.",
    ),
    "paper.over": QT_TRANSLATE_NOOP(
        "messages",
        "What this paper allows was over on {latest}. Nothing was recorded. Print a new paper.",
    ),
    "paper.card_gone": QT_TRANSLATE_NOOP(
        "messages",
        "The card on this paper is no longer saved. Nothing was recorded. Print a new paper for "
        "another card.",
    ),
    "agreement.paper_used": QT_TRANSLATE_NOOP(
        "messages",
        "An agreement with paper {number} was recorded already, or is just being paid for. One "
        "paper is one agreement. Nothing more was recorded. Print a new paper.",
    ),
}
