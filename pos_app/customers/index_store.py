"""The lookup index in the cache: tokens of customers, and the words in which a typo is forgiven.

All of it is made from the customers and their cards, and can be made anew.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from pos_app.customers.model import Customer
from pos_app.customers.prepared import NOT_PREPARED, Prepared
from pos_app.customers.tokens import (
    DOMAIN,
    END,
    LONGEST_WORD,
    read_by_tokens,
    tokens_of,
    words_in,
    words_of,
)
from pos_app.customers.typos import ROOM, SHORTEST_START, Meant, ends, meant, slips
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database

Entry = tuple[int, Customer, Sequence[str]]
"""Rank, customer, last digits of their cards."""


_INDEXES: Final = ("lookup", "slips")
_LEAF: Final = 3960
"""Bytes: with what encryption adds, a leaf of the index still fits one page of the file. FTS5's own
choice takes two, and with them twice the time to decrypt."""
_SETTINGS: Final = {"pgsz": _LEAF, "usermerge": 2, "automerge": 8, "crisismerge": 64}
"""Parts are joined eight at a time: four, FTS5's own choice, costs a filling index a sixth more of
the writer's time, and sixteen that are joined at once when it falls behind stop all writing."""
_TIDIED: Final = 64
"""Pages of work at a time: a few milliseconds."""
_READ_THROUGH: Final = (
    ("lookup_idx", "term"), ("slips_idx", "term"), ("slips_data", "block"), ("words", "word"),
)  # fmt: skip
"""Tables and their columns. Those of FTS5: https://sqlite.org/fts5.html#fts5_data_structures"""
_INDEX: Final = "INSERT INTO lookup (rowid, tokens) VALUES (?, ?)"
_MEANT: Final = (
    "SELECT DISTINCT substr(words.word, 1, ?) FROM slips CROSS JOIN words ON words.id = slips.rowid"
    " WHERE slips MATCH ? AND length(words.word) <= ?"
    " AND (substr(words.word, 1, ?) = ? OR instr(substr(words.word, ?, ?), ?))"
)
_HOLDERS: Final = (
    "SELECT customers.name, customers.email FROM lookup CROSS JOIN customers"
    " ON customers.rank = lookup.rowid WHERE lookup MATCH ? LIMIT ?"
)
_MOST_HOLDERS: Final = 100
"""Looked at one by one: `contact` is in thousands of addresses, and may as well stay a word."""
_TABLE: Final = (
    "CREATE VIRTUAL TABLE {} USING fts5 (tokens, content = '', contentless_delete = 1,"
    " detail = none, tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
)
"""Tokens are folded and kept apart by spaces already: only spaces may separate them here."""


def create(db: Database) -> None:
    """The empty tables. The forms of a word with a letter less are an index of the same kind: it
    takes words in any order without touching a page for each."""
    for index in _INDEXES:
        db.execute(_TABLE.format(index))
        for name, value in _SETTINGS.items():
            db.execute(f"INSERT INTO {index} ({index}, rank) VALUES (?, ?)", [name, value])  # noqa: S608 (ours)
    db.execute("CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT")


def drop(db: Database) -> None:
    """The tables of `create`."""
    for table in (*_INDEXES, "words"):
        db.execute(f"DROP TABLE {table}")


def add(
    db: Database, entries: Sequence[Entry], prepared: Mapping[CustomerId, Prepared] = NOT_PREPARED
) -> None:
    """Customers that aren't in it yet."""
    rows: list[tuple[int, str]] = []
    words = set[str]()
    for rank, customer, last4s in entries:
        ready = prepared.get(customer.id)
        if ready is None or last4s:
            ready = Prepared(tokens_of(customer, last4s), words_of(customer))
        rows.append((rank, ready.tokens))
        words |= ready.words
    db.conn.executemany(_INDEX, rows)
    _learn(db, words)


def remove(db: Database, rank: int, customer: Customer) -> None:
    """A customer, and the words nobody else has."""
    db.execute("DELETE FROM lookup WHERE rowid = ?", [rank])
    _forget(db, words_of(customer))


