"""A receipt in finished words, whatever paper it goes on."""

from dataclasses import dataclass

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PrintedReceipt:
    """Top to bottom."""

    shop: str
    address: tuple[str, ...]
    title: str
    number: str
    amount_label: str
    amount: str
    rows: Rows
    """What and its value, one line each; long values wrap."""
    reference_label: str
    reference: str
    closing: str
    watermark: str
    """Empty unless this is practice; then across the page."""
    practice: str
    """The sentence in the frame at the top when this is practice, else empty."""
    sums: Rows = ()
    """What was paid before, what is left and when it falls due: amounts at the right edge."""
    notes: tuple[str, ...] = ()
    """Sentences below them."""
