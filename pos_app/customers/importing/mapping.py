"""Columns to fields: guessed from their names, and a row as the customer it describes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pos_app.customers.folding import fold, pieces
from pos_app.customers.importing.model import Field, Wanted
from pos_app.customers.importing.reading import column_letters
from pos_app.customers.model import CustomerDraft, check_draft
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId

WHY_HEADERS: Final = {"en": "Why it was not imported", "fr": "Raison du refus"}
"""The column that a file of rows to correct has more than the one it came from."""

_NAMES: Final[Mapping[Field, str]] = {
    Field.STRIPE_ID: "stripe id|id stripe|identifiant stripe|customer id|id client stripe",
    Field.FIRST_NAME: "prenom|prenoms|first name|firstname|given name|forename|prenom client",
    Field.LAST_NAME: (
        "nom de famille|last name|lastname|surname|family name|nom famille|nom client famille"
    ),
    Field.NAME: (
        "nom|name|full name|fullname|nom complet|nom et prenom|nom prenom|prenom nom|prenom et nom|"
        "client|customer|customer name|nom du client|nom client|raison sociale|societe|company|"
        "company name|display name|contact|titulaire"
    ),
    Field.EMAIL: (
        "e mail|email|mail|courriel|adresse e mail|adresse mail|adresse email|email address|"
        "e mail address|adresse courriel|adresse electronique|mel|e mail 1|email 1"
    ),
    Field.PHONE: (
        "telephone|tel|phone|phone number|telephone number|mobile|portable|mobile phone|cell|"
        "cell phone|numero de telephone|no de telephone|n de telephone|telephone mobile|"
        "telephone portable|tel mobile|tel portable|telephone fixe|fixe|gsm|mobile number|phone 1|"
        "telephone 1|tel 1|numero de portable|numero de mobile"
    ),
    Field.POSTCODE: (
        "code postal|cp|postcode|post code|postal code|zip|zip code|zipcode|code post|npa"
    ),
    Field.NUMBER: (
        "n client|no client|numero client|numero de client|n de client|no de client|code client|"
        "num client|ref client|reference client|customer number|customer no|client number|"
        "account number|customer code|n carte|numero de carte|n de carte|carte de fidelite|"
        "numero de carte de fidelite|loyalty card|member number|card number|number|numero|n|no|"
        "matricule|reference"
    ),
    Field.LANGUAGE: (
        "langue|language|lang|locale|preferred language|langue preferee|langue des recus"
    ),
    Field.TAGS: "etiquettes|etiquette|tags|tag|labels|label|groupe|groupes|group|groups|categorie",
    Field.NOTE: (
        "note|notes|remarque|remarques|commentaire|commentaires|comment|comments|description|"
        "observations|observation|memo|remarks|remark|infos|note staff only"
    ),
}
_GUESSES: Final = {name: which for which, names in _NAMES.items() for name in names.split("|")}
_DEGREE: Final = re.compile(r"[°ºª№]")
_LANGUAGES: Final = {
    "fr": "fr", "fra": "fr", "fre": "fr", "francais": "fr", "french": "fr",
    "en": "en", "eng": "en", "anglais": "en", "english": "en",
}  # fmt: skip
_JOINED: Final = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.NOTE, Field.TAGS)
"""Fields that take what several columns hold; of the others the first value counts."""
_QUOTED: Final = re.compile(r"''*[=+\-@\t\r\n]")


def guess(header: Sequence[str]) -> tuple[Field, ...]:
    """What each column probably is; SKIP where the name says nothing, as a mere letter does: the
    fourteenth is no number of anybody."""
    if tuple(header) == column_letters(len(header)):
        return (Field.SKIP,) * len(header)
    found = [_GUESSES.get(_plain(name), Field.SKIP) for name in header]
    first_name = Field.FIRST_NAME in found
    # beside a first name, "Nom" and "Name" are the other half of it
    if first_name and Field.LAST_NAME not in found and found.count(Field.NAME) == 1:
        place = found.index(Field.NAME)
        if _plain(header[place]) in {"nom", "name"}:
            found[place] = Field.LAST_NAME
    return tuple(found)


def known_header(header: Sequence[str]) -> str:
    """The same text for headers that are the same but for case, accents and punctuation."""
    return "\n".join(_plain(name) for name in header)


def _plain(name: str) -> str:
    bare = _DEGREE.sub(" ", name).replace("\ufeff", "")
    return " ".join(pieces(fold(bare)))


def unescaped(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if _QUOTED.match(cell) else cell


def become(header: Sequence[str], mapping: Sequence[Field], cells: Sequence[str]) -> Wanted:
    """The customer a row describes. Raises what check_draft raises; UserError import.nothing when
    no cell of a mapped column holds anything."""
    values = _values(mapping, [unescaped(cell).strip() for cell in cells])
    if not values:
        raise UserError("import.nothing")
    extra = list(_extra(header, mapping, cells, values))
    note = "\n".join([*values.get(Field.NOTE, []), *extra])
    whole = check_draft(
        CustomerDraft(
            name=_name(values),
            email=_first(values, Field.EMAIL),
            phone=_first(values, Field.PHONE),
            language=language_from(_first(values, Field.LANGUAGE)),
            note=note,
            number=_first(values, Field.NUMBER),
            postcode=_first(values, Field.POSTCODE),
            tags=tuple(tags_from(values.get(Field.TAGS, []))),
        )
    )
    stripe_id = _first(values, Field.STRIPE_ID)
    return Wanted(whole, CustomerId(stripe_id) if stripe_id else None)


def language_from(text: str) -> str:
    """`fr`, `en`, or empty: receipts know no other language."""
    words = pieces(fold(text))
    return _LANGUAGES.get(words[0], "") if words else ""


def tags_from(cells: Iterable[str]) -> Iterator[str]:
    """Tags stand between commas; in a cell without any, between semicolons or bars."""
    for cell in cells:
        for tag in re.split(r"," if "," in cell else r"[;|]", cell):
            if clean := _tidy(tag):
                yield clean


def _values(mapping: Sequence[Field], cells: Sequence[str]) -> dict[Field, list[str]]:
    values: dict[Field, list[str]] = {}
    for which, cell in zip(mapping, cells, strict=False):
        if which is not Field.SKIP and cell:
            values.setdefault(which, []).append(cell)
    return values


def _first(values: Mapping[Field, Sequence[str]], which: Field) -> str:
    return values.get(which, [""])[0]


def _name(values: Mapping[Field, Sequence[str]]) -> str:
    """The whole name; without one, first and last name together."""
    parts = (Field.NAME,) if Field.NAME in values else (Field.FIRST_NAME, Field.LAST_NAME)
    return " ".join(text for part in parts for text in values.get(part, []))


def _extra(
    header: Sequence[str], mapping: Sequence[Field], cells: Sequence[str],
    values: Mapping[Field, Sequence[str]],
) -> Iterator[str]:  # fmt: skip
    """What a customer has no second place for (another phone number, another e-mail) goes into
    the note, named as its column is: nothing of the file is lost unseen."""
    taken: set[Field] = set()
    for name, which, cell in zip(header, mapping, cells, strict=False):
        text = unescaped(cell).strip()
        if which is Field.SKIP or not text or which in _JOINED:
            continue
        if which in taken and fold(text) != fold(_first(values, which)):
            yield f"{name}: {text}" if name else text
        taken.add(which)
    if Field.NAME in values:
        parts = [*values.get(Field.FIRST_NAME, []), *values.get(Field.LAST_NAME, [])]
        if not set(pieces(fold(" ".join(parts)))) <= set(pieces(fold(_name(values)))):
            yield " ".join(parts)


def _tidy(text: str) -> str:
    return " ".join(text.split())
