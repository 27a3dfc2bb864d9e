"""What a page's customer is told, in the page's language: French, or else English.

A refusal also carries its `key` of this table, for a script that would rather word it itself.
"""

from pos_app.training.wire.errors import Body

_EN = {
    "emailRequired": "Your email address is required.",
    "emailInvalid": "Your email address is invalid.",
    "phoneRequired": "Your phone number is required.",
    "individualNameRequired": "Your full name is required.",
    "businessNameRequired": "The name of your business is required.",
    "shippingAddressRequired": "Your shipping name and address are required.",
    "shippingCountry": "We don't ship to this country.",
    "billingAddressRequired": "Your billing address is required.",
    "fieldRequired": "Please fill in all required fields.",
    "termsRequired": "Please accept the terms of service to continue.",
    "cardRequired": "Please provide a payment method.",
    "cardNotShown": "This saved card can't be used for this payment.",
    "cardNotRemovable": "This saved card can't be removed here.",
    "saveNotOffered": "savePaymentMethod can't be used: payment_method_save is not enabled.",
    "complete": "This payment was made already; it can't be made again.",
    "expired": "This checkout has expired. Nothing was charged.",
    "nothingToResume": "There is no payment to resume.",
    "currencyNotOffered": "This currency can't be chosen for this payment.",
    "taxIdNotAsked": "This checkout doesn't collect tax IDs.",
    "taxIdInvalid": "This tax ID is not valid.",
    "quantity": "This quantity can't be chosen.",
    "shippingOption": "This shipping option can't be chosen.",
    "optionalItem": "This item can't be added or removed.",
    "amount": "This change would make the total an amount that can't be charged.",
    "wrongValue": "A value sent by the page is not of the right kind.",
}
_FR = {
    "emailRequired": "Votre adresse e-mail est requise.",
    "emailInvalid": "Votre adresse e-mail n’est pas valable.",
    "phoneRequired": "Votre numéro de téléphone est requis.",
    "individualNameRequired": "Votre nom complet est requis.",
    "businessNameRequired": "Le nom de votre entreprise est requis.",
    "shippingAddressRequired": "Le nom et l’adresse de livraison sont requis.",
    "shippingCountry": "Nous ne livrons pas dans ce pays.",
    "billingAddressRequired": "Votre adresse de facturation est requise.",
    "fieldRequired": "Veuillez remplir tous les champs requis.",
    "termsRequired": "Veuillez accepter les conditions d’utilisation pour continuer.",
    "cardRequired": "Veuillez indiquer un moyen de paiement.",
    "cardNotShown": "Cette carte enregistrée ne peut pas servir à ce paiement.",
    "cardNotRemovable": "Cette carte enregistrée ne peut pas être supprimée ici.",
    "saveNotOffered": (
        "savePaymentMethod ne peut pas servir : payment_method_save n’est pas activé."
    ),
    "complete": "Ce paiement a déjà été effectué ; il ne peut pas l’être deux fois.",
    "expired": "Cet encaissement a expiré. Rien n’a été débité.",
    "nothingToResume": "Il n’y a pas de paiement à reprendre.",
    "currencyNotOffered": "Cette devise ne peut pas être choisie pour ce paiement.",
    "taxIdNotAsked": "Cet encaissement ne demande pas de numéro fiscal.",
    "taxIdInvalid": "Ce numéro fiscal n’est pas valable.",
    "quantity": "Cette quantité ne peut pas être choisie.",
    "shippingOption": "Ce mode de livraison ne peut pas être choisi.",
    "optionalItem": "Cet article ne peut pas être ajouté ou retiré.",
    "amount": "Avec ce changement, le total ne pourrait pas être débité.",
    "wrongValue": "Une valeur envoyée par la page n’est pas du bon type.",
}
_ENTRIES_FR = {
    "Your card number is incomplete.": "Le numéro de votre carte est incomplet.",
    "Your card number is invalid.": "Le numéro de votre carte n’est pas valable.",
    "Your card's security code is incomplete.": (
        "Le code de sécurité de votre carte est incomplet."
    ),
    "Your card's expiration date is incomplete.": (
        "La date d’expiration de votre carte est incomplète."
    ),
    "Your card's expiration date is invalid.": (
        "La date d’expiration de votre carte n’est pas valable."
    ),
    "Your card's expiration date is in the past.": (
        "La date d’expiration de votre carte est passée."
    ),
    "Your card's expiration year is invalid.": (
        "L’année d’expiration de votre carte n’est pas valable."
    ),
}
"""What `bank.card_entry` says of a card that was typed wrong."""


def language_of(given: Body, session: Body) -> str:
    """`fr` or `en`: the page's `locale` if it sends one, else the session's."""
    wanted = given.get("locale") or session["locale"] or ""
    return "fr" if str(wanted).lower().startswith("fr") else "en"


def words(key: str, language: str) -> str:
    return (_FR if language == "fr" else _EN)[key]


def refusal(key: str, language: str, code: str | None = None) -> Body:
    """A problem the buyer can mend, or a closed session; nothing was charged."""
    error = {"code": code, "key": key, "message": words(key, language)}
    return {"type": "error", "error": error}


def entry(sentence: str, language: str) -> Body:
    """A card that was typed wrong; `sentence` is the bank's own."""
    message = _ENTRIES_FR.get(sentence, sentence) if language == "fr" else sentence
    return {"type": "error", "error": {"code": None, "key": "cardEntry", "message": message}}
