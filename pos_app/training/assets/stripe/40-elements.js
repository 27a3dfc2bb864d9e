// The Payment Element: a frame in the page's place for it.

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
