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
 */

/** @typedef {import('@stripe/stripe-js').StripeCheckoutElementsSdk} OfficialSdk */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutLoadActionsSuccess} OfficialActions */
/** @typedef {import('@stripe/stripe-js').StripePaymentElement} OfficialPaymentElement */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutSession} Session */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutConfirmResult} ConfirmResult */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutElementsSdkOptions} SdkOptions */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutPaymentElementOptions} ElementOptions */
/** @typedef {import('@stripe/stripe-js').Appearance} Appearance */
/**
 * @typedef {'applyPromotionCode' | 'removePromotionCode' | 'updateShippingAddress'
 *   | 'updateBillingAddress' | 'updatePhoneNumber' | 'updateEmail' | 'confirm' | 'getSession'
 *   | 'runServerUpdate' | 'validateElements'} ActionName
 */
/** @typedef {Pick<OfficialActions, ActionName>} StandInActions */
/**
 * @typedef {{type: 'success', actions: StandInActions}
 *   | {type: 'error', error: {message: string, code: null}}} StandInLoaded
 */
/**
 * @typedef {Pick<OfficialSdk, 'on' | 'changeAppearance' | 'loadFonts' | 'getPaymentElement'
 *   | 'createPaymentElement'> & {loadActions: () => Promise<StandInLoaded>}} StandInSdk
 */
