"""Every answer of lookup equals that of a slow oracle, whatever happened to the customers before.

`POS_ORACLE_SEEDS` asks more than CI does.
"""

import os
import random
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from pos_app.customers import lookup_store, schema, store
from pos_app.customers.lookup import Lookup
from pos_app.customers.model import Customer, Hit
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database, Storage
from tests.integration.customers.oracle import Base
from tests.integration.customers.test_lookup import card, customer

SEEDS = int(os.environ.get("POS_ORACLE_SEEDS", "5"))
NUMBER, CHANGES, QUESTIONS = 150, 300, 300

FIRST = (
    "Zoé Zoë Jean Jean-Pierre Siobhán Łukasz Åsa Ørjan Đorđe François Anne Anna Marie-Ève"
    " José O'Neil Noël Nell Émile Émilie Max Maxine Maximilienne B12 17 Christophe Christopher"
).split()
LAST = (
    "Lefèvre Lefebvre Martin Martinez Œuvrard Groß Gross D’Alembert O’Brien Smith-Jones Ng Li"
    " L'Hôpital Durand Dupond Dupont Ærø Strauß Müller McDonald 1701 Wojciechowska-Krzyżanowska"
    " Christ Gmail Orange Donald Mac"
).split()
DOMAINS = ["orange.fr", "gmail.com", "my-shop.co.uk", "example.org", "christ.eu",
           "une-tres-longue-maison-de-province.fr"]  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz@. -'7é"


@pytest.fixture
async def cache(tmp_path: Path) -> AsyncIterator[Storage]:
    storage = Storage.open(
        tmp_path / "cache.db", bytes(range(32)), schema.CUSTOMER_MIGRATIONS, durable=False
    )
    yield storage
    await storage.close()


def someone(dice: random.Random, number: int) -> Customer:
    first, last = dice.choice(FIRST), dice.choice(LAST)
    name = dice.choice(
        [f"{first} {last}", f"{last} {first}", last, f"{first} {last} {last}", "",
         f"{first} {dice.choice(['van den', 'de la', 'du', 'Mac'])} {last}", f"{last} & {first}"]
    )  # fmt: skip
    local = dice.choice(
        [f"{first}.{last}", f"{first[0]}{last}", f"{last}_{dice.randrange(99)}",
         f"{first}.{first}-{last}", "0612345678"]
    )  # fmt: skip
    email = dice.choice(["", f"{local}@{dice.choice(DOMAINS)}"])
    digits = "".join(dice.choices("0127", k=8))
    pairs = " ".join(digits[i : i + 2] for i in range(0, 8, 2))
    phone = dice.choice(
        ["", f"06{digits}", f"06 {pairs}", f"+33 6 {pairs}", f"+33 (0)6 {pairs}", f"+447{digits}",
         f"+1 415 {digits[:7]}", f"0033 6{digits}", f"+33 06 {pairs}", f"+999 {pairs}"]
    )  # fmt: skip
    own = dice.choice(
        ["", "", f"K-{dice.randrange(99)}", f"dk{digits[:3]}b", f"00{digits[:4]}", digits[:5]]
    )
    return replace(customer(number, name, email, phone), number=own)


def typed(dice: random.Random, hit: Hit) -> str:
    who = hit.customer
    sources = [*who.name.split(), who.email, who.phone, who.phone, *hit.last4s, who.id, who.number,
               *who.email.split("@"), who.name.replace(" ", "")]  # fmt: skip
    fragments = []
    for _ in range(dice.choice([1, 1, 2, 3])):
        source = dice.choice(sources)
        cut = source[: dice.randint(1, len(source))] if source else ""
        if source and source in (who.phone, *hit.last4s) and dice.random() < 0.5:
            cut = source[-dice.randint(1, len(source)) :]
        fragments.append(dice.choice([cut, cut, cut.upper(), source, cut.replace("é", "e")]))
    text = dice.choice([" ", " ", "  ", "-"]).join(fragments)
    for _ in range(dice.choice([0, 1, 1, 1, 2])):
        text = slipped(dice, text)
    return text


def begun(dice: random.Random, hit: Hit) -> str:
    """A few letters of each of their words: what most questions are at first."""
    words = re.findall(r"\w+", f"{hit.customer.name} {hit.customer.email} {hit.customer.number}")
    words += dice.choices([*FIRST, *LAST], k=1)
    chosen = dice.choices(words, k=dice.choice([2, 2, 3, 4]))
    return dice.choice([" ", " ", " ", "-", "."]).join(
        word[: dice.choice([1, 1, 2, 2, 3, 14])] for word in chosen
    )


