"""What importing and exporting customers may say, in English; `catalogue.py` says how."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

IMPORTS: Final[Mapping[str, object]] = {
    "import.empty": QT_TRANSLATE_NOOP(
        "messages", "There is nothing in this file. Choose another one."
    ),
    "import.no_header": QT_TRANSLATE_NOOP(
        "messages",
        "The first line of this file can’t be read as the names of columns. Save it again as CSV, "
        "with a first line such as: Name, E-mail, Phone.",
    ),
    "import.too_many_columns": QT_TRANSLATE_NOOP(
        "messages", "This file has more than {limit} columns. Leave only those of the customers."
    ),
    "import.no_naming_column": QT_TRANSLATE_NOOP(
        "messages",
        "No column says who a customer is. Choose at least one that becomes the name, the e-mail "
        "address or the phone number.",
    ),
    "import.running": QT_TRANSLATE_NOOP(
        "messages", "An import is under way. Pause it first, then choose another file."
    ),
    "import.unreadable_file": QT_TRANSLATE_NOOP(
        "messages",
        "The file {file} can’t be read ({reason}). No customer was created. Close it where it is "
        "open, or choose another file.",
    ),
    "import.not_written": QT_TRANSLATE_NOOP(
        "messages",
        "The file {file} could not be written ({reason}). A file of that name from before is as "
        "it was. Choose another folder or free some space.",
    ),
    "import.nothing": QT_TRANSLATE_NOOP(
        "messages", "None of the chosen columns has anything in this row."
    ),
    "import.too_many_cells": QT_TRANSLATE_NOOP(
        "messages", "This row has more cells than the file has columns."
    ),
    "import.unreadable": QT_TRANSLATE_NOOP(
        "messages", "This row holds characters that can’t be read."
    ),
    "import.too_long_row": QT_TRANSLATE_NOOP(
        "messages", "This row is far too long for a customer."
    ),
    "import.bad_quotes": QT_TRANSLATE_NOOP(
        "messages", "A quotation mark in this row is not closed, or stands where none may."
    ),
    "import.several_known": QT_TRANSLATE_NOOP(
        "messages",
        "This row fits several customers who are there already: {names}. Nothing was changed.",
    ),
    "import.other_name": QT_TRANSLATE_NOOP(
        "messages",
        "Somebody else has this phone, e-mail or number already: {name}. Nothing was created or "
        "changed.",
    ),
    "import.other_name_row": QT_TRANSLATE_NOOP(
        "messages",
        "Row {row} has the same phone, e-mail or number and another name. Only that one was "
        "imported.",
    ),
    "import.first_failed": QT_TRANSLATE_NOOP(
        "messages", "This row repeats row {row}, which could not be imported."
    ),
    "import.refused": QT_TRANSLATE_NOOP("messages", "Stripe refused this customer: {message}"),
    "import.no_clear_answer": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe failed at this row each time, and has no such customer. Import it again later.",
    ),
    "export.too_many_found": QT_TRANSLATE_NOOP(
        "messages",
        "This search finds more than {limit} customers. Nothing was written. Narrow it down, or "
        "export all customers.",
    ),
}
