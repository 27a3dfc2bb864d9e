// The Card Element: number, date, code and postal code on one line, in a frame of ours.

/** @typedef {import('@stripe/stripe-js').StripeCardElementOptions} CardOptions */
/** @typedef {{language: Language, fonts: unknown}} LineSettings */

/** The classes Stripe.js puts on the Element's place, and what each says. */
const STATE_CLASSES = /** @type {const} */ (['complete', 'empty', 'focus', 'invalid']);
const CARD_EVENTS = new Set(['change', 'focus', 'blur', 'escape']);

/** @extends {Listened<'card'>} */
class CardElement extends Listened {
  /** @param {LineSettings} settings @param {CardOptions} options */
  constructor(settings, options) {
    super('card');
    this.settings = settings;
    this.options = options;
    /** @type {Frame | null} */
    this.frame = null;
    /** @type {HTMLElement | null} */
    this.place = null;
    this.destroyed = false;
    this.state = { complete: false, empty: true, focus: false, invalid: false };
    this.forgotten = () => {};
    this.labelled = new AbortController();
  }

  /** @param {string | HTMLElement} target */
  mount(target) {
    if (this.destroyed) throw new IntegrationError('This Element was destroyed: create a new one.');
    const place = typeof target === 'string' ? document.querySelector(target) : target;
    if (!(place instanceof HTMLElement)) {
      throw new IntegrationError(
        `The place to mount the Element is not on the page: ${String(target)}`,
      );
    }
    if (this.place === place) return;
    if (this.place) throw new IntegrationError('This Element is mounted elsewhere: unmount it.');
    this.place = place;
    const frame = new Frame('/frames/line.html', TEXTS[this.settings.language].cardTitle);
    this.frame = frame;
    frame.node.style.height = '1.2em';
    frame.listener = (event, data) => this.heard(event, data);
    place.replaceChildren(frame.node);
    this.labelled = new AbortController();
    for (const label of labelsOf(place)) {
      label.addEventListener('click', () => this.focus(), { signal: this.labelled.signal });
    }
    this.wearClasses();
    this.becomeReady(frame);
  }

  /** @param {Frame} frame */
  async becomeReady(frame) {
    try {
      const form = await frame.call('configure', {
        language: this.settings.language, fonts: this.settings.fonts, options: plain(this.options),
      });
      if (this.frame !== frame) return;
      if (isObject(form)) this.resize(form.height);
      this.emit('ready');
    } catch (error) {
      if (this.frame !== frame) return;
      if (!(error instanceof Unreachable || error instanceof TimedOut)) throw error;
      const message = INTENT_WORDS[this.settings.language].unreachable;
      this.emit('loaderror', failed('api_connection_error', message));
    }
  }

  /** @param {string} event @param {Json} data */
  heard(event, data) {
    if (event === 'height') this.resize(data.height);
    else if (event === 'submit') submitAround(this.place);
    if (!CARD_EVENTS.has(event)) return;
    if (event === 'change') {
      this.state.complete = data.complete === true;
      this.state.empty = data.empty === true;
      this.state.invalid = data.error !== undefined;
    } else if (event !== 'escape') this.state.focus = event === 'focus';
    this.wearClasses();
    this.emit(event, data);
  }

  wearClasses() {
    const { place } = this;
    if (!place) return;
    const names = this.options.classes ?? {};
    const base = names.base ?? 'StripeElement';
    place.classList.add(...classNames(base));
    for (const state of STATE_CLASSES) {
      for (const name of classNames(names[state] ?? `StripeElement--${state}`)) {
        place.classList.toggle(name, this.state[state]);
      }
    }
  }

  undress() {
    const names = this.options.classes ?? {};
    const all = [names.base ?? 'StripeElement',
      ...STATE_CLASSES.map((state) => names[state] ?? `StripeElement--${state}`)];
    this.place?.classList.remove(...all.flatMap(classNames));
  }

  /** @param {unknown} height CSS pixels */
  resize(height) {
    if (this.frame && typeof height === 'number' && height > 0 && height < 400) {
      this.frame.node.style.height = `${Math.ceil(height)}px`;
    }
  }

  /**
   * Sends what was typed from the frame, and hands back the stand-in's answer.
   * @param {string} path @param {Json} body @returns {Promise<unknown>}
   */
  send(path, body) {
    if (!this.frame) {
      throw new IntegrationError(
        'The Card Element is not mounted: mount it, and keep it until the card is confirmed.',
      );
    }
    return this.frame.call('send', { path, body });
  }

  /** @param {import('@stripe/stripe-js').StripeCardElementUpdateOptions} options */
  update(options) {
    this.options = { ...this.options, ...options };
    this.frame?.tell('update', { options: plain(this.options) });
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
    this.undress();
    this.labelled.abort();
    this.place = null;
    this.frame?.remove();
    this.frame = null;
    this.state = { complete: false, empty: true, focus: false, invalid: false };
  }

  destroy() {
    this.unmount();
    this.destroyed = true;
    this.handlers.clear();
    this.forgotten();
  }
}

/** @param {string} text class names */
const classNames = (text) => text.split(/\s+/).filter(Boolean);

/** A click on the label of an Element's place goes to the Element. @param {HTMLElement} place */
function labelsOf(place) {
  const named = place.id ? [...document.querySelectorAll('label')] : [];
  const around = place.closest('label');
  return [...named.filter((label) => label.htmlFor === place.id), ...(around ? [around] : [])];
}

/** @param {Language} language @param {ElementsOptions} options @returns {StandInElements} */
function makeElements(language, options) {
  onlyKnown(options, new Set(['locale', 'fonts']), 'elements');
  const settings = {
    language: options.locale ? languageOf(options.locale) : language,
    fonts: plain(options.fonts ?? []),
  };
  /** @type {CardElement | null} */
  let made = null;
  return {
    create(type, cardOptions = {}) {
      if (type !== 'card') {
        throw new IntegrationError(`The training Stripe.js has no ${String(type)} Element here.`);
      }
      if (made) throw new IntegrationError('Can only create one card Element.');
      made = new CardElement(settings, cardOptions);
      made.forgotten = () => { made = null; };
      return /** @type {OfficialCardElement} */ (made);
    },
    getElement: (type) =>
      /** @type {OfficialCardElement | null} */ (type === 'card' ? made : null),
  };
}
