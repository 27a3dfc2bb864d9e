// The card form. What is typed here is sent from here; the page around it learns only whether the
// form is complete and which brand the card is.

import { loadFonts, wear } from './appearance.js';
import {
  brandOf, brandsOn, cvcFault, digitsOf, expiryFault, expiryOf, formatExpiry, formatNumber,
  longest, numberFault,
} from './brands.js';
import { Field } from './field.js';
import { byId, post, serve } from './link.js';
import { COMMON, CVC_MARK, markOf } from './marks.js';
import { brandName, textsFor } from './texts.js';

/** @typedef {import('@stripe/stripe-js').StripeCheckoutSavedPaymentMethod} SavedCard */

const NEW = 'new';

let texts = textsFor('en');
/** @type {SavedCard[]} */
let saved = [];
let chosen = NEW;
let collapsed = false;
let offerSave = false;
let focusWaits = false;
let lastChange = '';
let lastBrands = '';

const form = byId('form');
const opener = byId('opener');
const saveBox = /** @type {HTMLInputElement} */ (byId('save'));

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
  full: () => false,
  early: () => false,
});
const fields = [number, expiry, cvc];

const emit = serve({
  configure, update, restyle, collapse, confirm, clear, validate,
  focus: () => focusFirst(),
  blur: () => blurAll(),
  loadFonts: ({ fonts }) => loadFonts(fonts ?? []),
});

// --- What the page asks -------------------------------------------------------------------------

/**
 * @param {Record<string, any>} wanted
 * @returns {Promise<{height: number}>} in CSS pixels
 */
async function configure(wanted) {
  // A page that has only just begun to listen is told everything.
  lastChange = '';
  lastBrands = '';
  texts = textsFor(wanted.language);
  document.documentElement.lang = wanted.language === 'fr' ? 'fr' : 'en';
  saved = wanted.saved ?? [];
  chosen = saved[0]?.id ?? NEW;
  offerSave = wanted.offerSave === true;
  wear(wanted.appearance ?? {});
  const fonts = loadFonts(wanted.fonts ?? []);
  const layout = wanted.options?.layout;
  collapsed = typeof layout === 'object' && layout?.defaultCollapsed === true;
  write(wanted.business ?? '');
  update(wanted);
  listSaved();
  paint();
  if (wanted.fonts?.length) await fonts;
  return { height: heightNow() };
}

/** @param {Record<string, any>} wanted */
function update({ options }) {
  for (const field of fields) field.input.readOnly = options?.readOnly === true;
}

/** @param {Record<string, any>} wanted */
function restyle({ appearance }) {
  wear(appearance ?? {});
  tellHeight();
}

function collapse() {
  collapsed = true;
  paint();
}

function clear() {
  for (const field of fields) field.clear();
  saveBox.checked = false;
  paint();
}

/** @returns {string} the first fault in words, or '' */
function validate() {
  if (chosen !== NEW) return '';
  for (const field of fields) field.tell(true);
  tellHeight();
  const first = fields.find((field) => field.fault);
  first?.input.focus();
  return first ? first.words(first.fault) : '';
}

/**
 * Sends the card, or the saved one chosen here, and hands back the stand-in's answer.
 * @param {Record<string, any>} body
 */
async function confirm(body) {
  if (chosen !== NEW) return sent({ ...body, paymentMethod: chosen });
  if (collapsed) open();
  const message = validate();
  if (message) return { type: 'error', sent: false, error: { code: null, message } };
  const when = expiryOf(expiry.value);
  /** @type {Record<string, unknown>} */
  const filled = {
    ...body,
    card: {
      number: digitsOf(number.value), expMonth: when?.month, expYear: when?.year, cvc: cvc.value,
    },
  };
  if (offerSave && filled.savePaymentMethod === undefined) {
    filled.savePaymentMethod = saveBox.checked;
  }
  return sent(filled);
}

/** @param {Record<string, unknown>} body */
async function sent(body) {
  const before = fields.map((field) => field.input.readOnly);
  for (const field of fields) field.input.readOnly = true;
  try {
    const reply = await post('/page/session/confirm', body);
    if (reply.status >= 500) throw new DOMException('the stand-in failed', 'NetworkError');
    if (chosen === NEW) imposeFault(reply.body);
    return reply.body;
  } finally {
    fields.forEach((field, place) => { field.input.readOnly = before[place] ?? false; });
  }
}

/** @type {Record<string, [Field, string]>} */
const FAULT_OF_DECLINE = {
  incorrect_cvc: [cvc, 'cvcWrong'],
  invalid_cvc: [cvc, 'cvcWrong'],
  expired_card: [expiry, 'expiryPast'],
  incorrect_number: [number, 'numberInvalid'],
  invalid_number: [number, 'numberInvalid'],
};

/** @param {any} reply */
function imposeFault(reply) {
  const found = FAULT_OF_DECLINE[reply?.error?.paymentFailed?.declineCode];
  if (!found) return;
  found[0].impose(found[1]);
  tellHeight();
}

// --- What the form shows ------------------------------------------------------------------------

