// What a customer can be told, in the page's language.

const TEXTS = {
  en: {
    unreachable: 'The training payment server does not answer. Nothing was paid. Try again.',
    unknown:
      'The training payment server gave no clear answer. The payment may have gone through: '
      + 'check it before you try again.',
    nonsense: 'The training payment server sent an answer that makes no sense.',
    badSecret: 'This checkout can no longer be opened: its client secret is not valid.',
    noElement: 'There is no card form on the page, and no saved card was chosen.',
    busy: 'A payment is already being confirmed.',
    notOpen: 'This checkout is closed. Nothing more can be paid with it.',
    emailMissing: 'Enter an e-mail address.',
    emailInvalid: 'This e-mail address is not valid.',
    promotion: 'This promotion code is not valid.',
    noPromotion: 'No promotion code is applied.',
    challengeTitle: 'Card authentication (training)',
    cardTitle: 'Card details, entered securely (training)',
    billingTitle: 'Billing address',
    shippingTitle: 'Shipping address',
    contactTitle: 'Contact details',
    currencyTitle: 'Currency',
    termsTitle: 'Terms',
    notApproved: 'The payment was not approved. Nothing was paid.',
    notAuthenticated:
      'Your card could not be authenticated, so nothing was paid. '
      + 'Try again or choose another card.',
  },
  fr: {
    unreachable:
      'Le serveur de paiement de formation ne répond pas. Rien n’a été payé. Réessayez.',
    unknown:
      'Le serveur de paiement de formation n’a pas répondu clairement. '
      + 'Le paiement a peut-être abouti : vérifiez avant de réessayer.',
    nonsense: 'Le serveur de paiement de formation a envoyé une réponse incompréhensible.',
    badSecret: 'Cet encaissement ne peut plus être ouvert : son secret n’est pas valable.',
    noElement: 'Il n’y a pas de formulaire de carte et aucune carte enregistrée n’est choisie.',
    busy: 'Un paiement est déjà en cours de confirmation.',
    notOpen: 'Cet encaissement est clos. Il ne permet plus de payer.',
    emailMissing: 'Saisissez une adresse e-mail.',
    emailInvalid: 'Cette adresse e-mail n’est pas valable.',
    promotion: 'Ce code promotionnel n’est pas valable.',
    noPromotion: 'Aucun code promotionnel n’est appliqué.',
    challengeTitle: 'Authentification de la carte (formation)',
    cardTitle: 'Coordonnées de carte, saisie sécurisée (formation)',
    billingTitle: 'Adresse de facturation',
    shippingTitle: 'Adresse de livraison',
    contactTitle: 'Coordonnées',
    currencyTitle: 'Devise',
    termsTitle: 'Conditions',
    notApproved: 'Le paiement n’a pas été approuvé. Rien n’a été payé.',
    notAuthenticated:
      'Votre carte n’a pas pu être authentifiée : rien n’a été payé. '
      + 'Réessayez ou choisissez une autre carte.',
  },
};
/** Stripe.js words declines in the page's language; the stand-in answers in English. */
/** @type {Record<string, string>} */
const DECLINES_FR = {
  insufficient_funds: 'Les fonds de votre carte sont insuffisants.',
  stolen_card: 'Votre carte a été refusée.',
  lost_card: 'Votre carte a été refusée.',
  expired_card: 'Votre carte a expiré.',
  incorrect_cvc: 'Le code de sécurité de votre carte est incorrect.',
  incorrect_number: 'Le numéro de votre carte est incorrect.',
  processing_error: 'Une erreur est survenue pendant le traitement de votre carte. Réessayez.',
  authentication_required: 'Votre carte a été refusée : elle demande une authentification.',
  test_mode_live_card:
    'Votre carte a été refusée : la formation n’accepte que des cartes de test.',
};
const DECLINED_FR = 'Votre carte a été refusée.';

/** @typedef {keyof typeof TEXTS} Language */

/** @param {unknown} wanted @returns {Language} */
function languageOf(wanted) {
  const tag = typeof wanted === 'string' && wanted !== 'auto' ? wanted : navigator.language;
  return tag.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
