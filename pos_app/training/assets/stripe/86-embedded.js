// The embedded page: the hosted page without its own address, in a frame of the merchant's page.

/** @typedef {import('@stripe/stripe-js').StripeEmbeddedCheckoutOptions} EmbeddedOptions */
/** @typedef {import('@stripe/stripe-js').StripeEmbeddedCheckout} OfficialEmbedded */
/** @typedef {import('@stripe/stripe-js').StripeEmbeddedCheckoutAnalyticsEventUnion} Analytics */

const EMBEDDED_TITLES = { en: 'Checkout (training)', fr: 'Paiement (formation)' };

/** Stripe.js allows one at a time. @type {EmbeddedPage | null} */
let embeddedPage = null;

class EmbeddedPage {
  /**
   * @param {string} secret @param {string} key @param {EmbeddedOptions} options
   * @param {Language} language
   */
  constructor(secret, key, options, language) {
    this.secret = secret;
    this.key = key;
    this.options = options;
    this.language = language;
    this.destroyed = false;
    /** @type {Frame | null} */
    this.frame = null;
    /** @type {HTMLElement | null} */
    this.place = null;
  }

  /** @param {string | HTMLElement} location */
  mount(location) {
    if (this.destroyed) throw new Error('This Embedded Checkout was destroyed: create a new one.');
    if (this.frame) throw new Error('This Embedded Checkout is mounted already: unmount it first.');
    const place = typeof location === 'string' ? document.querySelector(location) : location;
    if (!(place instanceof HTMLElement)) {
      throw new Error(`The place to mount the checkout is not on the page: ${String(location)}`);
    }
    const frame = new Frame('/c/embedded', EMBEDDED_TITLES[this.language]);
    frame.node.style.height = '560px';
    frame.listener = (event, data) => this.heard(event, data);
    this.frame = frame;
    this.place = place;
    place.replaceChildren(frame.node);
    frame.call('open', { secret: this.secret, key: this.key }).catch((error) => {
      if (this.frame !== frame) return;
      // A frame that never greets shows the engine's own error page, which helps nobody.
      const problem = document.createElement('p');
      problem.setAttribute('role', 'alert');
      problem.textContent = TEXTS[this.language].unreachable;
      place.replaceChildren(problem);
      if (!(error instanceof Unreachable || error instanceof TimedOut)) throw error;
    });
  }

  /** @param {string} event @param {Json} data */
  heard(event, data) {
    const { height } = data;
    if (event === 'height' && typeof height === 'number' && height > 0 && height < 20_000) {
      if (this.frame) this.frame.node.style.height = `${Math.ceil(height)}px`;
    } else if (event === 'cover') this.cover(data.open === true);
    else if (event === 'complete') this.complete(data.url);
    else if (event === 'analytics') this.report(data);
  }

  /**
   * The bank's question needs the whole window, however small the place of the checkout is.
   * @param {boolean} open
   */
  cover(open) {
    const { frame, place } = this;
    if (!frame || !place) return;
    place.style.minHeight = open ? `${frame.node.offsetHeight}px` : '';
    Object.assign(frame.node.style, open
      ? { position: 'fixed', inset: '0', height: '100%', zIndex: '2147483647' }
      : { position: '', inset: '', zIndex: '' });
  }

  /** @param {unknown} url where the session says the customer goes on, or null to stay */
  complete(url) {
    // No other scheme: a "javascript:" address would run here, in the merchant's page.
    if (typeof url === 'string' && /^https?:/i.test(url)) window.location.assign(url);
    else this.call(() => this.options.onComplete?.());
  }

  /** @param {Json} data */
  report({ type, details }) {
    /** @type {unknown} */
    const event = {
      checkoutSession: this.secret.split('_secret_')[0],
      eventType: type,
      details,
      clientMetadata: {},
      timestamp: Math.floor(Date.now() / 1000),
    };
    this.call(() => this.options.onAnalyticsEvent?.(/** @type {Analytics} */ (event)));
  }

  /** A mistake in the merchant's function must not stop ours. @param {() => void} theirs */
  call(theirs) {
    try { theirs(); } catch (error) { reportError(error); }
  }

  unmount() {
    this.cover(false);
    this.frame?.remove();
    this.frame = null;
    this.place = null;
  }

  destroy() {
    this.unmount();
    this.destroyed = true;
    if (embeddedPage === this) embeddedPage = null;
  }
}

/**
 * @param {Workshop} shop @param {string} key @param {Language} language
 * @param {EmbeddedOptions} options
 * @returns {Promise<OfficialEmbedded>}
 */
async function createEmbedded(shop, key, language, options) {
  const { clientSecret, fetchClientSecret } = options;
  if ((clientSecret === undefined) === (fetchClientSecret === undefined)) {
    throw new Error('Give createEmbeddedCheckoutPage either clientSecret or fetchClientSecret.');
  }
  for (const name of /** @type {const} */ (['onLineItemsChange', 'onShippingDetailsChange'])) {
    if (options[name]) throw new Error(`The training stand-in does not implement ${name}.`);
  }
  if (embeddedPage) throw new Error('You cannot have multiple Embedded Checkout objects.');
  const page = new EmbeddedPage('', key, options, language);
  embeddedPage = page;
  try {
    const secret = clientSecret ?? await fetchClientSecret?.();
    page.secret = await checkedSecret(shop, key, language, secret);
    return page;
  } catch (error) {
    page.destroy();
    throw error;
  }
}

/**
 * @param {Workshop} shop @param {string} key @param {Language} language @param {unknown} secret
 * @returns {Promise<string>} a secret that opens an embedded session
 */
async function checkedSecret(shop, key, language, secret) {
  const text = TEXTS[language];
  if (typeof secret !== 'string' || !/^cs_test_\w+_secret_\w+/.test(secret)) {
    throw new Error(text.badSecret);
  }
  const { status, body } = await shop.send('/page/session', { client_secret: secret, key });
  if (status >= 500 || !isObject(body)) throw new Error(text.unreachable);
  if (body.type !== 'success') throw new Error(text.badSecret);
  if (!isObject(body.extra) || body.extra.uiMode !== 'embedded_page') {
    throw new Error('This session was not made with ui_mode "embedded_page".');
  }
  return secret;
}
