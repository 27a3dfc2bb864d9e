"""Every screen of the till in the states it has, played with data made by hand.

`dev.py screens` takes pictures of them, and test_walk.py looks at each once. A new screen, section
or overlay has to be seen here: test_walk.py names those that never are.
"""

from collections.abc import Mapping

from tests.ui.screens import (
    agreements,
    allowed,
    customers,
    often,
    payments,
    reports,
    sales,
    shell,
    starting,
    switched,
    till,
)
from tests.ui.screens.stage import Play

PARTS: Mapping[str, tuple[Play, ...]] = {
    "serving": (*customers.PLAYS, *payments.PLAYS, *often.PLAYS),
    "selling": (*agreements.PLAYS, *sales.PLAYS, *reports.PLAYS, *switched.PLAYS),
    "around": (*shell.PLAYS, *till.PLAYS, *starting.PLAYS, *allowed.PLAYS),
}
PLAYS: tuple[Play, ...] = tuple(play for part in PARTS.values() for play in part)

NAMES = frozenset(
    """
    Anna Karina Camille James Connor Marie Antoinette de la Rochefoucauld Montmorency Élodie Lefèvre
    Léger Olive Marc Ana Comptoir Amex Zoé Zoë Dupont Petit Léo VIP tea Prefers the morning
    Atelier Maison Lumière Caisse Till Visa Mastercard American Express Stripe Dining table oak
    Moved abroad Location de vélo acompte du week end Toussaint et deux casques Vélo sur mesure
    Deposit Bike
    Table chêne Custom bicycle Nom Prénom Mail Solde nobody POST payment intents
    English Français French FR EN
    Nov British Pound Euro
    """.split()
)
"""Of people, things and companies, as the hand-made data has them; languages in their own words; a
month and currencies, which come from the locale."""
