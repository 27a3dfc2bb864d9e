// What all Elements are: a frame in the page's place for it, and what is heard from there.

/** @typedef {'payment' | 'address' | 'contactDetails' | 'currencySelector' | 'terms'} ElementType */

/** @extends {Listened<ElementType>} */
class FrameElement extends Listened {
  /** @param {Checkout} checkout @param {ElementType} type @param {Json} options */
  constructor(checkout, type, options) {
    super(type);
    this.checkout = checkout;
    this.options = options;
    /** @type {Frame | null} */
    this.frame = null;
    /** @type {HTMLElement | null} */
    this.place = null;
    this.destroyed = false;
    this.complete = false;
    this.title = '';
    this.firstHeight = 80;
    /** What the frame was told of the session and the Elements around it. */
    this.told = '';
    this.forgotten = () => {};
  }

  /** @returns {Frame} */
  newFrame() {
    throw new Error('every kind of Element has its own frame');
  }

  /** What the frame shows of the session and of the Elements around it. @returns {Json} */
  around() {
    return {};
  }

  /** Resolves once enough is known to configure the frame. @returns {Promise<unknown>} */
  knownEnough() {
    return this.checkout.loaded;
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
    const frame = this.frame ?? this.newFrame();
    this.frame = frame;
    frame.listener = (event, data) => this.heard(event, data);
    frame.node.title = this.title;
    // The frame is a little wider than its place, for the focus rings of its fields.
    Object.assign(frame.node.style, {
      width: 'calc(100% + 8px)', margin: '-4px', height: `${this.firstHeight}px`,
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
      this.tellAround();
      this.emit('ready');
      this.checkout.changed();
    } catch (error) {
      if (this.frame !== frame) return;
      const message = error instanceof Refusal ? error.message : this.checkout.text.unreachable;
      this.emit('loaderror', { error: { type: 'api_connection_error', message } });
    }
  }

  /** @param {Frame} frame @returns {Promise<unknown>} */
  async configure(frame) {
    const { checkout } = this;
    await this.knownEnough();
    const around = this.around();
    this.told = JSON.stringify(around);
    return frame.call('configure', {
      language: checkout.language,
      appearance: checkout.appearance,
      fonts: checkout.fonts,
      options: plain(this.options),
      ...around,
    });
  }

  /** Brings the frame up to the session and the Elements around it, once it has been configured. */
  tellAround() {
    if (!this.told) return;
    const around = this.around();
    const now = JSON.stringify(around);
    if (now === this.told) return;
    this.told = now;
    this.frame?.tell('context', around);
  }

  /** @param {string} event @param {Json} data */
  heard(event, data) {
    if (event === 'height') this.resize(data.height);
    else if (event === 'submit') submitAround(this.place);
    else if (event === 'change') {
      this.complete = data.complete === true;
      this.takeChange(data);
      this.checkout.changed();
    } else if (FRAME_EVENTS.has(event)) this.emit(event, data);
  }

  /** @param {Json} data */
  takeChange(data) {
    this.emit('change', data);
  }

  /** @param {unknown} height CSS pixels */
  resize(height) {
    if (this.frame && typeof height === 'number' && height >= 0 && height < 4000) {
      this.frame.node.style.height = `${Math.ceil(height)}px`;
    }
  }

  /** @param {Json} options @returns {any} */
  update(options) {
    this.options = { ...this.options, ...options };
    this.frame?.tell('update', { options: plain(this.options) });
    this.tellAround();
    return this;
  }

  /** @returns {Promise<string>} what is wrong first, in words, or '' */
  async fault() {
    const message = await this.frame?.call('validate', { focus: false });
    return typeof message === 'string' ? message : '';
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
    this.told = '';
    this.frame?.remove();
    this.frame = null;
    this.checkout.changed();
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

const FRAME_EVENTS = new Set(['focus', 'blur', 'escape', 'carddetailschange']);

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
