"""Sentences about receipts and their printer: none of them puts a payment in doubt."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

RECEIPTS: Final[Mapping[str, object]] = {
    "receipt.not_written": QT_TRANSLATE_NOOP(
        "messages",
        "The receipt could not be written to {file} ({reason}). The payment itself is not "
        "affected. Choose another folder or free some space.",
    ),
    "receipt.nothing_paid": QT_TRANSLATE_NOOP(
        "messages", "There is no receipt, because nothing was paid."
    ),
    "receipt.elsewhere": QT_TRANSLATE_NOOP(
        "messages",
        "This till doesn’t know that payment’s receipt: another till took it, and has its number. "
        "Print it there, or send it by e-mail from here.",
    ),
    "printer.none": QT_TRANSLATE_NOOP(
        "messages",
        "No receipt printer is set up. Choose one in the settings, save the receipt as PDF or send "
        "it by e-mail.",
    ),
    "printer.bad_host": QT_TRANSLATE_NOOP(
        "messages",
        "This is not a network address. Type the printer’s name or number, for example "
        "192.168.1.20, and :port only if it isn’t 9100.",
    ),
    "printer.bad_usb": QT_TRANSLATE_NOOP(
        "messages",
        "Type the printer’s USB numbers as vendor:product, four characters each, for example "
        "04b8:0e15.",
    ),
    "printer.bad_path": QT_TRANSLATE_NOOP(
        "messages", "Type the whole path of the printer’s device, for example /dev/usb/lp0."
    ),
    "printer.not_reached": QT_TRANSLATE_NOOP(
        "messages",
        "The printer {address} can’t be reached, so nothing was printed. Look whether it is on and "
        "connected, then print again.",
    ),
    "printer.no_paper": QT_TRANSLATE_NOOP(
        "messages",
        "The printer {address} has no paper, so nothing was printed. Put in a roll, then print "
        "again.",
    ),
    "printer.not_ready": QT_TRANSLATE_NOOP(
        "messages",
        "The printer {address} is not ready, so nothing was printed. Close its cover and look at "
        "its lamps, then print again.",
    ),
    "printer.ran_out": QT_TRANSLATE_NOOP(
        "messages",
        "The paper of the printer {address} ran out, so the receipt may not be whole. Put in a "
        "roll, then print again.",
    ),
    "printer.broke_off": QT_TRANSLATE_NOOP(
        "messages",
        "The printer {address} stopped answering, so the receipt may not be whole. Look at what "
        "came out, then print again if it is needed.",
    ),
    "printer.no_usb": QT_TRANSLATE_NOOP(
        "messages",
        "USB printers can’t be used on this machine ({address}): the system’s libusb is missing. "
        "Nothing was printed. Ask whoever looks after this machine, or save the receipt as PDF.",
    ),
    "printer.not_a_device": QT_TRANSLATE_NOOP(
        "messages",
        "{address} is no printer: there is something else in that file, and printing would wipe it "
        "out. Nothing was printed. Choose the printer’s device in the settings.",
    ),
}