def slipped(dice: random.Random, text: str) -> str:
    """One key too many, one missing, a wrong one, or two in the wrong order."""
    at = dice.randrange(len(text) + 1)
    before, after = text[:at], text[at:]
    return dice.choice(
        [before + dice.choice(LETTERS) + after, before + after[1:],
         before + dice.choice(LETTERS) + after[1:], before + after[1::-1] + after[2:]]
    )  # fmt: skip


def churn(db: Database, dice: random.Random, number: int) -> None:
    one = CustomerId(f"cus_Zz{dice.randrange(number):04d}")
    what = dice.randrange(6)
    if what == 0:
        store.remove_customer(db, one)
    elif what == 1:
        store.move_to_front(db, one)
    elif what == 2:
        store.put_customers(db, [someone(dice, int(one[-4:]))], front=dice.random() < 0.5)
    elif what == 3:
        kept = [card(one, dice.choice(["4242", "0612", "7"]), n) for n in range(dice.randrange(3))]
        store.replace_cards(db, one, kept)
    elif what == 4:
        store.put_card(db, card(one, "".join(dice.choices("0127", k=4)), dice.randrange(3)))
    else:
        store.remove_card(db, card(one, "", dice.randrange(3)).id)


@pytest.mark.parametrize("how", [typed, begun])
@pytest.mark.parametrize("seed", range(SEEDS))
async def test_every_answer_equals_the_oracles(
    cache: Storage, seed: int, how: Callable[[random.Random, Hit], str]
) -> None:
    dice = random.Random(seed)

    def fill(db: Database) -> None:
        store.put_customers(db, [someone(dice, n) for n in range(NUMBER)], front=False)
        for _ in range(CHANGES):
            churn(db, dice, NUMBER)

    await cache.write(fill)
    everyone = await cache.read(lambda db: lookup_store.find(db, "", 1000))
    assert len(everyone) > NUMBER // 2
    base, exact, forgiven = Base(everyone), 0, 0
    for _ in range(QUESTIONS):
        text = how(dice, dice.choice(everyone))
        wanted = base.answer(text)
        limit = dice.choice([3, 50])
        pages = await cache.read(lambda db, t=text, n=limit: list(_pages(db, t, n)))
        assert pages[0] == wanted[:limit], text
        assert [hit for page in pages for hit in page] == wanted[: 4 * limit], text
        skip = dice.randrange(60)
        got = await cache.read(lambda db, t=text, n=skip: lookup_store.find(db, t, 7, skip=n))
        assert got == wanted[skip : skip + 7], text
        exact += bool(wanted) and not wanted[0].approximate
        forgiven += bool(wanted) and wanted[0].approximate
    assert exact > QUESTIONS // 5
    if how is typed:  # in words just begun there is hardly room for a typo
        assert forgiven > QUESTIONS // 30


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_key_after_key_finds_what_the_whole_text_does(cache: Storage, seed: int) -> None:
    """What one keystroke learnt holds for the next only as long as nothing changes."""
    dice, lookup = random.Random(seed + 100), Lookup(cache)
    some = [someone(dice, n) for n in range(NUMBER)]
    await cache.write(lambda db: store.put_customers(db, some, front=False))
    nobody, forgiven, changed = 0, 0, 0
    for _ in range(QUESTIONS // 10):
        first, last = dice.choice(FIRST), dice.choice(LAST)
        text = dice.choice([f"{first} {last} xxx", f"{last} {first}.{last}@{dice.choice(DOMAINS)}"])
        text = slipped(dice, slipped(dice, text))
        text = text[: dice.randint(4, len(text))]
        for end in range(1, len(text) + 1):
            if dice.random() < 0.1:
                await cache.write(lambda db: churn(db, dice, NUMBER))
                one = replace(dice.choice(some), name=text[: end + dice.randrange(9)])
                await cache.write(lambda db, one=one: store.put_customers(db, [one], front=True))
                changed += 1
            hits = list(await lookup.find(text[:end], 9))
            afresh = await cache.read(partial(lookup_store.find, text=text[:end], limit=30))
            assert hits == afresh[:9], text[:end]
            if hits and dice.random() < 0.2:
                assert await lookup.find(text[:end], 4, skip=len(hits)) == afresh[9:13]
            nobody += not hits
            forgiven += bool(hits) and hits[0].approximate
    assert min(nobody, forgiven, changed) > QUESTIONS // 100


def _pages(db: Database, text: str, limit: int) -> Sequence[Sequence[Hit]]:
    place, pages = lookup_store.START, []
    for _ in range(4):
        hits, place, _ = lookup_store.find_on(db, text, limit, place)
        pages.append(hits)
    return pages
