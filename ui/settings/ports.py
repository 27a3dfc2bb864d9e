"""What these screens need of the services."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from pos_app.consent.model import Cancellation, Purpose, Wording
from pos_app.consent.own_terms import NotAdded, Version


class Terms(Protocol):
    """Of `TermsService`."""

    def cancellation(self) -> Cancellation: ...

    async def promise(self, cancellation: Cancellation) -> None: ...

    async def versions(self) -> Sequence[Version]: ...

    async def preview(self, version: str, language: str, purpose: Purpose) -> Wording: ...

    async def save_copy(self, version: str, into: Path) -> Path: ...

    async def add(self, folder: Path) -> str | NotAdded: ...

    async def use(self, version: str) -> None: ...


class Section(Protocol):
    """A tab that another feature brings: a widget. `said(Speech, str)`: a sentence and its kind."""

    said: Any

    def title(self) -> str:
        """Of the tab."""
        ...

    def begin(self) -> None:
        """Show things as they are now."""
        ...
