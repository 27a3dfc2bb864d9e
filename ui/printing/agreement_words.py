"""An agreement on paper: what was agreed, how it was given, and its every word, in the language
the customer read it in."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pos_app.consent.model import Act, Agreement, Revocation, RevocationKind, Route, Tick
from pos_app.settings.formats import format_datetime, language_name
from ui.printing import practice
from ui.printing.pages import Block, Fact, Heading, PrintedPages, Text, Title
from ui.printing.speaker import PaperSpeaker

_CONTEXT: Final = "AgreementPaper"
_AGREEMENT: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Agreement")
_GIVEN: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "How it was given")
_WORDS: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "What the customer read")
_CUSTOMER: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Customer")
_WHEN: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "When, by the shop’s clock")
_UTC: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "The same moment in UTC")
_WHERE: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Where")
_HOW: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "How")
_PAGE: Final[object] = QT_TRANSLATE_NOOP(
    "AgreementPaper", "Ticked by the customer on their own page, which opens unticked"
)
_PAPER: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Signed on paper no. {number}")
_AGREED: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Agreed to")
_LATER: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "May be charged while away")
_SHOWN: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Show this card next time")
_STAFF: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Handed over by")
_TERMS: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Wording and language")
_ID: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Agreement no.")
_SESSION: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Checkout")
_PAYMENT: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Payment")
_CARD: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Card at Stripe")
_WHO: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Customer at Stripe")
_ENDED: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Ended on")
_DETACHED: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Card removed on")
_HASH: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Fingerprint of the text (SHA-256)")
_MISSING: Final[object] = QT_TRANSLATE_NOOP(
    "AgreementPaper",
    "This till doesn’t have the text: it was agreed to at another one. Its fingerprint proves "
    "which text it was.",
)
PAGE_OF: Final[object] = QT_TRANSLATE_NOOP("AgreementPaper", "Page {page} of {pages}")
PRACTICE: Final[object] = QT_TRANSLATE_NOOP(
    "AgreementPaper", "TRAINING – practice only, nothing was agreed to"
)


def printed_agreement(
    agreement: Agreement, revocations: Sequence[Revocation], customer: str, *, training: bool
) -> PrintedPages:
    """`customer`: their name as it stands now, which no agreement holds; may be empty."""
    say = PaperSpeaker(_CONTEXT, agreement.wording.language)
    blocks: list[Block] = [
        Text(agreement.subject.shop_name, strong=True),
        Text(agreement.subject.shop_address, muted=True),
        *wording_blocks(agreement.wording.full, agreement.wording.title or say(_AGREEMENT)),
    ]
    if not agreement.wording.full:
        blocks.append(Text(say(_MISSING), muted=True))
    blocks += [
        Heading(say(_GIVEN)),
        Fact(say(_CUSTOMER), customer),
        *_act(agreement, say),
        *_ends(revocations, agreement.wording.language, say),
        Fact(say(_HASH), agreement.wording.sha256),
    ]
    return PrintedPages(
        title=f"{say(_AGREEMENT)} {agreement.id}",
        blocks=blocks,
        foot=f"{agreement.subject.shop_name} · {agreement.id}",
        page_of=say(PAGE_OF),
        watermark=practice.mark(agreement.wording.language, pretend=training),
        practice=practice.sentence(agreement.wording.language, say(PRACTICE), pretend=training),
    )


def wording_blocks(full: str, title: str) -> list[Block]:
    """A text as `terms.render` made it, word for word: its title, its short form, its sections."""
    paragraphs = full.rstrip("\n").split("\n\n") if full else [title]
    blocks: list[Block] = [Title(paragraphs[0])]
    for at, paragraph in enumerate(paragraphs[1:]):
        heading, _, rest = paragraph.partition("\n")
        if at and rest:
            blocks += [Heading(heading), Text(rest)]
        else:
            blocks.append(Text(paragraph, strong=not at))
    return blocks


def _act(agreement: Agreement, say: PaperSpeaker) -> list[Block]:
    act, language = agreement.act, agreement.wording.language
    version = f"{agreement.wording.version}, {language_name(language, language)}"
    return [
        Fact(say(_WHEN), f"{format_datetime(act.at, language, act.local.tzinfo)} ({_offset(act)})"),
        Fact(say(_UTC), f"{act.at:%Y-%m-%d %H:%M:%S} UTC"),
        Fact(say(_WHERE), f"{agreement.subject.shop_name}, {act.till_name or act.till_id}"),
        Fact(say(_HOW), _way(act, say)),
        Fact(say(_AGREED), "\n".join(ticked_words(act.ticked, say))),
        Fact(say(_STAFF), act.staff),
        Fact(say(_TERMS), version),
        Fact(say(_ID), agreement.id),
        Fact(say(_SESSION), agreement.session_id or ""),
        Fact(say(_PAYMENT), agreement.payment_intent_id or ""),
        Fact(say(_CARD), agreement.payment_method_id or ""),
        Fact(say(_WHO), agreement.customer_id),
    ]


def ticked_words(ticked: frozenset[Tick], say: PaperSpeaker) -> list[str]:
    """The consents that were given, in a fixed order."""
    return [say(_LATER if tick is Tick.CHARGE_LATER else _SHOWN) for tick in sorted(ticked)]


def _way(act: Act, say: PaperSpeaker) -> str:
    if act.route is Route.PAPER:
        return say(_PAPER).format(number=act.paper_number)
    return say(_PAGE)


def _offset(act: Act) -> str:
    return f"UTC{f'{act.local:%z}'[:3]}:{f'{act.local:%z}'[3:]}"


def _ends(revocations: Sequence[Revocation], language: str, say: PaperSpeaker) -> list[Block]:
    return [
        Fact(
            say(_DETACHED if one.kind is RevocationKind.CARD_DETACHED else _ENDED),
            format_datetime(one.at, language),
        )
        for one in revocations
    ]
