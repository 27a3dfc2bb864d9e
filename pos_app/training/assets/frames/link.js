// The frame's end of the wire to the page that embeds it.

const REQUEST_MS = 25_000;

/** @typedef {(args: Record<string, any>) => unknown} Handler */
/** @typedef {(event: string, data?: Record<string, unknown>) => void} Emit */

/**
 * Whether a page of this origin may use the frame: what live Stripe.js takes, and loopback.
 * @param {string} origin
 */
export function mayEmbed(origin) {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

/**
 * Takes the one port the embedding page offers and answers what it asks over it. Everything else
 * that is posted to this window is ignored.
 * @param {Record<string, Handler>} handlers
 * @returns {Emit} tells the page; what is said before it greets is lost
 */
export function serve(handlers) {
  /** @type {MessagePort | null} */
  let port = null;
  /** @param {MessageEvent} message */
  const answer = async ({ data }) => {
    const handler = Object.hasOwn(handlers, data?.op) ? handlers[data.op] : undefined;
    try {
      if (!handler) throw new Error(`unknown request ${String(data?.op)}`);
      port?.postMessage({ id: data.id, value: await handler(data.args ?? {}) });
    } catch (error) {
      const late = error instanceof DOMException && error.name === 'TimeoutError';
      port?.postMessage({ id: data?.id, fault: late ? 'timeout' : 'unreachable' });
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    }
  };
  window.addEventListener('message', (event) => {
    if (port || event.source !== window.parent || event.data?.kind !== 'connect') return;
    if (!event.ports[0] || !mayEmbed(event.origin)) return;
    port = event.ports[0];
    port.onmessage = answer;
    port.postMessage({ event: 'hello' });
  });
  return (event, data = {}) => port?.postMessage({ event, data });
}

/**
 * Posts to the stand-in this frame came from.
 * @param {string} path @param {unknown} body
 * @returns {Promise<{status: number, body: unknown}>} body is null where the answer is not JSON
 */
export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(REQUEST_MS),
  });
  const text = await response.text();
  return { status: response.status, body: parsed(text) };
}

/** @param {string} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`no element #${id}`);
  return node;
}
