// @ts-check
'use strict';
/*
 * What the checkout page says, in the customer's language. Each message says what happened, whether
 * money moved and what to do next.
 */

const TILL_EN = {
  title: 'Payment',
  training: 'TRAINING — no real card, no real money',
  due: 'To pay',
  secure: 'Your card details go straight to Stripe. The shop never sees them.',
  loading: 'Preparing your payment…',
  savedLegend: 'Choose your card',
  ending: '{brand} ending in {last4}',
  expires: 'expires',
  expired: 'expired',
  anotherCard: 'Another card',
  newCard: 'Your card',
  keep: 'Show this card next time I pay here',
  keepNote: 'Optional. Stripe keeps the card for {merchant}, so that you can choose it again when '
    + 'you pay. It agrees to no later payment, and you can have it removed whenever you like.',
  email: 'E-mail address',
  emailNote: 'Needed for this payment.',
  emailMissing: 'Please type your e-mail address.',
  emailWrong: 'This address looks incomplete. It should read like name@example.com.',
  pay: 'Pay {amount}',
  paying: 'Paying…',
  slow: 'Your bank is taking its time. Please keep this page open.',
  check: {title: 'Please check your card', text: 'Some details are missing or wrong. Nothing was charged.'},
  declined: {title: 'Your bank refused this card', text: 'You have not been charged. Please try another card.'},
  funds: {title: 'There is not enough money on this card', text: 'You have not been charged. Please try another card.'},
  expiredCard: {title: 'This card has expired', text: 'You have not been charged. Please try another card.'},
  cvc: {title: 'The security code is wrong', text: 'You have not been charged. Please check the three or four digits, or try another card.'},
  unauthenticated: {title: 'Your bank could not confirm it was you', text: 'You have not been charged. Please try again, or use another card.'},
  notDone: {title: 'The payment did not go through', text: 'You may try again: this payment can only be taken once.'},
  notSent: {title: 'The connection was lost', text: 'Nothing was charged. Please try again in a moment.'},
  complete: {title: 'Thank you!', text: 'Please hand back to the cashier.'},
  unknown: {title: 'We are checking with the bank', text: 'Please wait for the cashier. You will not be charged twice.'},
  expiredSession: {title: 'This payment was closed', text: 'It can no longer be paid from this page. Please tell the cashier.'},
  failed: {title: 'The payment page could not open', text: 'Nothing was charged. Please tell the cashier.'},
};

/** @type {typeof TILL_EN} */
const TILL_FR = {
  title: 'Paiement',
  training: 'FORMATION — ni vraie carte, ni argent réel',
  due: 'À payer',
  secure: 'Les données de votre carte vont directement à Stripe. Le commerce ne les voit jamais.',
  loading: 'Préparation de votre paiement…',
  savedLegend: 'Choisissez votre carte',
  ending: '{brand} se terminant par {last4}',
  expires: 'expire',
  expired: 'expirée',
  anotherCard: 'Une autre carte',
  newCard: 'Votre carte',
  keep: 'Me proposer cette carte la prochaine fois que je paie ici',
  keepNote: 'Facultatif. Stripe garde la carte pour {merchant}, afin que vous puissiez la choisir '
    + 'à nouveau. Cela n’autorise aucun paiement ultérieur, et vous pouvez la faire retirer quand vous voulez.',
  email: 'Adresse e-mail',
  emailNote: 'Nécessaire pour ce paiement.',
  emailMissing: 'Veuillez saisir votre adresse e-mail.',
  emailWrong: 'Cette adresse semble incomplète. Elle doit ressembler à nom@exemple.fr.',
  pay: 'Payer {amount}',
  paying: 'Paiement en cours…',
  slow: 'Votre banque prend son temps. Veuillez garder cette page ouverte.',
  check: {title: 'Veuillez vérifier votre carte', text: 'Des informations manquent ou sont fausses. Rien n’a été débité.'},
  declined: {title: 'Votre banque a refusé cette carte', text: 'Vous n’avez pas été débité. Veuillez essayer une autre carte.'},
  funds: {title: 'Le solde de cette carte est insuffisant', text: 'Vous n’avez pas été débité. Veuillez essayer une autre carte.'},
  expiredCard: {title: 'Cette carte a expiré', text: 'Vous n’avez pas été débité. Veuillez essayer une autre carte.'},
  cvc: {title: 'Le code de sécurité est faux', text: 'Vous n’avez pas été débité. Veuillez vérifier les trois ou quatre chiffres, ou essayer une autre carte.'},
  unauthenticated: {title: 'Votre banque n’a pas pu vous identifier', text: 'Vous n’avez pas été débité. Veuillez réessayer, ou prendre une autre carte.'},
  notDone: {title: 'Le paiement n’a pas abouti', text: 'Vous pouvez réessayer : ce paiement ne peut être pris qu’une seule fois.'},
  notSent: {title: 'La connexion a été perdue', text: 'Rien n’a été débité. Veuillez réessayer dans un instant.'},
  complete: {title: 'Merci !', text: 'Veuillez rendre l’écran à la caisse.'},
  unknown: {title: 'Nous vérifions auprès de la banque', text: 'Veuillez attendre la caisse. Vous ne serez pas débité deux fois.'},
  expiredSession: {title: 'Ce paiement a été fermé', text: 'Il ne peut plus être réglé depuis cette page. Veuillez prévenir la caisse.'},
  failed: {title: 'La page de paiement n’a pas pu s’ouvrir', text: 'Rien n’a été débité. Veuillez prévenir la caisse.'},
};
