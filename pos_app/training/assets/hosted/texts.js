// What the page says.

const EN = {
  title: 'Checkout (training)',
  mark: 'Training',
  banner: 'Practice page: no money moves. Use test cards only.',
  loading: 'Opening the checkout…',
  unreachable:
    'The training payment server does not answer. Nothing was paid. Reload the page to try again.',
  /** @type {(name: string) => string} */
  backTo: (name) => `Back to ${name}`,
  /** @type {(name: string) => string} */
  payTo: (name) => `Pay ${name}`,
  /** @type {(name: string) => string} */
  donateTo: (name) => `Donate to ${name}`,
  /** @type {(name: string) => string} */
  bookWith: (name) => `Book with ${name}`,
  /** @type {(name: string) => string} */
  setUpWith: (name) => `Save a card with ${name}`,
  setUpLead: 'Nothing is charged today.',
  pay: 'Pay',
  donate: 'Donate',
  book: 'Book',
  setUp: 'Set up',
  order: 'Complete the order',
  paying: 'One moment…',
  done: 'Done',
  contact: 'Contact details',
  email: 'E-mail',
  phone: 'Phone number',
  individualName: 'Your name',
  businessName: 'Business name',
  shipping: 'Shipping address',
  shippingMethod: 'Shipping method',
  billing: 'Billing address',
  payment: 'Payment',
  card: 'Card',
  more: 'More information',
  asBusiness: 'I’m buying as a business',
  taxTitle: 'Business details',
  taxKind: 'Type',
  taxNumber: 'Tax number',
  fullName: 'Full name',
  country: 'Country or region',
  line1: 'Address',
  line2: 'Apartment, floor…',
  postal: 'Postal code',
  city: 'City',
  state: 'State or province',
  sameAddress: 'My billing address is the shipping address',
  /** @type {(label: string) => string} */
  optional: (label) => `${label} (optional)`,
  choose: 'Choose…',
  code: 'Promotion code',
  apply: 'Apply',
  addTitle: 'You may also like',
  add: 'Add',
  remove: 'Remove',
  /** @type {(name: string) => string} */
  addNamed: (name) => `Add ${name}`,
  /** @type {(name: string) => string} */
  removeNamed: (name) => `Remove ${name}`,
  quantity: 'Quantity',
  /** @type {(name: string) => string} */
  fewer: (name) => `One ${name} less`,
  /** @type {(name: string) => string} */
  another: (name) => `One ${name} more`,
  /** @type {(price: string) => string} */
  each: (price) => `${price} each`,
  /** @type {(count: number, price: string) => string} */
  times: (count, price) => `${count} × ${price}`,
  subtotal: 'Subtotal',
  shippingCost: 'Shipping',
  discount: 'Discount',
  tax: 'Tax',
  taxIncluded: 'Tax (included)',
  total: 'Total',
  free: 'Free',
  terms: 'I agree to the terms of service.',
  missing: 'Please fill this in.',
  wrongEmail: 'This e-mail address is not valid.',
  wrongPhone: 'This phone number is not valid.',
  wrongNumber: 'Please use digits only.',
  /** @type {(count: number) => string} */
  tooShort: (count) => `At least ${count} characters are needed.`,
  /** @type {(count: number) => string} */
  tooLong: (count) => `At most ${count} characters are possible.`,
  wrong: 'This answer can’t be taken.',
  agree: 'Please agree to the terms to go on.',
  check: 'Please check the fields marked above.',
  fine: 'Training stand-in. No payment company is involved and no card is charged.',
  expiredTitle: 'This checkout has expired',
  expired: 'Too much time has passed, and nothing was paid. Ask for a new checkout.',
  completeTitle: 'All done',
  complete: 'This checkout is complete. There is nothing more to do here.',
  unknownTitle: 'There is no such checkout',
  unknown: 'Check the address: something may be missing from it. Nothing was paid.',
};

