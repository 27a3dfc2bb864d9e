// What every other room stands on: where this script came from, and its errors.

const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
if (!script || !script.src) {
  throw new Error('The training Stripe.js must be loaded by a <script src> element.');
}
const HOME = new URL(script.src).origin;

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

/** The stand-in said no, in words for the customer. */
class Refusal extends Error {
  /** @param {string} message @param {string | null} [code] */
  constructor(message, code = null) {
    super(message);
    this.code = code;
  }
}

/**
 * Options cross to another process: functions can't.
 * @param {unknown} value
 * @returns {unknown}
 */
function plain(value) {
  return JSON.parse(JSON.stringify(value ?? {}));
}