/**
 * @typedef {Pick<import('@stripe/stripe-js').Stripe, 'registerAppInfo'>
 *   & {initCheckoutElementsSdk: (options: SdkOptions) => StandInSdk}} StandInStripe
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

  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (!script || !script.src) {
    throw new Error('The training Stripe.js must be loaded by a <script src> element.');
  }
  const HOME = new URL(script.src).origin;
  const TIMEOUT_MS = 30_000;
  /** A frame that loaded but never answers holds an error page: the stand-in is down. */
  const GREETING_MS = 8_000;
  const MOST_CHALLENGES = 3;

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

  /** No answer, a server's fault, or an answer without sense: what happened is not known. */
  class Unreachable extends Error {}
  class TimedOut extends Error {}

  /** @param {unknown} value @returns {value is Json} */
  function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  /**
   * @template T
   * @param {Promise<T>} promise
   * @param {number} ms
   * @param {() => Error} late
   * @returns {Promise<T>}
   */
  function within(promise, ms, late) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(late()), ms);
      promise.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  /** @param {unknown} wanted @returns {Language} */
  function languageOf(wanted) {
    const tag = typeof wanted === 'string' && wanted !== 'auto' ? wanted : navigator.language;
    return tag.toLowerCase().startsWith('fr') ? 'fr' : 'en';
  }

  // --- Frames -----------------------------------------------------------------------------------

  /** A frame of the stand-in's origin, spoken to over one message channel. */
  class Frame {
    /** @param {string} path @param {string} title */
    constructor(path, title) {
      this.node = document.createElement('iframe');
      this.node.src = HOME + path;
      this.node.title = title;
      // A frame whose scheme differs from its element's is painted on white, not on the page.
      Object.assign(this.node.style, {
        border: '0', display: 'block', width: '100%', colorScheme: 'light',
      });
      /**
       * @type {Map<number, {resolve: (value: unknown) => void, reject: (error: Error) => void}>}
       */
      this.calls = new Map();
      this.lastCall = 0;
      /** @type {(event: string, data: Json) => void} */
      this.listener = () => {};
      /** @type {Promise<MessagePort>} */
      this.port = new Promise((resolve, reject) => {
        this.node.addEventListener('load', () => this.greet(resolve, reject), { once: true });
      });
      this.port.catch(() => {});
    }

    /** @param {(port: MessagePort) => void} resolve @param {(error: Error) => void} reject */
    greet(resolve, reject) {
      const { port1, port2 } = new MessageChannel();
      const timer = setTimeout(() => reject(new Unreachable()), GREETING_MS);
      port1.onmessage = (message) => {
        if (isObject(message.data) && message.data.event === 'hello') {
          clearTimeout(timer);
          port1.onmessage = (later) => this.receive(later.data);
          resolve(port1);
        }
      };
      // The target origin keeps the port from whatever else the frame may have come to show.
      this.node.contentWindow?.postMessage({ kind: 'connect' }, HOME, [port2]);
    }

    /** @param {unknown} message */
    receive(message) {
      if (!isObject(message)) return;
      if (typeof message.event === 'string') {
        this.listener(message.event, isObject(message.data) ? message.data : {});
        return;
      }
      const call = this.calls.get(Number(message.id));
      if (!call) return;
      this.calls.delete(Number(message.id));
      if (message.fault === 'timeout') call.reject(new TimedOut());
      else if (message.fault) call.reject(new Unreachable());
      else call.resolve(message.value);
    }

    /** @param {string} op @param {unknown} [args] @returns {Promise<unknown>} */
    async call(op, args = {}) {
      const port = await within(this.port, TIMEOUT_MS, () => new Unreachable());
      this.lastCall += 1;
      const id = this.lastCall;
      const answer = new Promise((resolve, reject) => this.calls.set(id, { resolve, reject }));
      port.postMessage({ id, op, args });
      return within(answer, TIMEOUT_MS, () => new TimedOut()).finally(() => this.calls.delete(id));
    }

    /** Says something that needs no answer. @param {string} op @param {unknown} [args] */
    tell(op, args = {}) {
      this.call(op, args).catch(() => {});
    }

    remove() {
      this.node.remove();
      for (const call of this.calls.values()) call.reject(new Unreachable());
      this.calls.clear();
    }
  }

  /**
   * Frames made ahead of their use, in a corner nobody sees or tabs into: the one that sends the
   * requests, and a card form whose document has already loaded. `moveBefore` brings the form to
   * its place without reloading it; where the engine lacks it, a new frame is loaded in place.
   */
  class Workshop {
    /** @param {Language} language */
    constructor(language) {
      this.language = language;
      this.corner = document.createElement('div');
      this.corner.setAttribute('aria-hidden', 'true');
      Object.assign(this.corner.style, {
        position: 'absolute', top: '0', left: '0', width: '100%', height: '0',
        overflow: 'hidden', visibility: 'hidden', pointerEvents: 'none',
      });
      this.courier = new Frame('/frames/controller.html', '');
      this.corner.append(this.courier.node);
      /** @type {Frame | null} */
      this.spare = null;
      if (document.body) this.open();
      else document.addEventListener('DOMContentLoaded', () => this.open(), { once: true });
    }

    open() {
      document.body.append(this.corner);
      this.prepare();
    }

    prepare() {
      if (this.spare || !('moveBefore' in Element.prototype) || !this.corner.isConnected) return;
      this.spare = new Frame('/frames/card.html', '');
      this.corner.append(this.spare.node);
      // Written and laid out once ahead, in the page's likely letters: loading fonts takes longer
      // than all the rest.
      const { fontFamily } = getComputedStyle(document.body);
      this.spare.tell('configure', {
        language: this.language, appearance: { variables: { fontFamily } },
      });
    }

    /**
     * Lets the waiting form wear a page's colours while its session is still being fetched.
     * @param {unknown} appearance
     */
    dress(appearance) {
      this.spare?.tell('restyle', { appearance });
    }

    /** @returns {Frame} */
    take() {
      const frame = this.spare ?? new Frame('/frames/card.html', '');
      this.spare = null;
      return frame;
    }

    /**
     * @param {string} path
     * @param {Json} body
     * @returns {Promise<{status: number, body: unknown}>}
     */
    async send(path, body) {
      const reply = await this.courier.call('send', { path, body });
      if (!isObject(reply)) throw new Unreachable();
      return { status: Number(reply.status), body: reply.body };
    }
  }

  /** @type {Workshop | null} */
  let workshop = null;

  // --- The Payment Element ----------------------------------------------------------------------

  /** @typedef {(event: any) => any} Handler */

  class PaymentElement {
    /** @param {Checkout} checkout @param {ElementOptions} options */
    constructor(checkout, options) {
      this.checkout = checkout;
      this.options = options;
      /** @type {Map<string, Set<Handler>>} */
      this.handlers = new Map();
      /** @type {Frame | null} */
      this.frame = checkout.workshop.take();
      /** @type {HTMLElement | null} */
      this.place = null;
      this.destroyed = false;
      this.complete = false;
    }

    /** @param {string} type @param {Handler} handler @returns {any} */
    on(type, handler) {
      const known = this.handlers.get(type) ?? new Set();
      this.handlers.set(type, known.add(handler));
      return this;
    }

    /** @param {string} type @param {Handler} handler @returns {any} */
    once(type, handler) {
      /** @type {Handler} */
      const first = (event) => {
        this.off(type, first);
        handler(event);
      };
      return this.on(type, first);
    }

    /** @param {string} type @param {Handler} [handler] @returns {any} */
    off(type, handler) {
      if (handler) this.handlers.get(type)?.delete(handler);
      else this.handlers.delete(type);
      return this;
    }

    /** @param {string} type @param {Json} [data] */
    emit(type, data = {}) {
      for (const handler of [...(this.handlers.get(type) ?? [])]) {
        // One handler's mistake must not silence the others.
        try { handler({ elementType: 'payment', ...data }); } catch (error) { reportError(error); }
      }
    }

    /** @param {string | HTMLElement} target */
    mount(target) {
      if (this.destroyed) throw new Error('This Element was destroyed: create a new one.');
      const place = typeof target === 'string' ? document.querySelector(target) : target;
      if (!(place instanceof HTMLElement)) {
        throw new Error(`The place to mount the Element is not on the page: ${String(target)}`);
      }
      if (this.place === place) return;
      if (this.place) throw new Error('This Element is mounted elsewhere: unmount it first.');
      this.place = place;
      const frame = this.frame ?? this.checkout.workshop.take();
      this.frame = frame;
      frame.listener = (event, data) => this.heard(event, data);
      frame.node.title = this.checkout.text.cardTitle;
      // The frame is a little wider than its place, for the focus rings of its fields.
      Object.assign(frame.node.style, {
        width: 'calc(100% + 8px)', margin: '-4px', height: '160px',
      });
      place.replaceChildren();
      bring(frame.node, place);
      this.emit('loaderstart');
      this.becomeReady(frame);
    }

    /** @param {Frame} frame */
    async becomeReady(frame) {
      try {
        const [, form] = await Promise.all([this.checkout.loaded, this.configure(frame)]);
        if (this.frame !== frame) return;
        if (isObject(form)) this.resize(form.height);
        this.emit('ready');
        this.checkout.changed();
      } catch (error) {
        if (this.frame !== frame) return;
        const message = error instanceof Refusal ? error.message : this.checkout.text.unreachable;
        this.emit('loaderror', { error: { type: 'api_connection_error', message } });
      }
    }

    /** @param {Frame} frame */
    configure(frame) {
      const { checkout } = this;
      const saved = checkout.options.elementsOptions?.savedPaymentMethod ?? {};
      // Left out, they count as 'auto': a page that forgets its own choice sees it in training.
      const listed = saved.enableRedisplay !== 'never';
      const boxed = saved.enableSave !== 'never';
      const wait = listed || boxed ? checkout.loaded : Promise.resolve();
      return wait.then(() => frame.call('configure', {
        language: checkout.language,
        appearance: checkout.appearance,
        fonts: checkout.fonts,
        options: plain(this.options),
        saved: listed ? (checkout.session?.savedPaymentMethods ?? []) : [],
        offerSave: boxed && checkout.extra.paymentMethodSave === 'enabled',
        business: checkout.session?.businessName ?? null,
      }));
    }

    /** @param {string} event @param {Json} data */
    heard(event, data) {
      if (event === 'height') this.resize(data.height);
      else if (event === 'submit') submitAround(this.place);
      else if (FRAME_EVENTS.has(event)) {
        if (event === 'change') {
          this.complete = data.complete === true;
          this.emit(event, data);
          this.checkout.changed();
        } else this.emit(event, data);
      }
    }

    /** @param {unknown} height CSS pixels */
    resize(height) {
      if (this.frame && typeof height === 'number' && height > 0 && height < 4000) {
        this.frame.node.style.height = `${Math.ceil(height)}px`;
      }
    }

    /**
     * @param {Partial<import('@stripe/stripe-js').StripePaymentElementUpdateOptions>} options
     * @returns {any}
     */
    update(options) {
      this.options = { ...this.options, .../** @type {ElementOptions} */ (options) };
      this.frame?.tell('update', { options: plain(this.options) });
      return this;
    }

    /** @returns {any} */
    collapse() {
      this.frame?.tell('collapse');
      return this;
    }

    focus() {
      // The frame must be the page's focused element before its own document may take the caret.
      this.frame?.node.focus();
      this.frame?.tell('focus');
    }

    blur() {
      this.frame?.tell('blur');
      this.frame?.node.blur();
    }

    clear() {
      this.frame?.tell('clear');
    }

    unmount() {
      if (!this.place) return;
      this.place = null;
      this.complete = false;
      this.frame?.remove();
      this.frame = null;
      this.checkout.changed();
      this.checkout.workshop.prepare();
    }

    destroy() {
      this.unmount();
      this.frame?.remove();
      this.frame = null;
      this.destroyed = true;
      this.handlers.clear();
      this.checkout.forget(this);
    }
  }

  const FRAME_EVENTS = new Set(['change', 'focus', 'blur', 'escape', 'carddetailschange']);

  /**
   * Moves a loaded frame without reloading it, or attaches a new one.
   * @param {HTMLIFrameElement} node
   * @param {HTMLElement} place
   */
  function bring(node, place) {
    const mover = /** @type {{moveBefore?: (node: Node, child: Node | null) => void}} */ (place);
    if (node.isConnected && place.isConnected && mover.moveBefore) mover.moveBefore(node, null);
    else place.append(node);
  }

  /**
   * Enter in a field submits the form around the Element, as it would for a plain field.
   * @param {HTMLElement | null} place
   */
  function submitAround(place) {
    const form = place?.closest('form');
    if (!form) return;
    const button = /** @type {HTMLButtonElement | null} */ (form.querySelector('[type=submit]'));
    if (!button?.disabled) form.requestSubmit();
  }

  /**
   * Options cross to another process: functions can't.
   * @param {unknown} value
   * @returns {unknown}
   */
  function plain(value) {
    return JSON.parse(JSON.stringify(value ?? {}));
  }

  // --- Authentication ---------------------------------------------------------------------------

  /**
   * Shows the bank's page over everything until it is answered or closed.
   * @param {{id: string, url: string}} challenge
   * @param {Checkout} checkout
   * @returns {Promise<void>}
   */
  async function authenticate(challenge, checkout) {
    const url = new URL(challenge.url, HOME);
    if (url.origin !== HOME) throw new Refusal(checkout.text.nonsense);
    const dialog = document.createElement('dialog');
    dialog.setAttribute('aria-label', checkout.text.challengeTitle);
    Object.assign(dialog.style, {
      position: 'fixed', inset: '0', width: '100%', height: '100%', maxWidth: 'none',
      maxHeight: 'none', margin: '0', padding: '0', border: '0', background: 'rgb(15 23 42 / 62%)',
      display: 'grid', placeItems: 'center', overflow: 'auto',
    });
    const frame = new Frame(url.pathname + url.search, checkout.text.challengeTitle);
    Object.assign(frame.node.style, {
      width: 'min(440px, 100vw)', height: 'min(600px, 100vh)', borderRadius: '12px',
      boxShadow: '0 24px 64px rgb(0 0 0 / 45%)', background: '#fff',
    });
    dialog.append(frame.node);
    const before = document.activeElement;
    const answered = new Promise((resolve) => {
      frame.listener = (event) => event === 'answered' && resolve(undefined);
    });
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      frame.tell('close');
    });
    document.body.append(dialog);
    dialog.showModal();
    try {
      await frame.call('show', { language: checkout.language });
      frame.node.focus();
      await answered;
    } finally {
      frame.remove();
      dialog.close();
      dialog.remove();
      if (before instanceof HTMLElement) before.focus();
    }
  }

  // --- The Checkout Session ---------------------------------------------------------------------

  /** The stand-in said no, in words for the customer. */
  class Refusal extends Error {
    /** @param {string} message @param {string | null} [code] */
    constructor(message, code = null) {
      super(message);
      this.code = code;
    }
  }

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

  // --- Confirming -------------------------------------------------------------------------------

  /** @typedef {NonNullable<Parameters<OfficialActions['confirm']>[0]>} ConfirmArguments */

  /** @param {Checkout} checkout @param {ConfirmArguments} args @returns {Promise<ConfirmResult>} */
  async function confirm(checkout, args) {
    const { text } = checkout;
    /** @type {(message: string) => ConfirmResult} */
    const refuse = (message) => ({ type: 'error', error: { message, code: null } });
    if (checkout.confirming) return refuse(text.busy);
    if (checkout.session?.status.type !== 'open') return refuse(text.notOpen);
    if (!args.email && !checkout.session.email) return refuse(text.emailMissing);
    if (args.email && !looksLikeEmail(args.email)) return refuse(text.emailInvalid);
    if (!args.paymentMethod && !checkout.element?.place) return refuse(text.noElement);
    checkout.confirming = true;
    try {
      const result = await outcome(checkout, args);
      if (result.type === 'success') return leave(checkout, args, result);
      return result;
    } finally {
      checkout.confirming = false;
      checkout.changed();
    }
  }

  /**
   * What the stand-in answered. The engine may send a request again when its answer is lost, and
   * the second one is then refused: so a plain refusal is looked into before it is passed on.
   * @param {Checkout} checkout
   * @param {ConfirmArguments} args
   * @returns {Promise<ConfirmResult>}
   */
  async function outcome(checkout, args) {
    /** @type {ConfirmResult} */
    let result;
    try {
      const reply = await firstReply(checkout, args);
      if (isObject(reply) && reply.sent === false) return conclude(checkout, reply);
      result = await settle(checkout, reply);
    } catch (error) {
      result = { type: 'error', error: checkout.explain(error, true) };
    }
    if (result.type === 'success' || result.error.code !== null) return result;
    try {
      await checkout.fetch('/page/session', {});
    } catch (error) {
      return { type: 'error', error: checkout.explain(error, true) };
    }
    if (checkout.session?.status.type !== 'complete') return result;
    return { type: 'success', session: checkout.snapshot() };
  }

  /** @param {Checkout} checkout @param {ConfirmArguments} args @returns {Promise<unknown>} */
  async function firstReply(checkout, args) {
    /** @type {Json} */
    const body = {};
    for (const name of /** @type {const} */ (['email', 'phoneNumber', 'billingAddress',
      'shippingAddress', 'savePaymentMethod', 'returnUrl', 'paymentMethod'])) {
      if (args[name] !== undefined) body[name] = args[name];
    }
    if (args.paymentMethod) return checkout.post('/page/session/confirm', body);
    return checkout.element?.frame?.call('confirm', {
      client_secret: checkout.secret, key: checkout.key, ...body,
    });
  }

  /**
   * Follows the reply through authentication to its end.
   * @param {Checkout} checkout
   * @param {unknown} reply
   * @returns {Promise<ConfirmResult>}
   */
  async function settle(checkout, reply) {
    let current = reply;
    for (let turn = 0; turn < MOST_CHALLENGES && isChallenge(current); turn += 1) {
      await authenticate(current.challenge, checkout);
      current = await checkout.post('/page/session/resume', {});
    }
    if (isChallenge(current)) throw new Refusal(checkout.text.notAuthenticated);
    return conclude(checkout, current);
  }

  /** @param {unknown} reply @returns {reply is ChallengeReply} */
  function isChallenge(reply) {
    return isObject(reply) && reply.type === 'challenge' && isObject(reply.challenge)
      && typeof reply.challenge.url === 'string';
  }

  /** @param {Checkout} checkout @param {unknown} reply @returns {ConfirmResult} */
  function conclude(checkout, reply) {
    if (isObject(reply) && reply.type === 'success' && isSession(reply.session)) {
      checkout.take(reply.session);
      return { type: 'success', session: checkout.snapshot() };
    }
    const error = isObject(reply) ? reply.error : null;
    // An answer without sense may hide a payment that went through.
    if (!isObject(error) || typeof error.message !== 'string') throw new Unreachable();
    if (error.code !== 'paymentFailed') {
      return { type: 'error', error: { message: error.message, code: null } };
    }
    const detail = isObject(error.paymentFailed) ? error.paymentFailed : {};
    const declineCode = typeof detail.declineCode === 'string' && detail.declineCode
      ? detail.declineCode : null;
    const message = wordsOf(checkout, declineCode, error.message);
    if (checkout.session) {
      checkout.take({ ...checkout.session, lastPaymentError: { message } });
    }
    return {
      type: 'error',
      error: { message, code: 'paymentFailed', paymentFailed: { declineCode } },
    };
  }

  /**
   * A failed authentication is the one refusal without a decline code.
   * @param {Checkout} checkout
   * @param {string | null} declineCode
   * @param {string} english
   */
  function wordsOf(checkout, declineCode, english) {
    if (declineCode === null) return checkout.text.notAuthenticated;
    return checkout.language === 'fr' ? (DECLINES_FR[declineCode] ?? DECLINED_FR) : english;
  }

  /**
   * By default Stripe leaves for the return address once it is paid; `if_required` stays.
   * @param {Checkout} checkout @param {ConfirmArguments} args @param {ConfirmResult} result
   * @returns {ConfirmResult | Promise<ConfirmResult>}
   */
  function leave(checkout, args, result) {
    const target = args.returnUrl ?? checkout.extra.returnUrl;
    if (args.redirect === 'if_required' || typeof target !== 'string') return result;
    const id = checkout.session?.id ?? '';
    window.location.assign(target.replaceAll('{CHECKOUT_SESSION_ID}', id));
    return new Promise(() => {}); // the page is going away
  }

  // --- What the page is given -------------------------------------------------------------------

  /** @param {Checkout} checkout @returns {StandInActions} */
  function makeActions(checkout) {
    const { text } = checkout;
    return {
      getSession: () => checkout.snapshot(),
      confirm: (args = {}) => confirm(checkout, args),
      updateBillingAddress: (billingAddress) => checkout.change({ billingAddress }),
      updateShippingAddress: (shippingAddress) => checkout.change({ shippingAddress }),
      // Declared as never failing: a stand-in that is down is the one thing that still can.
      async updatePhoneNumber(phoneNumber) {
        await checkout.fetch('/page/session/update', { phoneNumber });
        return { type: 'success', session: checkout.snapshot() };
      },
      async updateEmail(email) {
        if (email === '') {
          return { type: 'error', error: { message: text.emailMissing, code: 'incompleteEmail' } };
        }
        if (email !== null && !looksLikeEmail(email)) {
          return { type: 'error', error: { message: text.emailInvalid, code: 'invalidEmail' } };
        }
        const result = await checkout.change({ email });
        if (result.type === 'success') return result;
        // No other code is declared, even for a server that does not answer.
        return { type: 'error', error: { message: result.error.message, code: 'invalidEmail' } };
      },
      applyPromotionCode: async () =>
        ({ type: 'error', error: { message: text.promotion, code: 'invalidCode' } }),
      removePromotionCode: async () =>
        ({ type: 'error', error: { message: text.noPromotion, code: null } }),
      async runServerUpdate(userFunction) {
        try {
          await userFunction();
          await checkout.fetch('/page/session', {});
          return { type: 'success', session: checkout.snapshot() };
        } catch (error) {
          const message = error instanceof Error && error.message ? error.message : String(error);
          return { type: 'error', error: { message, code: null } };
        }
      },
      validateElements: () => validate(checkout),
    };
  }

  /** @typedef {import('@stripe/stripe-js').StripeCheckoutValidateElementsResult} Validated */

  /**
   * @param {Checkout} checkout
   * @returns {Promise<Validated>}
   */
  async function validate(checkout) {
    /** @type {(code: 'validation_error' | 'no_elements' | null, message: string) => Validated} */
    const refuse = (code, message) => {
      const faulty = code === 'validation_error';
      /** @type {{message: string, element: 'payment'}[]} */
      const errors = faulty ? [{ message, element: 'payment' }] : [];
      return { type: 'error', error: { code, message, validation_errors: errors } };
    };
    const frame = checkout.element?.place ? checkout.element.frame : null;
    if (!frame) return refuse('no_elements', checkout.text.noElement);
    try {
      const message = await frame.call('validate');
      if (typeof message === 'string' && message) return refuse('validation_error', message);
      return { type: 'success', session: checkout.snapshot() };
    } catch (error) {
      return refuse(null, checkout.explain(error).message);
    }
  }

  /** @param {Checkout} checkout @returns {StandInSdk} */
  function makeSdk(checkout) {
    return {
      on(event, handler) {
        if (event === 'change') checkout.listeners.push(handler);
      },
      async loadActions() {
        try {
          await checkout.loaded;
          return { type: 'success', actions: makeActions(checkout) };
        } catch (error) {
          return { type: 'error', error: checkout.explain(error) };
        }
      },
      changeAppearance(appearance) {
        checkout.appearance = plain(appearance);
        checkout.element?.frame?.tell('restyle', { appearance: checkout.appearance });
      },
      loadFonts(fonts) {
        checkout.fonts = plain(fonts);
        checkout.element?.frame?.tell('loadFonts', { fonts: checkout.fonts });
      },
      getPaymentElement: () =>
        /** @type {OfficialPaymentElement | null} */ (checkout.element),
      createPaymentElement(options = {}) {
        if (checkout.element) throw new Error('This checkout has a Payment Element already.');
        checkout.element = new PaymentElement(checkout, options);
        /** @type {OfficialPaymentElement} */
        const element = checkout.element;
        return element;
      },
    };
  }

  /** @param {string} key */
  function refuseBadKey(key) {
    if (typeof key !== 'string' || !/^pk_(test|live)_/.test(key)) {
      throw new Error('Stripe() needs a publishable key, which begins with "pk_test_" here.');
    }
    if (key.startsWith('pk_live_')) {
      throw new Error('The training stand-in never takes a live key.');
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
        makeSdk(new Checkout(shop, publishableKey, language, sdkOptions)),
      registerAppInfo: () => {},
    };
  };
  Object.defineProperty(window, 'Stripe', { value: construct, configurable: true });
})();
