"""What the lookup index will hold of a customer: most of the work of writing one down, and none of
it needs the database, so another thread or process may do it before."""

from collections.abc import Iterable, Mapping, Set
from types import MappingProxyType
from typing import Final, NamedTuple

from pos_app.customers.model import Customer
from pos_app.customers.tokens import tokens_of, words_of
from pos_app.kernel.ids import CustomerId


class Prepared(NamedTuple):
    """What the index holds of a customer without cards."""

    tokens: str
    words: Set[str]


NOT_PREPARED: Final[Mapping[CustomerId, Prepared]] = MappingProxyType({})


def prepare(customers: Iterable[Customer]) -> dict[CustomerId, Prepared]:
    """By id."""
    return {one.id: Prepared(tokens_of(one, ()), words_of(one)) for one in customers}
