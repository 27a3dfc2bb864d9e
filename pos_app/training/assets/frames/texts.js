// The card form's and the bank page's words.

const EN = {
  number: 'Card number',
  expiry: 'Expiration date',
  expiryHint: 'MM / YY',
  cvc: 'Security code',
  cvcHint: 'CVC',
  card: 'Card',
  newCard: 'New card',
  savedCards: 'Saved cards',
  ending: (/** @type {string} */ brand, /** @type {string} */ last4) =>
    `${brand} ending in ${last4}`,
  expires: (/** @type {string} */ when) => `Expires ${when}`,
  save: 'Save my payment information for next time',
  saveFor: (/** @type {string} */ shop) => `Save my payment information with ${shop} for next time`,
  network: 'Card brand',
  nameOnCard: 'Name on card',
  nameMissing: 'Enter the name on the card.',
  country: 'Country or region',
  zip: 'ZIP code',
  postcode: 'Postcode',
  zipMissing: 'Enter the ZIP code.',
  postalWrong: 'This code does not fit the country chosen.',
  remove: 'Remove',
  removeCard: (/** @type {string} */ card) => `Remove ${card}`,
  removeAsk: (/** @type {string} */ card) => `Remove ${card}?`,
  removeYes: 'Yes, remove',
  removeNo: 'Keep it',
  removed: 'The card was removed.',
  removeFailed: 'The card could not be removed. Try again.',
  reuse: (/** @type {string} */ shop) =>
    `By providing your card, you allow ${shop} to charge it for future payments under its terms.`,
  training: 'Training',
  trainingHint: 'Training: test cards only, no money moves.',
  numberMissing: 'Enter the card number.',
  numberIncomplete: 'The card number is incomplete.',
  numberInvalid: 'The card number is not valid. Check its digits.',
  expiryMissing: 'Enter the expiration date.',
  expiryIncomplete: 'The expiration date is incomplete.',
  expiryMonth: 'The month must be between 01 and 12.',
  expiryPast: 'The card has expired: this date is in the past.',
  expiryFar: 'This expiration year is too far away.',
  cvcMissing: 'Enter the security code.',
  cvcIncomplete: 'The security code is incomplete.',
  cvcWrong: 'The security code is wrong.',
  postal: 'Postal code',
  postalMissing: 'Enter the postal code.',
  bankTitle: 'Confirm this payment',
  bankSetupTitle: 'Confirm this card',
  bankLead: 'Your bank asks whether it is really you.',
  bankApproved: 'Approved',
  bankNotApproved: 'Not approved',
  bankOver: 'This question is closed',
  bankDone: 'You can close this page and go back to the merchant.',
  bankName: 'Test Bank',
  merchant: 'Merchant',
  amount: 'Amount',
  approve: 'Approve',
  fail: 'Fail',
  close: 'Close',
  closeHint: 'Close without approving',
  bankWait: 'One moment…',
  bankUnreachable:
    'The training payment server does not answer. Try again, or close: then nothing is '
    + 'approved.',
  bankNote:
    'This page stands in for the bank. “Approve” plays a customer who confirms, “Fail” '
    + 'one who can’t.',
  watermark: 'TRAINING',
};

/** @type {typeof EN} */
const FR = {
  number: 'Numéro de carte',
  expiry: 'Date d’expiration',
  expiryHint: 'MM / AA',
  cvc: 'Code de sécurité',
  cvcHint: 'CVC',
  card: 'Carte',
  newCard: 'Nouvelle carte',
  savedCards: 'Cartes enregistrées',
  ending: (brand, last4) => `${brand} se terminant par ${last4}`,
  expires: (when) => `Expire le ${when}`,
  save: 'Enregistrer mes informations de paiement pour la prochaine fois',
  saveFor: (shop) => `Enregistrer mes informations de paiement chez ${shop} pour la prochaine fois`,
  network: 'Marque de la carte',
  nameOnCard: 'Nom sur la carte',
  nameMissing: 'Saisissez le nom qui figure sur la carte.',
  country: 'Pays ou région',
  zip: 'Code postal',
  postcode: 'Code postal',
  zipMissing: 'Saisissez le code postal.',
  postalWrong: 'Ce code ne correspond pas au pays choisi.',
  remove: 'Supprimer',
  removeCard: (card) => `Supprimer ${card}`,
  removeAsk: (card) => `Supprimer ${card} ?`,
  removeYes: 'Oui, supprimer',
  removeNo: 'Garder',
  removed: 'La carte a été supprimée.',
  removeFailed: 'La carte n’a pas pu être supprimée. Réessayez.',
  reuse: (shop) =>
    `En fournissant votre carte, vous autorisez ${shop} à la débiter pour des paiements futurs, `
    + 'selon ses conditions.',
  training: 'Formation',
  trainingHint: 'Formation : cartes de test uniquement, aucun argent n’est débité.',
  numberMissing: 'Saisissez le numéro de la carte.',
  numberIncomplete: 'Le numéro de la carte est incomplet.',
  numberInvalid: 'Le numéro de la carte n’est pas valable. Vérifiez ses chiffres.',
  expiryMissing: 'Saisissez la date d’expiration.',
  expiryIncomplete: 'La date d’expiration est incomplète.',
  expiryMonth: 'Le mois doit être compris entre 01 et 12.',
  expiryPast: 'La carte a expiré : cette date est passée.',
  expiryFar: 'Cette année d’expiration est trop lointaine.',
  cvcMissing: 'Saisissez le code de sécurité.',
  cvcIncomplete: 'Le code de sécurité est incomplet.',
  cvcWrong: 'Le code de sécurité est incorrect.',
  postal: 'Code postal',
  postalMissing: 'Saisissez le code postal.',
  bankTitle: 'Confirmez ce paiement',
  bankSetupTitle: 'Confirmez cette carte',
  bankLead: 'Votre banque vérifie que c’est bien vous.',
  bankApproved: 'Approuvé',
  bankNotApproved: 'Non approuvé',
  bankOver: 'Cette demande est close',
  bankDone: 'Vous pouvez fermer cette page et revenir chez le commerçant.',
  bankName: 'Banque de test',
  merchant: 'Commerçant',
  amount: 'Montant',
  approve: 'Approuver',
  fail: 'Refuser',
  close: 'Fermer',
  closeHint: 'Fermer sans approuver',
  bankWait: 'Un instant…',
  bankUnreachable:
    'Le serveur de paiement de formation ne répond pas. Réessayez, ou fermez : rien ne '
    + 'sera alors approuvé.',
  bankNote:
    'Cette page tient lieu de banque. « Approuver » joue un client qui confirme, '
    + '« Refuser » un client qui n’y parvient pas.',
  watermark: 'FORMATION',
};

/** @typedef {typeof EN} Texts */

/** @param {unknown} language @returns {Texts} */
export const textsFor = (language) => (language === 'fr' ? FR : EN);

/** @type {Record<string, string>} */
const BRAND_NAMES = {
  visa: 'Visa', mastercard: 'Mastercard', amex: 'American Express', discover: 'Discover',
  diners: 'Diners Club', jcb: 'JCB', unionpay: 'UnionPay', cartes_bancaires: 'CB',
};

/** @param {string} brand */
export const brandName = (brand) => BRAND_NAMES[brand] ?? brand;