/** @type {typeof EN} */
const FR = {
  title: 'Paiement (formation)',
  mark: 'Formation',
  banner: 'Page d’exercice : aucun argent ne circule. Cartes de test uniquement.',
  loading: 'Ouverture du paiement…',
  unreachable:
    'Le serveur de paiement de formation ne répond pas. Rien n’a été payé. Rechargez la page pour '
    + 'réessayer.',
  backTo: (name) => `Retour vers ${name}`,
  payTo: (name) => `Payer ${name}`,
  donateTo: (name) => `Faire un don à ${name}`,
  bookWith: (name) => `Réserver chez ${name}`,
  setUpWith: (name) => `Enregistrer une carte chez ${name}`,
  setUpLead: 'Rien n’est débité aujourd’hui.',
  pay: 'Payer',
  donate: 'Donner',
  book: 'Réserver',
  setUp: 'Enregistrer',
  order: 'Terminer la commande',
  paying: 'Un instant…',
  done: 'C’est fait',
  contact: 'Coordonnées',
  email: 'E-mail',
  phone: 'Numéro de téléphone',
  individualName: 'Votre nom',
  businessName: 'Nom de l’entreprise',
  shipping: 'Adresse de livraison',
  shippingMethod: 'Mode de livraison',
  billing: 'Adresse de facturation',
  payment: 'Paiement',
  card: 'Carte',
  more: 'Autres informations',
  asBusiness: 'J’achète pour une entreprise',
  taxTitle: 'Entreprise',
  taxKind: 'Type',
  taxNumber: 'Numéro fiscal',
  fullName: 'Nom complet',
  country: 'Pays ou région',
  line1: 'Adresse',
  line2: 'Appartement, étage…',
  postal: 'Code postal',
  city: 'Ville',
  state: 'État ou province',
  sameAddress: 'Mon adresse de facturation est l’adresse de livraison',
  optional: (label) => `${label} (facultatif)`,
  choose: 'Choisissez…',
  code: 'Code promotionnel',
  apply: 'Appliquer',
  addTitle: 'À ajouter, si vous voulez',
  add: 'Ajouter',
  remove: 'Retirer',
  addNamed: (name) => `Ajouter ${name}`,
  removeNamed: (name) => `Retirer ${name}`,
  quantity: 'Quantité',
  fewer: (name) => `Un ${name} de moins`,
  another: (name) => `Un ${name} de plus`,
  each: (price) => `${price} l’unité`,
  times: (count, price) => `${count} × ${price}`,
  subtotal: 'Sous-total',
  shippingCost: 'Livraison',
  discount: 'Remise',
  tax: 'Taxes',
  taxIncluded: 'Taxes (incluses)',
  total: 'Total',
  free: 'Gratuit',
  terms: 'J’accepte les conditions générales.',
  missing: 'Ce champ est à remplir.',
  wrongEmail: 'Cette adresse e-mail n’est pas valable.',
  wrongPhone: 'Ce numéro de téléphone n’est pas valable.',
  wrongNumber: 'Saisissez uniquement des chiffres.',
  tooShort: (count) => `Il faut au moins ${count} caractères.`,
  tooLong: (count) => `Il faut au plus ${count} caractères.`,
  wrong: 'Cette réponse ne convient pas.',
  agree: 'Acceptez les conditions pour continuer.',
  check: 'Vérifiez les champs signalés ci‑dessus.',
  fine: 'Simulateur de formation. Aucune société de paiement n’intervient, rien n’est débité.',
  expiredTitle: 'Ce paiement a expiré',
  expired: 'Le délai est passé et rien n’a été payé. Demandez un nouveau lien de paiement.',
  completeTitle: 'C’est terminé',
  complete: 'Ce paiement est terminé. Il n’y a plus rien à faire ici.',
  unknownTitle: 'Ce paiement n’existe pas',
  unknown: 'Vérifiez l’adresse : il en manque peut-être une partie. Rien n’a été payé.',
};

/** @typedef {typeof EN} Words */
/** @typedef {'en' | 'fr'} Language */

/**
 * @param {unknown} locale of the session; without one, the browser's
 * @returns {Language}
 */
export function languageOf(locale) {
  const tag = typeof locale === 'string' && locale !== 'auto' ? locale : navigator.language;
  return tag.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** @param {Language} language @returns {Words} */
export const wordsIn = (language) => (language === 'fr' ? FR : EN);
