"""An agreement to be signed by pen: its every word, and for each consent a line to sign on with a
number of its own beside it, which says what was signed."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pos_app.consent.paper_model import Paper, scanned_form
from ui.printing import practice
from ui.printing.agreement_words import PAGE_OF, PRACTICE, wording_blocks
from ui.printing.pages import (
    BlankLine,
    Block,
    Fact,
    Heading,
    PageBreak,
    PrintedPages,
    SignHere,
    Text,
)
from ui.printing.speaker import PaperSpeaker

_NUMBER: Final[object] = QT_TRANSLATE_NOOP("PaperToSign", "Paper no.")
_CUSTOMER: Final[object] = QT_TRANSLATE_NOOP("PaperToSign", "Customer")
_YOURS: Final[object] = QT_TRANSLATE_NOOP("PaperToSign", "What you agree to")
_SIGN: Final[object] = QT_TRANSLATE_NOOP(
    "PaperToSign",
    "Sign beside what you agree to. What you don’t sign is not agreed to; without the first "
    "signature no charge is made while you are not there.",
)
_LATER: Final[object] = QT_TRANSLATE_NOOP(
    "PaperToSign", "I agree that {shop} may charge my card like this while I am not there"
)
_SHOW: Final[object] = QT_TRANSLATE_NOOP(
    "PaperToSign", "Show this card next time I pay here (optional)"
)
_PLACE: Final[object] = QT_TRANSLATE_NOOP("PaperToSign", "Place and date")
_NAME: Final[object] = QT_TRANSLATE_NOOP("PaperToSign", "Name in capital letters")
_SIGNATURE: Final[object] = QT_TRANSLATE_NOOP("PaperToSign", "Signature")
_HASH: Final[object] = QT_TRANSLATE_NOOP("PaperToSign", "Fingerprint of the text (SHA-256)")


def printed_paper(paper: Paper, customer: str, *, training: bool) -> PrintedPages:
    """In the draft's own language. `customer`: their name, which may be empty."""
    draft = paper.draft
    wording, subject = draft.wording, draft.subject
    say = PaperSpeaker("PaperToSign", wording.language)
    common = PaperSpeaker("AgreementPaper", wording.language)
    blocks: list[Block] = [
        Text(subject.shop_name, strong=True),
        Text(subject.shop_address, muted=True),
        *wording_blocks(wording.full, wording.title),
        PageBreak(),  # what is signed stands on one page
        Heading(say(_YOURS)),
        Text(say(_SIGN)),
        BlankLine(say(_PLACE)),
        BlankLine(say(_NAME)),
        _sign_here(say(_LATER).format(shop=subject.shop_name), paper.number, say),
    ]
    if paper.show_number:
        blocks.append(_sign_here(say(_SHOW), paper.show_number, say))
    blocks += [
        Fact(say(_CUSTOMER), customer),
        Fact(say(_NUMBER), paper.number),
        Fact(say(_HASH), wording.sha256),
    ]
    return PrintedPages(
        title=f"{say(_NUMBER)} {paper.number}",
        blocks=blocks,
        foot=f"{subject.shop_name} · {paper.number}",
        page_of=common(PAGE_OF),
        watermark=practice.mark(wording.language, pretend=training),
        practice=practice.sentence(wording.language, common(PRACTICE), pretend=training),
    )


def _sign_here(words: str, number: str, say: PaperSpeaker) -> SignHere:
    return SignHere(words, say(_SIGNATURE), number, scanned_form(number))
