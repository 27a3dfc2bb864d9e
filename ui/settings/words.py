"""What is said about a wording: its purposes, and what is wrong with one that can't be used."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from pos_app.consent.model import Purpose
from pos_app.consent.terms import Finding, Lack
from pos_app.settings.formats import language_name
from ui.i18n.language import language_of

_AWAY = frozenset(Purpose) - {Purpose.NEXT_TIME}


class TermsSpeaker(QObject):
    """Words in the language in force."""

    def purpose(self, purpose: Purpose) -> str:
        """What the card is kept for."""
        return {
            Purpose.NEXT_TIME: self.tr("Show the card next time"),
            Purpose.BALANCE: self.tr("Balance of a deposit"),
            Purpose.INSTALMENTS: self.tr("Instalments"),
            Purpose.TOP_UP: self.tr("Top-up when needed"),
        }[purpose]

    def findings(self, found: Sequence[Finding]) -> Sequence[str]:
        """A sentence for each thing to put right; what is wrong alike for several purposes, as a
        shared part is, is said once."""
        alike: dict[tuple[Lack, str, str], list[Purpose]] = {}
        for one in found:
            purposes = alike.setdefault((one.lack, one.what, one.language), [])
            if one.purpose is not None:
                purposes.append(one.purpose)
        return [self._sentence(*key, purposes) for key, purposes in alike.items()]

    def _sentence(self, lack: Lack, what: str, language: str, purposes: Sequence[Purpose]) -> str:
        if lack is Lack.NAME:
            words = self.tr(
                "“{what}” can’t be its name, or is taken. Name the folder with small letters "
                "without accents, figures and hyphens, and a name no wording has yet."
            )
            return words.format(what=what)
        if lack is Lack.FILE:
            words = self.tr("The file {what} can’t be read: look for a missing quotation mark.")
            return words.format(what=what)
        if lack is Lack.ABSENT:
            return self.tr("The file {what} is missing.").format(what=what)
        where = f"{language_name(language, language_of()).capitalize()}, {self._for(purposes)}"
        if lack is Lack.BOUND:
            words = self.tr("the customer must read {what}, and it is said nowhere.")
            said = words.format(what=f"{{{what}}} ({self._figure(what)})")
        elif lack is Lack.PART:
            words = self.tr("the part “{what}” is missing or empty.")
            said = words.format(what=what)
        elif "{" in what or "}" in what:
            words = self.tr("a brace is not closed in “{what}”.")
            said = words.format(what=f"{what[:60]}…" if len(what) > 60 else what)
        else:
            words = self.tr("{what} is no figure the till knows.")
            said = words.format(what=f"{{{what}}}")
        return self.tr("{where}: {said}").format(where=where, said=said)

    def _for(self, purposes: Sequence[Purpose]) -> str:
        if set(purposes) == set(Purpose):
            return self.tr("every purpose")
        if set(purposes) == _AWAY:
            return self.tr("every purpose that charges later")
        return ", ".join(self.purpose(one) for one in purposes)

    def _figure(self, name: str) -> str:
        return {
            "cap": self.tr("the most of one charge"),
            "total": self.tr("the most of all charges"),
            "count": self.tr("the most charges"),
            "earliest": self.tr("the first day"),
            "latest": self.tr("the last day"),
            "interval": self.tr("how often"),
        }.get(name, name)
