// The Card Element's frame: one line. What is typed here is sent from here; the page learns only
// whether it is complete, what is wrong with it and which brand the card is.

import { loadFonts } from './appearance.js';
import {
  brandOf, cvcFault, digitsOf, expiryFault, expiryOf, formatExpiry, formatNumber, longest,
  numberFault,
} from './brands.js';
import { Field } from './field.js';
import { letters } from './letters.js';
import { byId, post, serve } from './link.js';
import { markOf } from './marks.js';
import { textsFor } from './texts.js';

/** Where a card typed here may go. */
const PATHS = new Set(['/page/intent/confirm', '/page/payment_method']);
/** Stripe.js's code of each fault, by our name for it. @type {Record<string, string>} */
const CODES = {
  numberMissing: 'incomplete_number', numberIncomplete: 'incomplete_number',
  numberInvalid: 'invalid_number', expiryMissing: 'incomplete_expiry',
  expiryIncomplete: 'incomplete_expiry', expiryMonth: 'invalid_expiry_month',
  expiryPast: 'invalid_expiry_year_past', expiryFar: 'invalid_expiry_year',
  cvcMissing: 'incomplete_cvc', cvcIncomplete: 'incomplete_cvc', cvcWrong: 'incorrect_cvc',
  postalMissing: 'incomplete_zip',
};

let texts = textsFor('en');
let lastChange = '';
let focusWaits = false;

const form = byId('form');

const today = () => {
  const now = new Date();
  return { month: now.getMonth() + 1, year: now.getFullYear() };
};

const number = new Field('number', {
  format: formatNumber,
  fault: (text) => numberFault(digitsOf(text)),
  full: (text) => digitsOf(text).length >= longest(digitsOf(text)),
  early: (fault) => fault === 'numberInvalid',
});
const expiry = new Field('expiry', {
  format: formatExpiry,
  fault: (text) => expiryFault(text, today()),
  full: (text) => expiryOf(text) !== null,
  // "20" may be the century of a year typed in full.
  early: (fault, text) =>
    fault === 'expiryMonth' || (fault === 'expiryPast' && !text.endsWith('20')),
});
/** @param {string} text */
const cutCode = (text) => digitsOf(text).slice(0, brandOf(digitsOf(number.value)).cvc);
const cvc = new Field('cvc', {
  format: cutCode,
  fault: (text) => cvcFault(digitsOf(number.value), text),
  full: (text) => text.length >= brandOf(digitsOf(number.value)).cvc,
  early: () => false,
});
const figures = [number, expiry, cvc];
/** Letters too, so no field of figures. Its fault is said when the card is sent. */
const postal = {
  input: /** @type {HTMLInputElement} */ (byId('postal')),
  get fault() {
    return this.input.hidden || this.input.value.trim() ? '' : 'postalMissing';
  },
  tell(now = false) {
    const shown = now && this.fault !== '';
    this.input.classList.toggle('Input--invalid', shown);
    this.input.setAttribute('aria-invalid', String(shown));
    byId('postal-error').textContent = shown ? texts.postalMissing : '';
  },
};
/** In the order of the line. */
const fields = [...figures, postal];

const emit = serve({
  configure, update, clear, send,
  focus: () => focusFirst(),
  blur: () => blurAll(),
});

// --- What the page asks -------------------------------------------------------------------------

/**
 * @param {Record<string, any>} wanted
 * @returns {Promise<{height: number}>} in CSS pixels
 */
async function configure(wanted) {
  lastChange = '';
  texts = textsFor(wanted.language);
  document.documentElement.lang = wanted.language === 'fr' ? 'fr' : 'en';
  write();
  update(wanted);
  if (wanted.fonts?.length) await loadFonts(wanted.fonts);
  return { height: heightNow() };
}

function write() {
  for (const [name, label, hint] of /** @type {const} */ ([
    ['number', texts.number, texts.number], ['expiry', texts.expiry, texts.expiryHint],
    ['cvc', texts.cvc, texts.cvcHint], ['postal', texts.postal, texts.postal],
  ])) {
    byId(name).setAttribute('aria-label', label);
    byId(name).setAttribute('placeholder', hint);
  }
  for (const field of figures) {
    field.words = (fault) => String(texts[/** @type {keyof typeof texts} */ (fault)]);
    field.tell();
  }
}

