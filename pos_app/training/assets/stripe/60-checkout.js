// The Checkout Session as the page knows it.

class Checkout {
  /**
   * @param {Workshop} shop
   * @param {string} key
   * @param {Language} language
   * @param {SdkOptions} options
   */
  constructor(shop, key, language, options) {
    this.workshop = shop;
    this.key = key;
    this.language = language;
    this.text = TEXTS[language];
    this.options = options;
    this.appearance = plain(options.elementsOptions?.appearance);
    this.fonts = plain(options.elementsOptions?.fonts ?? []);
    /** @type {Session | null} */
    this.session = null;
    /** @type {Json} */
    this.extra = {};
    this.secret = '';
    this.confirming = false;
    /** @type {PaymentElement | null} */
    this.element = null;
    /** @type {import('@stripe/stripe-js').StripeCheckoutUpdateHandler[]} */
    this.listeners = [];
    this.lastSeen = '';
    /** @type {Promise<void>} */
    this.loaded = this.load();
    // After the request has left: courier and form share a process, and styling takes longer.
    setTimeout(() => this.element || shop.dress(this.appearance), 0);
    this.loaded.catch(() => {});
  }

  async load() {
    const secret = await this.options.clientSecret;
    if (typeof secret !== 'string' || !/^cs_test_\w+_secret_\w+/.test(secret)) {
      throw new Refusal(this.text.badSecret);
    }
    this.secret = secret;
    await this.fetch('/page/session', {});
    await this.applyDefaults();
  }

  async applyDefaults() {
    const values = this.options.defaultValues;
    const session = this.session;
    if (!values || !session) return;
    /** @type {Json} */
    const missing = {};
    if (values.email && !session.email) missing.email = values.email;
    if (values.phoneNumber && !session.phoneNumber) missing.phoneNumber = values.phoneNumber;
    if (values.billingAddress && !session.billingAddress) {
      missing.billingAddress = values.billingAddress;
    }
    if (values.shippingAddress && !session.shippingAddress) {
      missing.shippingAddress = values.shippingAddress;
    }
    if (Object.keys(missing).length) await this.fetch('/page/session/update', missing);
  }

  /** @param {string} path @param {Json} body @returns {Promise<Json>} the stand-in's answer */
  async post(path, body) {
    const reply = await this.workshop.send(path, {
      client_secret: this.secret, key: this.key, .../** @type {Json} */ (plain(body)),
    });
    if (reply.status >= 500) throw new Unreachable();
    if (!isObject(reply.body)) throw new Unreachable();
    return reply.body;
  }

  /**
   * Asks for the session, or changes it, and takes in the answer.
   * @param {string} path
   * @param {Json} body
   */
  async fetch(path, body) {
    const answer = await this.post(path, body);
    const refused = answer.error;
    if (isObject(refused)) {
      throw new Refusal(
        typeof refused.message === 'string' ? refused.message : this.text.nonsense,
        typeof refused.code === 'string' ? refused.code : null,
      );
    }
    if (!isSession(answer.session)) throw new Refusal(this.text.nonsense);
    if (isObject(answer.extra)) this.extra = answer.extra;
    this.take(answer.session);
  }

  /** @param {Session} session */
  take(session) {
    const first = this.session === null;
    this.session = session;
    if (first) this.lastSeen = JSON.stringify(this.snapshot());
    else this.changed();
  }

  /** A copy, so that a page can't change ours. @returns {Session} */
  snapshot() {
    if (!this.session) throw new Error('The session is not loaded yet.');
    const copy = structuredClone(this.session);
    copy.canConfirm = copy.status.type === 'open' && copy.email !== null
      && !this.confirming && (this.element?.complete ?? false);
    return copy;
  }

  /** Tells the page, when what it can see differs from what it saw. */
  changed() {
    if (!this.session) return;
    const snapshot = this.snapshot();
    const seen = JSON.stringify(snapshot);
    if (seen === this.lastSeen) return;
    this.lastSeen = seen;
    for (const listener of this.listeners) {
      try { listener(structuredClone(snapshot)); } catch (error) { reportError(error); }
    }
  }

  /** @param {PaymentElement} element */
  forget(element) {
    if (this.element === element) this.element = null;
  }

  /** @param {unknown} error @param {boolean} mayHavePaid @returns {PlainError} */
  explain(error, mayHavePaid = false) {
    if (error instanceof Refusal) return { message: error.message, code: null };
    if (error instanceof Unreachable || error instanceof TimedOut) {
      const late = mayHavePaid ? this.text.unknown : this.text.unreachable;
      return { message: late, code: null };
    }
    throw error;
  }

  /**
   * A change of the session that can only fail in plain words.
   * @param {Json} body
   * @returns {Promise<{type: 'success', session: Session} | {type: 'error', error: PlainError}>}
   */
  async change(body) {
    try {
      await this.fetch('/page/session/update', body);
      return { type: 'success', session: this.snapshot() };
    } catch (error) {
      return { type: 'error', error: this.explain(error) };
    }
  }
}

/** @param {unknown} value @returns {value is Session} */
function isSession(value) {
  return isObject(value) && typeof value.id === 'string' && isObject(value.status)
    && isObject(value.total);
}

/** @param {string} email */
const looksLikeEmail = (email) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
