"""Whatever people, files and scanners bring: no crash, no wrong record, no wrong amount."""

import string
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final

from pos_app.customers.codes import customer_code
from pos_app.customers.importing.mapping import become, guess
from pos_app.customers.importing.reading import open_table
from pos_app.customers.query import parse
from pos_app.customers.scans import as_typed
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money, check_chargeable, exponent_of, parse_amount
from pos_app.staff.pins import LONGEST, SHORTEST, check_pin, weak
from ui.shell.scanner import SHORTEST_CODE, ScanTiming, Verdict

_CURRENCIES: Final = ("eur", "usd", "jpy", "kwd", "isk", "chf", "gbp")
_SIGNS: Final = (
    *string.printable,
    *"éÉœßøıİ漢字٣٤५६７ⅣⅫ½²€£¥−–—\u2011\u00a0\u202f\u2009\u200b\u202e\ufeff\x00\x1d\x7f’“”«»",
    "\ud800", "e\u0301", "👩‍👩‍👧", "\r\n",
)  # fmt: skip
_AMOUNTS: Final = (
    "12,50", "1 234,56", "1.234", "0", "-5", "99999999999999", "12.5.0", "١٢", "1e3", ",5", "5,",
    "0x1F", "²", "Infinity", "NaN", "1_000", "12,500", "+3", "--3", "",
)  # fmt: skip
_ENCODINGS: Final = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
_NAMES: Final = ("Zoé", "Léger", "O'Brien", "Dupont", "Müller", "da Silva", "Nguyễn", "=1+1", "@x")
_GARBAGE: Final = (
    '"', '""', '"a', 'a"b', '"a"b,c', "\x00", "\x1a", ";;;;", ",,,,,,,,,", "\t", "'", "sep=;",
    "=cmd|' /C calc'!A0", "x" * 70_000, "é" * 300, "\ufeff", "-" * 50, "NULL", "a,b;c\td",
)  # fmt: skip


def text(random: Random, longest: int = 40) -> str:
    """Anything that can be typed or scanned."""
    return "".join(random.choice(_SIGNS) for _ in range(random.randrange(longest)))


def amount(random: Random) -> str:
    """What doesn't hold for one typed amount; nothing when all does."""
    currency = random.choice(_CURRENCIES)
    typed = random.choice([
        text(random, 14), random.choice(_AMOUNTS), random.choice(_AMOUNTS) + text(random, 3),
        "".join(random.choice("0123456789.,' -+\u00a0\u202f") for _ in range(random.randrange(16))),
    ])  # fmt: skip
    try:
        money = parse_amount(typed, currency)
    except UserError:
        return ""
    if type(money) is not Money or money.currency != currency:
        return f"{typed!r} became {money!r}"
    figures = "".join(sign for sign in typed if sign in string.digits)
    plain = abs(money.amount_minor)
    if plain not in {int(figures or "0") * 10**more for more in range(exponent_of(currency) + 1)}:
        return f"{typed!r} was read as {money.amount_minor} {currency}"
    if any(sign.isdigit() and sign not in string.digits for sign in typed):
        return f"{typed!r} was read though not all of its figures are ours"
    try:
        chargeable = check_chargeable(money)
    except UserError:
        return ""
    return "" if chargeable == money and plain > 0 else f"{typed!r} may be charged as {money}"


def pin(random: Random) -> str:
    """As `amount`, for one typed PIN."""
    typed = random.choice([
        text(random, 10),
        "".join(random.choice("0123456789٣\uff17²") for _ in range(random.randrange(11))),
        "".join(random.choice(string.digits) for _ in range(random.randrange(11))),
    ])  # fmt: skip
    try:
        kept = check_pin(typed)
    except UserError:
        return ""
    good = kept == typed and set(typed) <= set(string.digits) and not weak(typed)
    return "" if good and SHORTEST <= len(typed) <= LONGEST else f"{typed!r} is taken as a PIN"


