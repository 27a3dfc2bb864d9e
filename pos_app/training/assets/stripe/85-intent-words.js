// What a customer can be told about an intent.

const INTENT_WORDS = {
  en: {
    unreachable: 'The training payment server does not answer. Try again.',
    unknown:
      'The training payment server gave no clear answer. It may have done what was asked: check '
      + 'before you try again.',
    notPaid:
      'Your card could not be authenticated, so nothing was paid. '
      + 'Try again or choose another card.',
    notSetUp:
      'Your card could not be authenticated, so it was not saved. '
      + 'Try again or choose another card.',
  },
  fr: {
    unreachable: 'Le serveur de paiement de formation ne répond pas. Réessayez.',
    unknown:
      'Le serveur de paiement de formation n’a pas répondu clairement. La demande a peut-être '
      + 'abouti : vérifiez avant de réessayer.',
    notPaid:
      'Votre carte n’a pas pu être authentifiée : rien n’a été payé. '
      + 'Réessayez ou choisissez une autre carte.',
    notSetUp:
      'Votre carte n’a pas pu être authentifiée : elle n’a pas été enregistrée. '
      + 'Réessayez ou choisissez une autre carte.',
  },
};
