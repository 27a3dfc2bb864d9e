// The Checkout Session as the page knows it.

/**
 * @typedef {'payment' | 'billingAddress' | 'shippingAddress' | 'contactDetails'
 *   | 'currencySelector' | 'terms'} ElementKey
 */

class Checkout {
  /**
   * @param {Workshop} shop
   * @param {string} key
   * @param {Language} language
   * @param {SdkOptions} options
   * @param {string} [locale] as the page gave it, with its region
   */
  constructor(shop, key, language, options, locale = '') {
    this.workshop = shop;
    this.key = key;
    this.language = language;
    this.locale = locale;
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
    /** Updates that are queued or on their way. */
    this.pending = 0;
    /** @type {Promise<unknown>} */
    this.updates = Promise.resolve();
    /** @type {Map<ElementKey, FrameElement>} */
    this.elements = new Map();
    /** @type {import('@stripe/stripe-js').StripeCheckoutUpdateHandler[]} */
    this.listeners = [];
    this.lastSeen = '';
    /** @type {Promise<void>} */
    this.loaded = this.load();
    // After the request has left: courier and form share a process, and styling takes longer.
    setTimeout(() => this.elements.has('payment') || shop.dress(this.appearance), 0);
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

  /** What every request carries: the right to the session, and the language of its answers. */
  get credentials() {
    return { client_secret: this.secret, key: this.key, locale: this.language };
  }

  /** @param {string} path @param {Json} body @returns {Promise<Json>} the stand-in's answer */
  async post(path, body) {
    const reply = await this.workshop.send(path, {
      ...this.credentials, .../** @type {Json} */ (plain(body)),
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

  /** Whether the card will be charged again later, and the customer must be told. */
  get chargedAgain() {
    const { setupFutureUsage, mode, paymentMethodReuseAgreement: agreement } = this.extra;
    return Boolean(setupFutureUsage || mode === 'setup') && agreement !== 'hidden';
  }

  /** @param {Session} session */
  take(session) {
    const first = this.session === null;
    // A page that does not say it shows other currencies is not given any.
    const currencies = this.options.adaptivePricing?.allowed ? session.currencyOptions : null;
    this.session = { ...session, currencyOptions: currencies };
    for (const element of this.elements.values()) element.tellAround();
    if (first) this.lastSeen = JSON.stringify(this.snapshot());
    else this.changed();
  }

  /** A copy, so that a page can't change ours. @returns {Session} */
  snapshot() {
    if (!this.session) throw new Error('The session is not loaded yet.');
    const copy = structuredClone(this.session);
    copy.canConfirm = copy.status.type === 'open' && this.emailKnown
      && !this.confirming && this.pending === 0 && this.elementsComplete;
    return copy;
  }

  get emailKnown() {
    const contact = this.elements.get('contactDetails');
    return Boolean(this.session?.email)
      || (contact instanceof ContactDetailsElement && Boolean(contact.given().email));
  }

  get elementsComplete() {
    const mounted = [...this.elements.values()].filter((element) => element.place);
    return Boolean(this.elements.get('payment')?.place)
      && mounted.every((element) => element.complete);
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

  /** @param {ElementKey} key @param {FrameElement} element */
  add(key, element) {
    if (this.elements.has(key)) {
      throw new Error(`This checkout has a ${key} Element already.`);
    }
    this.elements.set(key, element);
    for (const other of this.elements.values()) other.tellAround();
  }

  /** @param {FrameElement} element */
  forget(element) {
    for (const [key, known] of this.elements) if (known === element) this.elements.delete(key);
    for (const other of this.elements.values()) other.tellAround();
    this.changed();
  }

  /** @param {string} op @param {Json} args what every Element's frame is told */
  tellAll(op, args) {
    for (const element of this.elements.values()) element.frame?.tell(op, args);
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
   * While it runs, the session can't be confirmed: what it shows may be out of date.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async during(work) {
    this.pending += 1;
    this.changed();
    try {
      return await work();
    } finally {
      this.pending -= 1;
      this.changed();
    }
  }

  /**
   * Changes of the session go one after another, in the order they were asked for.
   * @param {Json} body
   * @returns {Promise<Session>} rejects as `fetch` does
   */
  async apply(body) {
    const before = this.updates;
    const mine = this.during(async () => {
      await before;
      await this.fetch('/page/session/update', body);
    });
    this.updates = mine.catch(() => {});
    await mine;
    return this.snapshot();
  }

  /**
   * A change of the session that can only fail in plain words.
   * @param {Json} body
   * @returns {Promise<{type: 'success', session: Session} | {type: 'error', error: PlainError}>}
   */
  async change(body) {
    try {
      return { type: 'success', session: await this.apply(body) };
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
