// `Stripe`, the one name the page sees.

/** @param {string} key */
function refuseBadKey(key) {
  if (typeof key !== 'string' || !/^pk_(test|live)_/.test(key)) {
    throw new Error('Stripe() needs a publishable key, which begins with "pk_test_" here.');
  }
  if (key.startsWith('pk_live_') && !HOME.startsWith('https:')) {
    throw new Error('The training stand-in never takes a live key.');
  }
  if (key.startsWith('pk_live_') && location.protocol !== 'https:') {
    throw new Error('Live keys need a page that is served over https.');
  }
  if (!window.isSecureContext) {
    console.warn('This page is not served over https: with live keys Stripe.js refuses it.');
  }
}

/** @type {StandInConstructor} */
const construct = (publishableKey, options = {}) => {
  refuseBadKey(publishableKey);
  const language = languageOf(options.locale);
  const shop = (workshop ??= new Workshop(language));
  return {
    initCheckoutElementsSdk: (sdkOptions) =>
      makeSdk(new Checkout(shop, publishableKey, language, sdkOptions, options.locale)),
    elements: (elementsOptions = {}) => makeElements(language, elementsOptions),
    createEmbeddedCheckoutPage: (given) => createEmbedded(shop, publishableKey, language, given),
    registerAppInfo: () => {},
    ...intentMethods(new Client(shop, publishableKey, language)),
  };
};
Object.defineProperty(window, 'Stripe', { value: construct, configurable: true });
