// Where the page is: at its own address, or in a frame of the merchant's page.

import { post, serve } from '../frames/link.js';

/**
 * @typedef {object} Host
 * @property {Promise<{secret: string, key: string}>} opened
 * @property {(type: string, details?: Record<string, unknown>) => void} tell
 * @property {(facts: Record<string, any>) => boolean} leave after completion; false stays
 */

/** @param {{secret: string, key: string}} given @returns {Host} */
export const ownAddress = (given) => ({
  opened: Promise.resolve(given),
  tell: () => {},
  leave: ({ successUrl }) => {
    if (successUrl) window.location.assign(successUrl);
    return Boolean(successUrl);
  },
});

/** @returns {Host} */
export function inAFrame() {
  /** @type {(given: {secret: string, key: string}) => void} */
  let resolve = () => {};
  const opened = new Promise((done) => { resolve = done; });
  const emit = serve({
    open: ({ secret, key }) => {
      tellHeight(emit);
      resolve({ secret: String(secret), key: String(key) });
    },
  });
  new ResizeObserver(() => tellHeight(emit)).observe(document.body);
  // The bank asks over everything, so the frame covers the page around it for as long.
  new MutationObserver(() => {
    const open = document.querySelector('body > dialog') !== null;
    if (open === document.documentElement.classList.contains('covering')) return;
    document.documentElement.classList.toggle('covering', open);
    emit('cover', { open });
    if (!open) tellHeight(emit);
  }).observe(document.body, { childList: true });
  return {
    opened,
    tell: (type, details = {}) => emit('analytics', { type, details }),
    leave: ({ redirectOnCompletion, returnUrl }) => {
      const leaves = redirectOnCompletion === 'always' && Boolean(returnUrl);
      emit('complete', { url: leaves ? returnUrl : null });
      return leaves;
    },
  };
}

/** @param {import('../frames/link.js').Emit} emit */
function tellHeight(emit) {
  if (document.documentElement.classList.contains('covering')) return;
  emit('height', { height: Math.ceil(document.body.getBoundingClientRect().height) });
}

/** The server could not be asked, or made no sense. */
export class Unreachable extends Error {}

/** The address or the secret opens no session. */
export class NoSession extends Error {}

/**
 * @param {string} path @param {string} secret @param {Record<string, unknown>} [more]
 * @returns {Promise<any>} Raises Unreachable or NoSession.
 */
export async function ask(path, secret, more = {}) {
  let reply;
  try {
    reply = await post(path, { client_secret: secret, ...more });
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) throw new Unreachable();
    throw error;
  }
  if (reply.status === 400) throw new NoSession();
  if (reply.status !== 200 || reply.body === null) throw new Unreachable();
  return reply.body;
}
