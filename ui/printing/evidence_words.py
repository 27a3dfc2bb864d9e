"""What a bank is shown about a disputed charge, as papers in English.

One for all of it, to be kept or sent by post, and one for each file that Stripe takes by itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pos_app.consent.evidence import DisputePack
from pos_app.disputes.model import DisputeSeen
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.money import Money
from pos_app.settings.formats import format_money
from ui.printing import practice
from ui.printing.pages import Block, Fact, Heading, PageBreak, PrintedPages, Text, Title

_BANK: Final = "en"
_PRACTICE: Final = "TRAINING – practice only, no card was charged"
NAMES: Final[Mapping[str, str]] = {
    "customer_name": "Customer",
    "customer_email_address": "E-mail address",
    "product_description": "What was sold",
    "service_date": "When the customer got it",
    "customer_signature": "Act of consent, and the agreement as the customer read it",
    "service_documentation": "The agreement",
    "cancellation_policy": "Cancellation policy",
    "cancellation_policy_disclosure": "How the cancellation policy was shown",
    "cancellation_rebuttal": "Cancellation",
    "refund_policy": "Refund policy",
    "refund_policy_disclosure": "How the refund policy was shown",
    "refund_refusal_explanation": "Refunds",
    "receipt": "Receipt of the disputed charge",
    "duplicate_charge_explanation": "Other charges of the same customer",
    "duplicate_charge_documentation": "Receipts of the other charges",
    "uncategorized_text": "What the customer agreed to, and the check before the charge",
}
"""Stripe's field names as a bank's clerk reads them."""
_CLAIMS: Final = (
    "customer_name", "customer_email_address", "product_description", "service_date",
)  # fmt: skip
_SAID_ELSEWHERE: Final = ("service_documentation",)
"""In the whole pack the agreement stands once, with the act of consent."""


def printed_file(name: str, text: str, dispute: DisputeSeen, *, training: bool) -> PrintedPages:
    """One of the pack's files, by Stripe's field name."""
    heading = NAMES.get(name, name)
    blocks = [Title(heading), *_about(dispute), Heading(heading), *_paragraphs(text)]
    return _pages(heading, blocks, dispute, training=training)


def printed_pack(pack: DisputePack, dispute: DisputeSeen, *, training: bool) -> PrintedPages:
    """All of it: who and what, every text, every charge with its check, then each file."""
    blocks: list[Block] = [Title("Evidence about a disputed charge"), *_about(dispute)]
    blocks += [Fact(NAMES[name], pack.texts.get(name, "")) for name in _CLAIMS]
    blocks.append(Heading("Charges under the agreement"))
    for charge in pack.record["charges"]:
        blocks += _charge(charge, pack.record["disputed"])
    for name, text in pack.texts.items():
        if name not in _CLAIMS:
            blocks += [Heading(NAMES.get(name, name)), *_paragraphs(text)]
    for name, text in pack.files.items():
        if name not in _SAID_ELSEWHERE:
            blocks += [PageBreak(), Title(NAMES.get(name, name)), *_paragraphs(text)]
    return _pages(f"Evidence {dispute.id}", blocks, dispute, training=training)


def _pages(
    title: str, blocks: Sequence[Block], dispute: DisputeSeen, *, training: bool
) -> PrintedPages:
    return PrintedPages(
        title=title,
        blocks=blocks,
        foot=f"{dispute.id} · {dispute.payment_intent_id}",
        page_of="Page {page} of {pages}",
        watermark=practice.mark(_BANK, pretend=training),
        practice=practice.sentence(_BANK, _PRACTICE, pretend=training),
    )


def _about(dispute: DisputeSeen) -> list[Block]:
    return [
        Fact("Dispute", dispute.id),
        Fact("Payment", dispute.payment_intent_id or ""),
        Fact("Disputed amount", format_money(dispute.amount, _BANK)),
        Fact("Reason given", dispute.reason.replace("_", " ")),
    ]


def _paragraphs(text: str) -> list[Block]:
    return [Text(paragraph) for paragraph in text.rstrip("\n").split("\n\n")]


def _charge(charge: Mapping[str, Any], disputed: str) -> list[Block]:
    mine = charge["payment_intent"] == disputed
    amount = format_money(Money(charge["amount"], charge["currency"]), _BANK)
    receipt = charge["receipt"]
    facts: list[Block] = [
        Text(f"{amount}, {charge['result']}" + (" (the disputed charge)" if mine else ""),
             strong=True),
        Fact("How", "by the customer themselves, as they agreed" if charge["given_with"] else ""),
        Fact("When", _moment(charge["at"])),
        Fact("Card", charge["card"]),
        Fact("Payment", charge["payment_intent"] or ""),
        Fact("What it paid for", charge["item"]),
        Fact("Check before it", _check(charge["check"])),
        Fact("Receipt", f"{receipt[0]} of {_moment(receipt[1])}" if receipt else ""),
    ]  # fmt: skip
    facts += [
        Fact(
            "Refund",
            f"{format_money(Money(one['amount'], charge['currency']), _BANK)}"
            f" on {_moment(one['at'])}, {one['id']}",
        )
        for one in charge["refunds"]
    ]
    return facts


def _check(check: Mapping[str, Any] | None) -> str:
    if check is None:
        return ""
    result, scope = check["result"], check["scope"]
    if not result["allowed"]:
        return f"Outside the agreement ({result['reason']})"
    currency = scope["currency"]
    cap = format_money(Money(scope["cap"], currency), _BANK)
    left = format_money(Money(result["total_left"], currency), _BANK)
    return (
        f"Within the agreement: at most {cap} a charge, {scope['count']} charge(s), from"
        f" {scope['earliest'][:10]} to {scope['latest'][:10]}; {left} were then left"
    )


def _moment(at: int) -> str:
    return f"{from_timestamp(at):%Y-%m-%d %H:%M:%S} UTC"