/** @param {string} business */
function write(business) {
  byId('number-label').textContent = texts.number;
  byId('expiry-label').textContent = texts.expiry;
  byId('cvc-label').textContent = texts.cvc;
  byId('training').textContent = texts.training;
  byId('training').title = texts.trainingHint;
  byId('saved-title').textContent = texts.savedCards;
  byId('opener-text').textContent = texts.card;
  byId('opener-mark').innerHTML = markOf('unknown');
  byId('cvc-mark').innerHTML = CVC_MARK;
  byId('save-text').textContent = business ? texts.saveFor(business) : texts.save;
  expiry.input.placeholder = texts.expiryHint;
  cvc.input.placeholder = texts.cvcHint;
  for (const field of fields) {
    field.words = (fault) => String(texts[/** @type {keyof typeof texts} */ (fault)]);
    field.tell();
  }
}

function listSaved() {
  const rows = saved.map((method) => savedRow(method));
  if (rows.length) rows.push(choiceRow(NEW, 'unknown', texts.newCard, ''));
  byId('saved-list').replaceChildren(...rows);
}

/** @param {SavedCard} method */
function savedRow({ id, card }) {
  const when = `${String(card.expMonth).padStart(2, '0')}/${String(card.expYear).slice(-2)}`;
  const row = choiceRow(id, card.brand, `•••• ${card.last4}`, when);
  row.querySelector('input')?.setAttribute('aria-label',
    `${texts.ending(brandName(card.brand), card.last4)}, ${texts.expires(when)}`);
  return row;
}

/** @param {string} id @param {string} brand @param {string} name @param {string} aside */
function choiceRow(id, brand, name, aside) {
  const row = document.createElement('label');
  row.className = 'row';
  const radio = document.createElement('input');
  Object.assign(radio, { type: 'radio', name: 'method', value: id, checked: id === chosen });
  radio.addEventListener('change', () => {
    chosen = id;
    paint();
  });
  const mark = document.createElement('span');
  mark.className = 'mark';
  mark.innerHTML = markOf(brand);
  const words = document.createElement('span');
  words.textContent = name;
  const small = document.createElement('small');
  small.textContent = aside;
  row.append(radio, mark, words, small);
  return row;
}

/** Brings the document, the page's knowledge of it and its height up to the state. */
function paint() {
  opener.hidden = !collapsed;
  opener.setAttribute('aria-expanded', String(!collapsed));
  byId('panel').hidden = collapsed;
  byId('saved').hidden = saved.length === 0;
  byId('fields').hidden = chosen !== NEW;
  byId('save-row').hidden = !offerSave;
  paintBrands();
  tellChange();
  tellHeight();
}

function paintBrands() {
  const digits = digitsOf(number.value);
  const brands = brandsOn(digits);
  const key = digits ? brands.join(' ') || 'unknown' : 'none';
  if (key === lastBrands) return;
  lastBrands = key;
  const shown = digits ? (brands.length ? brands : ['unknown']) : COMMON;
  byId('marks').innerHTML = shown.map(markOf).join('');
  number.input.classList.toggle('pair', brands.length > 1);
  cvc.input.maxLength = brandOf(digits).cvc;
  emit('carddetailschange', {
    loading: false,
    details: { brands: digits ? [brandOf(digits).name] : null, funding: null },
  });
}

function tellChange() {
  const method = saved.find(({ id }) => id === chosen);
  const change = {
    empty: !method && fields.every((field) => field.value === ''),
    complete: !collapsed && (Boolean(method) || fields.every((field) => !field.fault)),
    collapsed,
    value: { type: 'card', ...saveChoice(method), ...methodValue(method) },
  };
  const key = JSON.stringify(change);
  if (key === lastChange) return;
  lastChange = key;
  emit('change', change);
}

/** @param {SavedCard | undefined} method */
const saveChoice = (method) => (offerSave && !method ? { savePaymentMethod: saveBox.checked } : {});

/** @param {SavedCard | undefined} method */
function methodValue(method) {
  if (!method) return {};
  const { address, name, email, phone } = method.billingDetails;
  return {
    payment_method: {
      id: method.id,
      type: method.type,
      billing_details: {
        address: {
          city: address?.city ?? null, country: address?.country ?? null,
          line1: address?.line1 ?? null, line2: address?.line2 ?? null,
          postal_code: address?.postal_code ?? null, state: address?.state ?? null,
        },
        name: name ?? null, email: email ?? null, phone: phone ?? null,
      },
    },
  };
}

const heightNow = () => Math.ceil(form.getBoundingClientRect().height);

function tellHeight() {
  emit('height', { height: heightNow() });
}

function open() {
  collapsed = false;
  paint();
}

/** @returns {HTMLElement | null} where typing should go */
function firstTarget() {
  if (collapsed) return opener;
  if (chosen !== NEW) return form.querySelector('.row input:checked');
  return (fields.find((field) => field.fault) ?? number).input;
}

/** A frame that is only just being shown has no boxes yet, and nothing in it takes the focus. */
function focusFirst() {
  const target = firstTarget();
  target?.focus();
  focusWaits = document.activeElement !== target;
}

function whenLaidOut() {
  tellHeight();
  if (focusWaits) focusFirst();
}

function blurAll() {
  focusWaits = false;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

// --- What happens in the form -------------------------------------------------------------------

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
expiry.onBackOut = () => number.input.focus();
cvc.onBackOut = () => expiry.input.focus();

saveBox.addEventListener('change', paint);
opener.addEventListener('click', () => {
  open();
  focusFirst();
});
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') emit('escape');
  if (event.key !== 'Enter' || event.target === opener || event.isComposing) return;
  event.preventDefault();
  emit('submit');
});
window.addEventListener('focus', () => emit('focus'));
window.addEventListener('blur', () => emit('blur'));
new ResizeObserver(whenLaidOut).observe(form);
