"""What an import needs of Stripe and of what the till knows; the gateway provides the first.

The gateway's calls raise RemoteRefused, RemoteUnreachable or RemoteUnknown.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from pos_app.customers.importing.model import Wanted
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Storage


class ImportGateway(Protocol):
    """Customers made and completed from a file. `mark` names import and row in the metadata."""

    async def create_imported(self, draft: CustomerDraft, mark: str, key: str) -> Customer: ...

    async def fill_customer(
        self, customer_id: CustomerId, values: Mapping[str, object], key: str
    ) -> Customer:
        """Set these fields of CustomerDraft and no others."""
        ...

    async def retrieve_customer(self, customer_id: CustomerId) -> Customer | None:
        """None when it was deleted."""
        ...

    async def marked_customers(
        self, import_id: str, since: datetime, until: datetime
    ) -> Mapping[str, Customer]:
        """By mark, those of an import that were made between two moments by Stripe's clock; from
        the list, which knows of a customer as soon as it is made (search does not)."""
        ...

    def skew_seconds(self) -> float:
        """Stripe's clock minus this machine's."""
        ...

    def time_known(self) -> bool:
        """Whether a reply has told Stripe's time yet."""
        ...

    async def learn_time(self) -> None:
        """Ask something small, for the time of its reply."""
        ...


class ImportsFile(Protocol):
    """The import's own file, opened when it is first asked for."""

    def there(self) -> bool:
        """Whether an import was ever begun here; quick."""
        ...

    async def open(self) -> Storage:
        """Raises what Storage raises."""
        ...


class FindsExisting(Protocol):
    """Who is there already: for each row the customers it may be, the surest first."""

    async def __call__(self, wanted: Sequence[Wanted]) -> Sequence[Sequence[Customer]]: ...