/** @param {Record<string, any>} wanted */
function update({ options = {} }) {
  for (const field of fields) field.input.disabled = options.disabled === true;
  postal.input.hidden = options.hidePostalCode === true;
  if (!postal.input.value && options.value?.postalCode) {
    postal.input.value = String(options.value.postalCode);
  }
  byId('mark').hidden = options.hideIcon === true;
  letters(options.style ?? {});
  paint();
}

function clear() {
  for (const field of figures) field.clear();
  postal.input.value = '';
  postal.tell();
  paint();
}

/**
 * Sends the card where the page's script asks, and hands back the stand-in's answer.
 * @param {Record<string, any>} wanted
 */
async function send({ path, body }) {
  if (!PATHS.has(path)) throw new TypeError('not an address a card may be sent to');
  for (const field of fields) field.tell(true);
  tellChange();
  const wrong = firstWrong();
  if (wrong) {
    wrong.input.focus();
    return { type: 'error', sent: false, error: validationError(wrong.fault) };
  }
  const when = expiryOf(expiry.value);
  const card = {
    number: digitsOf(number.value), expMonth: when?.month, expYear: when?.year, cvc: cvc.value,
    ...(postal.input.hidden ? {} : { postalCode: postal.input.value.trim() }),
  };
  const reply = await post(path, { ...body, card });
  if (reply.status >= 500) throw new DOMException('the stand-in failed', 'NetworkError');
  imposeFault(reply.body);
  return reply.body;
}

/** @param {any} reply */
function imposeFault(reply) {
  if (reply?.error?.decline_code !== 'incorrect_cvc') return;
  cvc.impose('cvcWrong');
  tellChange();
}

// --- What the line shows ------------------------------------------------------------------------

/** The first field that keeps the card from being sent. */
const firstWrong = () => fields.find((field) => field.fault);

/** @param {string} fault */
function validationError(fault) {
  const message = String(texts[/** @type {keyof typeof texts} */ (fault)]);
  return { type: 'validation_error', code: CODES[fault] ?? 'invalid', message };
}

function paint() {
  const digits = digitsOf(number.value);
  byId('mark').innerHTML = markOf(digits ? brandOf(digits).name : 'unknown');
  cvc.input.maxLength = brandOf(digits).cvc;
  tellChange();
}

function tellChange() {
  const shown = fields.find((field) => field.input.classList.contains('Input--invalid'));
  const empty = fields.every((field) => field.input.value === '');
  const complete = !firstWrong();
  const change = {
    empty, complete, brand: brandOf(digitsOf(number.value)).name,
    value: { postalCode: postal.input.value },
    ...(shown ? { error: validationError(shown.fault) } : {}),
  };
  form.className = shown ? 'invalid' : complete ? 'complete' : empty ? 'empty' : '';
  const key = JSON.stringify(change);
  if (key === lastChange) return;
  lastChange = key;
  emit('change', change);
}

const heightNow = () => Math.ceil(form.getBoundingClientRect().height);

/** A frame that is only just being shown has no boxes yet, and nothing in it takes the focus. */
function focusFirst() {
  const target = (firstWrong() ?? number).input;
  target.focus();
  focusWaits = document.activeElement !== target;
}

function blurAll() {
  focusWaits = false;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

// --- What happens in the line -------------------------------------------------------------------

number.onEdit = () => {
  // A longer code typed for another brand is cut to this one's length.
  if (cvc.value) cvc.input.value = cutCode(cvc.value);
  cvc.tell();
  paint();
};
expiry.onEdit = paint;
cvc.onEdit = paint;
number.onFull = () => expiry.input.focus();
expiry.onFull = () => cvc.input.focus();
cvc.onFull = () => { if (!postal.input.hidden) postal.input.focus(); };
expiry.onBackOut = () => number.input.focus();
cvc.onBackOut = () => expiry.input.focus();
postal.input.addEventListener('input', () => {
  postal.tell();
  paint();
});
for (const { input } of fields) input.addEventListener('blur', tellChange);

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') emit('escape');
  if (event.key !== 'Enter' || event.isComposing) return;
  event.preventDefault();
  emit('submit');
});
window.addEventListener('focus', () => emit('focus'));
window.addEventListener('blur', () => emit('blur'));
new ResizeObserver(() => {
  emit('height', { height: heightNow() });
  if (focusWaits) focusFirst();
}).observe(form);
