// Frames of the stand-in's origin, and the wire to them.

const TIMEOUT_MS = 30_000;
/** A frame that loaded but never answers holds an error page: the stand-in is down. */
const GREETING_MS = 8_000;

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
