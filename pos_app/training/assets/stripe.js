/*
 * The training stand-in's own Stripe.js, train "endive".
 *
 * Written for this project against the public declarations of @stripe/stripe-js 10.2.1; nothing
 * of Stripe's script is in it. It moves no money: it talks to the stand-in that served it, and to
 * nobody else. Members it lacks are absent, so that a page which needs one fails in training.
 *
 * A card number is typed in a frame of the stand-in's origin and sent from there: the page that
 * runs this script never holds it. Every request leaves from such a frame too, so the stand-in
 * sees one origin, its own.
 *
 * This file is the wall around it. The server puts the rooms, the files of stripe/, inside the
 * function below, in the order of their names, and serves the whole as one script: what a room
 * declares is known to every other room, and to no page.
 */

/** @typedef {import('@stripe/stripe-js').StripeCheckoutElementsSdk} OfficialSdk */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutLoadActionsSuccess} OfficialActions */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutSession} Session */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutConfirmResult} ConfirmResult */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutElementsSdkOptions} SdkOptions */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutPaymentElementOptions} ElementOptions */
/** @typedef {import('@stripe/stripe-js').Appearance} Appearance */
/** All of them. @typedef {OfficialActions} StandInActions */
/**
 * Everything for cards: no wallets, tax numbers or Link here.
 * @typedef {Pick<OfficialSdk, 'getPaymentElement' | 'createPaymentElement'
 *   | 'getBillingAddressElement' | 'createBillingAddressElement'
 *   | 'getShippingAddressElement' | 'createShippingAddressElement'
 *   | 'getCurrencySelectorElement' | 'createCurrencySelectorElement'
 *   | 'getContactDetailsElement' | 'createContactDetailsElement'
 *   | 'getTermsElement' | 'createTermsElement'>} ElementMakers
 */
/**
 * @typedef {Pick<OfficialSdk, 'on' | 'changeAppearance' | 'loadFonts' | 'loadActions'>
 *   & ElementMakers} StandInSdk
 */
/**
 * @typedef {Pick<import('@stripe/stripe-js').Stripe,
 *   'registerAppInfo' | 'createEmbeddedCheckoutPage'> & IntentMethods
 *   & {initCheckoutElementsSdk: (options: SdkOptions) => StandInSdk,
 *   elements: (options?: ElementsOptions) => StandInElements}} StandInStripe
 */
/**
 * Of what drives intents: cards only, and no shared payment tokens.
 * @typedef {Pick<import('@stripe/stripe-js').Stripe, 'retrievePaymentIntent'
 *   | 'retrieveSetupIntent' | 'confirmCardPayment' | 'confirmCardSetup' | 'handleCardAction'>
 *   & {handleNextAction: (options: {clientSecret: string}) =>
 *   Promise<import('@stripe/stripe-js').PaymentIntentOrSetupIntentResult>,
 *   createPaymentMethod: (data: import('@stripe/stripe-js').CreatePaymentMethodCardData) =>
 *   Promise<import('@stripe/stripe-js').PaymentMethodResult>}} IntentMethods
 */
/** @typedef {import('@stripe/stripe-js').StripeError} ApiError */
/** @typedef {import('@stripe/stripe-js').StripeCardElement} OfficialCardElement */
/**
 * @typedef {Pick<import('@stripe/stripe-js').StripeElementsOptionsClientSecret,
 *   'locale' | 'fonts'>} ElementsOptions
 */
/**
 * @typedef {{
 *   create: (type: 'card', options?: import('@stripe/stripe-js').StripeCardElementOptions) =>
 *     OfficialCardElement,
 *   getElement: (type: 'card') => OfficialCardElement | null,
 * }} StandInElements
 */
/**
 * @typedef {(publishableKey: string,
 *   options?: import('@stripe/stripe-js').StripeConstructorOptions) => StandInStripe
 * } StandInConstructor
 */
/** @typedef {{message: string, code: null}} PlainError */
/** @typedef {{type: 'challenge', challenge: {id: string, url: string}}} ChallengeReply */
/** @typedef {Record<string, unknown>} Json */

(() => {
  'use strict';

  /* rooms */
})();
