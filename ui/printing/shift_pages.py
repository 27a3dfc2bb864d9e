"""An X or a Z on paper."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pos_app.reports.model import Fact, ShiftReport, net, taken, totals
from pos_app.reports.model import Unclear as Open
from ui.i18n.language import language_of
from ui.printing import practice
from ui.printing.agreement_words import PAGE_OF
from ui.printing.pages import Block, Heading, PrintedPages, Text, Title
from ui.printing.pages import Fact as Row
from ui.printing.report_words import ReportSpeaker, money
from ui.printing.speaker import PaperSpeaker

_PRACTICE: Final[object] = QT_TRANSLATE_NOOP(
    "ShiftPaper", "TRAINING – practice only, no money moved"
)
_COPY: Final[object] = QT_TRANSLATE_NOOP("ShiftPaper", "Copy")
_TAKEN: Final[object] = QT_TRANSLATE_NOOP("ShiftPaper", "Taken")
_NET: Final[object] = QT_TRANSLATE_NOOP("ShiftPaper", "Taken less given back")
_FIGURES: Final[object] = QT_TRANSLATE_NOOP("ShiftPaper", "Figures")
_OWED: Final[object] = QT_TRANSLATE_NOOP("ShiftPaper", "Owed to customers for open sales")
_NOTHING: Final[object] = QT_TRANSLATE_NOOP("ShiftPaper", "Nothing")
_UNCLEAR: Final[object] = QT_TRANSLATE_NOOP("ShiftPaper", "Not known yet")
_LINES: Final[object] = QT_TRANSLATE_NOOP("ShiftPaper", "Line by line")
_HASH: Final[object] = QT_TRANSLATE_NOOP("ShiftPaper", "Fingerprint in the ledger (SHA-256)")


def printed_shift(report: ShiftReport, speaker: ReportSpeaker, *, copy: bool) -> PrintedPages:
    """In the language in force. A `copy` says the same and is marked as one on every page."""
    say = PaperSpeaker("ShiftPaper", language_of())
    common = PaperSpeaker("AgreementPaper", language_of())
    place, title = report.place, speaker.title(report)
    marked = f"{title} – {say(_COPY)}" if copy else title
    blocks: list[Block] = [
        Text(place.shop_name, strong=True),
        Text(place.till_name or place.till_id, muted=True),
        Title(marked),
        Text(speaker.span(report), muted=True),
        *_figures(report, speaker, say),
        *_unclear(report.unclear, speaker, say),
        *_lines(report.facts, speaker, say),
    ]
    if report.fingerprint:
        blocks += [Heading(say(_HASH)), Text(report.fingerprint, muted=True)]
    return PrintedPages(
        title=marked,
        blocks=blocks,
        foot=f"{place.shop_name} · {marked}",
        page_of=common(PAGE_OF),
        watermark=practice.mark(language_of(), pretend=place.training),
        practice=practice.sentence(language_of(), say(_PRACTICE), pretend=place.training),
    )


def _figures(report: ShiftReport, speaker: ReportSpeaker, say: PaperSpeaker) -> Sequence[Block]:
    owed = [money(one) for one in report.liability if one.amount_minor]
    return [
        Heading(say(_FIGURES)),
        *(Row(say(_TAKEN), money(one)) for one in taken(report.facts)),
        *([Row(say(_TAKEN), say(_NOTHING))] if report.took_nothing else []),
        *(Row(say(_NET), money(one)) for one in net(report.facts)),
        *(Row(*speaker.total(one)) for one in totals(report.facts)),
        *(Row(speaker.kind(one), say(_NOTHING)) for one in report.did_not_happen),
        Row(say(_OWED), " + ".join(owed) or say(_NOTHING)),
    ]


def _unclear(found: Sequence[Open], speaker: ReportSpeaker, say: PaperSpeaker) -> Sequence[Block]:
    blocks: list[Block] = [Heading(say(_UNCLEAR))] if found else []
    for one in found:
        blocks.append(Row(one.payment_intent_id or one.sale_id, speaker.open_since(one)))
        blocks.append(Text(speaker.advice(one.kind), muted=True))
    return blocks


def _lines(facts: Sequence[Fact], speaker: ReportSpeaker, say: PaperSpeaker) -> Sequence[Block]:
    rows = [
        Row(money(one.amount), "\n".join(
            (speaker.fact(one), " · ".join(
                part for part in (one.payment_intent_id, one.refund_id, one.sale_id) if part
            ))
        ))
        for one in facts
    ]  # fmt: skip
    return [Heading(say(_LINES)), *rows] if rows else []
