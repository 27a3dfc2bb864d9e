"""The tables of customers, cards and the lookup index, step by step."""

from typing import Final

from pos_app.customers import index_store, sale_news, store
from pos_app.storage import Database, Migrations

_BATCH: Final = 1000

CUSTOMER_MIGRATIONS = Migrations("customers")


@CUSTOMER_MIGRATIONS()
def m001_customers(db: Database) -> None:
    """Times in UTC seconds; texts empty when not given."""
    db.execute(
        "CREATE TABLE customers (rank INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
        " name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, language TEXT NOT NULL,"
        " note TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE cards (id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, brand TEXT NOT NULL,"
        " last4 TEXT NOT NULL, exp_month INTEGER NOT NULL, exp_year INTEGER NOT NULL,"
        " fingerprint TEXT NOT NULL, redisplay TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX cards_by_customer ON cards (customer_id)")
    # Tokens are folded and kept apart by spaces already: only spaces may separate them here.
    db.execute(
        "CREATE VIRTUAL TABLE lookup USING fts5 (tokens, content = '', contentless_delete = 1,"
        " detail = none, prefix = '1 2 3 4 5 6 7',"
        " tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
    )


@CUSTOMER_MIGRATIONS()
def m002_numbers_tags_links(db: Database) -> None:
    """Tags are kept one a line. Following Stripe begins anew, which fills these columns."""
    for column in ("number", "postcode", "tags", "linked_to"):
        db.execute(f"ALTER TABLE customers ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


@CUSTOMER_MIGRATIONS()
def m003_beginnings_and_typos(db: Database) -> None:
    """Another index, which `m010` fills with whoever is here already.

    Beside each customer stand the last digits of their cards, which every list of hits shows.
    Numbered anew from a lower rank, which takes less room wherever the index names a customer.
    """
    db.execute("ALTER TABLE customers ADD COLUMN last4s TEXT NOT NULL DEFAULT ''")
    db.execute(
        "UPDATE customers SET last4s = coalesce((SELECT group_concat(last4, ' ') FROM"
        " (SELECT DISTINCT last4 FROM cards WHERE customer_id = customers.id ORDER BY last4)), '')"
        " WHERE id IN (SELECT customer_id FROM cards)"
    )
    db.execute("DROP TABLE lookup")
    index_store.create(db)
    (first,) = db.execute("SELECT min(rank) FROM customers").fetchone()
    if first is not None:
        # Upwards, and only ever downwards from where they were: no two meet on the way.
        db.execute("UPDATE customers SET rank = rank - ?", [first - store.FIRST_RANK])


@CUSTOMER_MIGRATIONS()
def m004_same_person(db: Database) -> None:
    """What finds customers that may be one person; only of those who have such a thing."""
    for column in ("number", "linked_to"):
        db.execute(
            f"CREATE INDEX customers_by_{column} ON customers ({column}) WHERE {column} <> ''"
        )
    db.execute(
        f"CREATE INDEX customers_by_postcode ON customers ({store.COMPACT_POSTCODE})"
        " WHERE postcode <> ''"
    )


@CUSTOMER_MIGRATIONS()
def m005_numbers_of_any_case(db: Database) -> None:
    """A card's code says `AB12` where somebody typed `ab12`."""
    db.execute("DROP INDEX customers_by_number")
    db.execute("CREATE INDEX customers_by_number ON customers (lower(number)) WHERE number <> ''")


@CUSTOMER_MIGRATIONS()
def m006_cards_and_agreements(db: Database) -> None:
    """Their default card, and the mark of what tills noted of their agreements. Listing anew fills
    these columns (`sync.store`)."""
    for column in ("default_card", "agreements_mark"):
        db.execute(f"ALTER TABLE customers ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


@CUSTOMER_MIGRATIONS()
def m007_sales(db: Database) -> None:
    """What is noted of their sales; listing anew fills it (`sync.store`)."""
    db.execute("ALTER TABLE customers ADD COLUMN sale_notes TEXT NOT NULL DEFAULT ''")
    sale_news.create(db)


@CUSTOMER_MIGRATIONS()
def m008_pairs(_: Database) -> None:
    """Pairs of beginnings, and domains apart from names where a typo is looked for: `m010` builds
    the index anew."""


@CUSTOMER_MIGRATIONS()
def m009_apostrophes(_: Database) -> None:
    """Letters that are apostrophes to people: `m010` reads everybody anew."""


@CUSTOMER_MIGRATIONS()
def m010_whole_local_parts(db: Database) -> None:
    """The index anew: the whole local part of an e-mail is found as a whole word is. Some minutes
    for a million, in one piece."""
    index_store.drop(db)
    index_store.create(db)
    rank = -1
    while page := db.execute(
        f"SELECT {store.FIRST_COLUMNS}, '', '', '', last4s FROM customers"  # noqa: S608 (ours)
        " WHERE rank > ? ORDER BY rank LIMIT ?",
        [rank, _BATCH],
    ).fetchall():
        people = [(row[0], store.read_customer(row[:-1]), row[-1].split()) for row in page]
        index_store.add(db, people)
        rank = page[-1][0]
