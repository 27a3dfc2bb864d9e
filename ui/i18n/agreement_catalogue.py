"""Sentences about agreements: why a charge is outside one, and what keeps one from being made."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

AGREEMENTS: Final[Mapping[str, object]] = {
    "agreement.needed": QT_TRANSLATE_NOOP(
        "messages",
        "The customer isn’t here, so charging their card needs their agreement. Nothing "
        "was charged. Get an agreement first, or charge while they are here.",
    ),
    "agreement.card_not_kept": QT_TRANSLATE_NOOP(
        "messages",
        "This card isn’t saved for this customer any more, so it was not charged. No money moved. "
        "Take the payment on the customer’s page instead.",
    ),
    "agreement.card_not_shown": QT_TRANSLATE_NOOP(
        "messages",
        "The customer hasn’t agreed to see this card again, so it isn’t charged at the counter. "
        "No money moved. Take the payment on the customer’s page: they can use the same card "
        "there.",
    ),
    "agreement.of_a_sale": QT_TRANSLATE_NOOP(
        "messages",
        "This agreement belongs to a sale, whose parts are charged on their days. Nothing was "
        "charged. Open the sale, or what is due.",
    ),
    "agreement.unknown": QT_TRANSLATE_NOOP(
        "messages",
        "This till doesn’t know that agreement. Nothing was charged. Get a new agreement.",
    ),
    "agreement.other_customer": QT_TRANSLATE_NOOP(
        "messages",
        "Another customer gave this agreement. Nothing was charged. Get an agreement from"
        " this one.",
    ),
    "agreement.revoked": QT_TRANSLATE_NOOP(
        "messages",
        "The customer ended this agreement. Nothing more was charged. Get a new agreement.",
    ),
    "agreement.card_detached": QT_TRANSLATE_NOOP(
        "messages",
        "This card is no longer saved, so the agreement doesn’t cover it any more. "
        "Nothing more was charged. Get a new agreement.",
    ),
    "agreement.other_purpose": QT_TRANSLATE_NOOP(
        "messages",
        "The customer agreed to something else than this charge. Nothing was charged. Get"
        " a new agreement.",
    ),
    "agreement.other_currency": QT_TRANSLATE_NOOP(
        "messages",
        "The customer agreed to charges in {currency} only. Nothing was charged. Get a "
        "new agreement.",
    ),
    "agreement.other_card": QT_TRANSLATE_NOOP(
        "messages",
        "The customer agreed to charges on another card only. Nothing was charged. Choose"
        " that card, or get a new agreement.",
    ),
    "agreement.too_early": QT_TRANSLATE_NOOP(
        "messages",
        "The customer agreed to charges from {earliest} on. Nothing was charged. Wait "
        "until then, or get a new agreement.",
    ),
    "agreement.too_late": QT_TRANSLATE_NOOP(
        "messages",
        "The customer agreed to charges until {latest} only. Nothing was charged. Get a "
        "new agreement.",
    ),
    "agreement.time_over": QT_TRANSLATE_NOOP(
        "messages",
        "The time the customer agreed to is over. Nothing more was charged. Get a new agreement.",
    ),
    "agreement.too_soon": QT_TRANSLATE_NOOP(
        "messages",
        "By what the customer agreed to, the next charge comes on {next} at the earliest. "
        "Nothing was charged. Wait until then, or get a new agreement.",
    ),
    "agreement.count_used_up": QT_TRANSLATE_NOOP(
        "messages",
        "Every charge the customer agreed to is made or under way (charges agreed to: "
        "{count}). Nothing more was charged. Get a new agreement.",
    ),
    "agreement.over_cap": QT_TRANSLATE_NOOP(
        "messages",
        "The customer agreed to at most {cap} in one charge. Nothing was charged. Charge "
        "less, or get a new agreement.",
    ),
    "agreement.over_total": QT_TRANSLATE_NOOP(
        "messages",
        "This is more than what is left of what the customer agreed to: {left}. Nothing "
        "was charged. Charge less, or get a new agreement.",
    ),
    "agreement.check_too_long": QT_TRANSLATE_NOOP(
        "messages",
        "What was checked before this charge is too long to be kept with it at Stripe. Nothing was "
        "charged. Get a new agreement, and tell whoever looks after the till.",
    ),
    "agreement.not_learned": QT_TRANSLATE_NOOP(
        "messages",
        "Another till noted something about this customer’s agreements, and Stripe doesn’t tell "
        "what. Nothing was charged. Check the network, then try again.",
    ),
    "agreement.maybe_more": QT_TRANSLATE_NOOP(
        "messages",
        "Another till noted something about these agreements, and Stripe doesn’t tell what. Some "
        "may be missing here, or have ended. Nothing is charged until it is known.",
    ),
    "card.gone": QT_TRANSLATE_NOOP(
        "messages",
        "This card is no longer saved at Stripe. No money moved. Open the customer again to see "
        "their cards.",
    ),
    "card.not_agreed": QT_TRANSLATE_NOOP(
        "messages",
        "The customer hasn’t agreed to see this card again, so it isn’t shown. No money moved. "
        "They can tick the box at their next payment.",
    ),
    "card.charge_under_way": QT_TRANSLATE_NOOP(
        "messages",
        "A payment on this card is under way or not known yet. No money moved by this. Find out "
        "about the payment first, then remove the card.",
    ),
    "card.held": QT_TRANSLATE_NOOP(
        "messages",
        "An amount is held on this card. No money moved by this. Take or release it first, then "
        "remove the card.",
    ),
    "agreement.no_cap": QT_TRANSLATE_NOOP(
        "messages",
        "Type the most that one charge may take.",
    ),
    "agreement.total_below_cap": QT_TRANSLATE_NOOP(
        "messages",
        "All charges together can’t be less than one of them. Type at least {cap}.",
    ),
    "agreement.no_charges": QT_TRANSLATE_NOOP(
        "messages",
        "Type how many charges there may be, at least 1.",
    ),
    "agreement.ends_before_start": QT_TRANSLATE_NOOP(
        "messages",
        "The last day is before the first one. Choose a later last day.",
    ),
    "agreement.bad_days": QT_TRANSLATE_NOOP(
        "messages",
        "The number of days is too small. Type 0 or more, and at least 1 for money back.",
    ),
    "agreement.not_ticked": QT_TRANSLATE_NOOP(
        "messages",
        "The customer didn’t tick this, so nothing was agreed. Their card is not charged "
        "while they are away.",
    ),
    "agreement.no_paper": QT_TRANSLATE_NOOP(
        "messages",
        "An agreement on paper needs the number on the paper, and one given on the page "
        "has none. Nothing was recorded.",
    ),
    "agreement.too_long": QT_TRANSLATE_NOOP(
        "messages",
        "This is too long or has signs that can’t be printed: at most {limit} characters,"
        " on one line.",
    ),
    "evidence.other_charge": QT_TRANSLATE_NOOP(
        "messages",
        "This charge was not made under that agreement. No money moved by this. Choose the "
        "agreement it was made under.",
    ),
    "terms.incomplete": QT_TRANSLATE_NOOP(
        "messages",
        "The wording “{version}” of agreements isn’t complete, so it can’t be used. "
        "No money moved by this. Missing or unknown: {missing}",
    ),
    "terms.unreadable": QT_TRANSLATE_NOOP(
        "messages",
        "The file {file} of the wording “{version}” can’t be read. No money moved by "
        "this. Put it right, then try again.",
    ),
    "terms.unknown": QT_TRANSLATE_NOOP(
        "messages",
        "The wording “{version}” of agreements isn’t on this till. No money moved by this. Choose "
        "another one in the settings.",
    ),
    "terms.name_taken": QT_TRANSLATE_NOOP(
        "messages",
        "“{version}” is the name of a wording that came with the till. Give the shop’s "
        "own another name.",
    ),
    "terms.says_not_how_often": QT_TRANSLATE_NOOP(
        "messages",
        "The wording “{version}” doesn’t say how often a card is charged, as agreements must by "
        "now. It stays for what was agreed in it; choose another for new ones.",
    ),
    "terms.not_copied": QT_TRANSLATE_NOOP(
        "messages",
        "“{folder}” could not be written ({reason}). Nothing was changed. Check the disk, then "
        "try again.",
    ),
    "terms.no_merchant": QT_TRANSLATE_NOOP(
        "messages",
        "An agreement names the shop. No money moved by this. Type the shop’s name in the settings "
        "first.",
    ),
    "terms.figure_missing": QT_TRANSLATE_NOOP(
        "messages",
        "The wording needs a figure that this sale doesn’t have ({figure}), so there is "
        "no agreement. No money moved by this.",
    ),
}
