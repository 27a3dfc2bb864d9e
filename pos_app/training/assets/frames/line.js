// The Card Element's frame: one line. What is typed here is sent from here; the page learns only
// whether it is complete, what is wrong with it and which brand the card is.

import { loadFonts } from './appearance.js';
import {
  brandOf, cardIn, cvcFault, digitsOf, expiryFault, expiryOf, formatExpiry, formatNumber, longest,
  numberFault,
} from './brands.js';
import { Field, TextField } from './field.js';
import { attend, blurAll, heightOf } from './form.js';
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
const cvc = new Field('cvc', {
  format: (text) => digitsOf(text).slice(0, brandOf(digitsOf(number.value)).cvc),
  fault: (text) => cvcFault(digitsOf(number.value), text),
  full: (text) => text.length >= brandOf(digitsOf(number.value)).cvc,
  early: () => false,
});
/** @type {TextField<HTMLInputElement>} */
const postal = new TextField('postal', {
  fault: (text) => (postal.input.hidden || text.trim() ? '' : 'postalMissing'),
});
/** In the order of the line. */
const fields = [number, expiry, cvc, postal];

const emit = serve({
  configure, update, clear, send,
  focus: () => focusFirst(),
  blur: () => {
    focusWaits = false;
    blurAll();
  },
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
  return { height: heightOf(form) };
}

function write() {
  for (const [name, label, hint] of /** @type {const} */ ([
    ['number', texts.number, texts.number], ['expiry', texts.expiry, texts.expiryHint],
    ['cvc', texts.cvc, texts.cvcHint], ['postal', texts.postal, texts.postal],
  ])) {
    byId(name).setAttribute('aria-label', label);
    byId(name).setAttribute('placeholder', hint);
  }
  for (const field of fields) {
    field.words = (fault) => String(texts[/** @type {keyof typeof texts} */ (fault)]);
    field.tell();
  }
}

/** @param {Record<string, any>} wanted */
function update({ options = {} }) {
  for (const field of fields) field.input.disabled = options.disabled === true;
  postal.input.hidden = options.hidePostalCode === true;
  if (!postal.value && options.value?.postalCode) {
    postal.input.value = String(options.value.postalCode);
  }
  byId('mark').hidden = options.hideIcon === true;
  letters(options.style ?? {});
  paint();
}

function clear() {
  for (const field of fields) field.clear();
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
    ...(postal.input.hidden ? {} : { postalCode: postal.value.trim() }),
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
  const empty = fields.every((field) => field.value === '');
  const complete = !firstWrong();
  const change = {
    empty, complete, brand: brandOf(digitsOf(number.value)).name,
    value: { postalCode: postal.value },
    ...(shown ? { error: validationError(shown.fault) } : {}),
  };
  form.className = shown ? 'invalid' : complete ? 'complete' : empty ? 'empty' : '';
  const key = JSON.stringify(change);
  if (key === lastChange) return;
  lastChange = key;
  emit('change', change);
}

/** A frame that is only just being shown has no boxes yet, and nothing in it takes the focus. */
function focusFirst() {
  const target = (firstWrong() ?? number).input;
  target.focus();
  focusWaits = document.activeElement !== target;
}

// --- What happens in the line -------------------------------------------------------------------

number.onEdit = () => {
  // A longer code typed for another brand is cut to this one's length.
  if (cvc.value) cvc.input.value = cvc.rules.format(cvc.value);
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
postal.onEdit = paint;
for (const { input } of fields) input.addEventListener('blur', tellChange);

number.input.addEventListener('paste', (event) => {
  const card = cardIn(event.clipboardData?.getData('text') ?? '');
  if (!card || number.input.disabled) return;
  event.preventDefault();
  number.put(card.number);
  expiry.put(card.expiry);
  if (card.cvc) cvc.put(card.cvc);
  (firstWrong() ?? cvc).input.focus();
});
attend(form, emit);
new ResizeObserver(() => {
  emit('height', { height: heightOf(form) });
  if (focusWaits) focusFirst();
}).observe(form);