def scan(random: Random) -> str:
    """As `amount`, for one scan, key by key, between two of something typed by hand."""
    code = random.choice([
        text(random), "cus_" + "".join(random.choices(string.ascii_letters, k=14)),
        f"https://shop.example/c/{text(random, 9)}?customer={text(random, 9)}",
        "]C1" + text(random),
        f"mailto:{text(random, 9)}@x.example", "http://[" + text(random, 5), f"x://{text(random)}",
    ])  # fmt: skip
    timing, at_ms = ScanTiming(), random.randrange(1, 1 << 40)
    verdicts = []
    gaps = random.choice([(1, 30), (1, 60), (80, 200)])
    for sign in code:
        at_ms += random.randint(*gaps)
        verdicts.append(timing.key(sign, at_ms))
    ended = timing.key("", at_ms + random.randint(*gaps), suffix=True)
    if gaps == (80, 200) and (ended is Verdict.CODE or Verdict.HOLD in verdicts):
        return f"{code!r}, typed slowly, was taken for a scan"
    if ended is Verdict.CODE and len(timing.code) < SHORTEST_CODE:
        return f"{timing.code!r} is too short for a code"
    if ended is Verdict.CODE and gaps == (1, 30):
        known = customer_code(timing.code)
        if known.customer_id is not None and known.customer_id not in f"{code} {as_typed(code)}":
            return f"{code!r} names {known.customer_id}, which is not in it"
    customer_code(code)
    return ""


def search(random: Random) -> str:
    """As `amount`, for what is typed into the search box."""
    parse(random.choice([text(random), as_typed(text(random)), random.choice(_GARBAGE)[:200]]))
    return ""


class Tables:
    """As `amount`, for one file with customers: those rows that are whole come out as they were,
    whatever stands between them."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="till-fuzz-")
        self._path = Path(self._folder.name) / "customers.csv"

    def close(self) -> None:
        self._folder.cleanup()

    def __call__(self, random: Random) -> str:
        if random.random() < 0.3:
            self._path.write_bytes(random.choice([
                random.randbytes(random.randrange(3_000)),
                text(random, 400).encode("utf-16", "surrogatepass"),
                "\n".join(random.choice(_GARBAGE) for _ in range(20)).encode(),
            ]))  # fmt: skip
            return self._read(frozenset(), (), random)
        delimiter = random.choice(",;\t")
        header = ["Nom", "E-mail", "Téléphone", "Note"]
        rows = list(_people(random))
        lines = [delimiter.join(header)]
        for row in rows:
            if random.random() < 0.2:
                lines.append(_stray(random))
            lines.append(delimiter.join(_quoted(cell, delimiter, random) for cell in row))
        encoding = random.choice(_ENCODINGS)
        end = random.choice(["\n", "\r\n", "\r"])
        self._path.write_bytes(end.join(lines).encode(encoding, "replace"))
        lossy = encoding == "cp1252"
        wanted = frozenset() if lossy else frozenset(rows)
        return self._read(wanted, header, random)

    def _read(self, wanted: frozenset[tuple[str, ...]], header: object, random: Random) -> str:
        try:
            table = open_table(self._path)
        except UserError:
            return "" if not wanted else f"{sorted(wanted)[:1]} could not be read at all"
        mapping = guess(table.header)
        seen = set()
        for row in table.rows():
            if row.problem:
                continue
            seen.add(tuple(row.cells[:4]))
            try:
                made = become(table.header, mapping, row.cells)
            except UserError:
                continue
            if not (made.draft.name or made.draft.email or made.draft.phone):
                return f"row {row.number} became a customer without a name"
        missing = wanted - seen
        return f"{sorted(missing)[0]!r} was not read as it was" if missing else ""


def _people(random: Random) -> Iterator[tuple[str, ...]]:
    for number in range(random.randint(1, 12)):
        name = f"{random.choice(_NAMES)} {random.choice(_NAMES)} {number}"
        note = random.choice(["", "a; b", "a, b", 'said "no"', "two words", "tab here"])
        yield (name, f"p{number}@example.com", f"+3361234{number:04}", note)


def _quoted(cell: str, delimiter: str, random: Random) -> str:
    if delimiter in cell or '"' in cell or random.random() < 0.2:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _stray(random: Random) -> str:
    """A line that is no customer, and opens no quote: what that costs is its own test's matter."""
    return random.choice(
        ["", ";", ",,", "\t\t", "x", "=1+1", "-" * 30, "\x1a", "total 3", "é" * 99]
    )


CHECKS: Final[dict[str, Callable[[Random], str]]] = {
    "amount": amount, "pin": pin, "scan": scan, "search": search,
}  # fmt: skip


def fuzz(runs: int, seed: int) -> list[str]:
    """So many inputs of each kind; what didn't hold, with what makes it again."""
    tables = Tables()
    found = []
    try:
        for name, check in (*CHECKS.items(), ("table", tables)):
            for number in range(runs):
                random = Random(f"{name} {seed} {number}")
                try:
                    wrong = check(random)
                except Exception as error:  # reason: just this is looked for
                    wrong = f"broke with {type(error).__name__}: {str(error)[:200]}"
                if wrong:
                    found.append(f"{name} seed {seed} number {number}: {wrong}")
    finally:
        tables.close()
    return found