def change(db: Database, old: Entry, new: Entry) -> None:
    """A customer's tokens or rank, if they are different now."""
    rank, before, _ = old
    same = read_by_tokens(before) == read_by_tokens(new[1]) and tuple(old[2]) == tuple(new[2])
    if rank == new[0] and same:
        return
    db.execute("DELETE FROM lookup WHERE rowid = ?", [rank])
    db.execute(_INDEX, [new[0], tokens_of(new[1], new[2])])
    if before != new[1]:
        were, are = words_of(before), words_of(new[1])
        _learn(db, are - were)
        _forget(db, were - are)


def meant_by(db: Database, words: Iterable[str], check: Callable[[], None]) -> dict[str, Meant]:
    """For each word typed, the words or beginnings of words one edit away from it."""
    found = {}
    for word in dict.fromkeys(words):
        forms = " OR ".join(f'"{slip}"' for slip in sorted(slips(word)))
        longest = len(word) + 1
        most = longest if len(word) < SHORTEST_START else LONGEST_WORD
        hint = ends(word)
        given = [longest, forms, most, len(hint.head), hint.head, hint.at, ROOM, hint.tail]
        rows = db.execute(_MEANT, given).fetchall()
        check()
        domain = word.startswith(DOMAIN)
        found[word] = meant(word, [row[0] for row in rows if row[0].startswith(DOMAIN) == domain])
    return found


def known(db: Database, words: Iterable[str]) -> set[str]:
    """Which of them are words in which a typo is forgiven."""
    given = sorted(set(words))
    if not given:
        return set()
    places = ", ".join("?" * len(given))
    rows = db.execute(f"SELECT word FROM words WHERE word IN ({places})", given)  # noqa: S608 (only ?)
    return {row[0] for row in rows}


def merge_some(db: Database, pages: int, *, begin: bool) -> bool:
    """Join parts of the indexes, so that a question has fewer to read; some `pages` of work each.

    `begin` marks all the parts there are now to become one; whether there is more to do.
    """
    more = False
    for index in _INDEXES:
        before = db.conn.total_changes
        work = f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)"  # noqa: S608 (ours)
        db.execute(work, [-pages if begin else pages])
        more |= db.conn.total_changes - before > 1
    return more


def tidy(db: Database) -> None:
    """Join what single changes left behind: each is a part of its own, and a question looks into
    every part. FTS5 by itself waits for dozens. Nothing to do costs nothing."""
    for index in _INDEXES:
        db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", [_TIDIED])  # noqa: S608 (ours)


def parts(db: Database) -> int:
    """How many parts a question has to look into."""
    (count,) = db.execute("SELECT count(DISTINCT segid) FROM lookup_idx").fetchone()
    return int(count)


def touch(db: Database, start: str) -> int:
    """Read through everyone who has a word that begins so; how many."""
    question = "SELECT count(*) FROM lookup WHERE lookup MATCH ?"
    (count,) = db.execute(question, [f'"{start}"']).fetchone()
    return int(count)


def touch_words(db: Database) -> None:
    """Read through the words in which a typo is forgiven, and where the index has what: a few
    megabytes, of which a mistyped word asks here and there. Read one by one, each page is to be
    decrypted while somebody types."""
    for table, column in _READ_THROUGH:
        db.execute(f"SELECT sum(length({column})) FROM {table}").fetchone()  # noqa: S608 (ours)


def _learn(db: Database, words: set[str]) -> None:
    for word in sorted(words - known(db, words)):
        cursor = db.execute("INSERT INTO words (word) VALUES (?)", [word])
        tokens = " ".join(sorted(slips(word)))
        db.execute("INSERT INTO slips (rowid, tokens) VALUES (?, ?)", [cursor.lastrowid, tokens])


def _forget(db: Database, words: Iterable[str]) -> None:
    """Those nobody is called any more: what a customer was called must not outlive them."""
    for word in sorted(words):
        if _somebodys(db, word):
            continue
        found = db.execute("DELETE FROM words WHERE word = ? RETURNING id", [word]).fetchone()
        if found:
            db.execute("DELETE FROM slips WHERE rowid = ?", [found[0]])


def _somebodys(db: Database, word: str) -> bool:
    """Whether it is a word of a name, and not of addresses alone."""
    holders = db.execute(_HOLDERS, [f'"{word}{END}"', _MOST_HOLDERS])
    looked_at = 0
    # One by one: most often the first who has it is called so.
    while looked_at < _MOST_HOLDERS and (holder := holders.fetchone()):
        if word in words_in(*holder):
            return True
        looked_at += 1
    return looked_at == _MOST_HOLDERS
