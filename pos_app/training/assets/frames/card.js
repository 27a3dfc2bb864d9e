// The card form. What is typed here is sent from here; the page around it learns only whether the
// form is complete and which brand the card is.

import { loadFonts, wear } from './appearance.js';
import { Billing } from './billing.js';
import {
  brandOf, brandsOn, cardIn, cvcFault, digitsOf, expiryFault, expiryOf, formatExpiry, formatNumber,
  longest, numberFault,
} from './brands.js';
import { Field } from './field.js';
import { attend, blurAll, heightOf, make } from './form.js';
import { byId, post, serve } from './link.js';
import { COMMON, CVC_MARK, markOf } from './marks.js';
import { NEW, Saved } from './saved.js';
import { brandName, textsFor } from './texts.js';

let texts = textsFor('en');
/** What the page last asked for. @type {Record<string, any>} */
let asked = {};
let collapsed = false;
let focusWaits = false;
let lastChange = '';
let lastBrands = '';
let network = '';

const form = byId('form');
const opener = byId('opener');
const saveBox = /** @type {HTMLInputElement} */ (byId('save'));
const saved = new Saved();
const billing = new Billing();

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
const cardFields = [number, expiry, cvc];
const fields = () => [...cardFields, ...billing.fields];

const emit = serve({
  configure, context, update, restyle, collapse, confirm, clear, validate, removed,
  focus: () => focusFirst(),
  blur: () => {
    focusWaits = false;
    blurAll();
  },
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
  asked = wanted;
  texts = textsFor(wanted.language);
  document.documentElement.lang = wanted.language === 'fr' ? 'fr' : 'en';
  wear(wanted.appearance ?? {});
  const fonts = loadFonts(wanted.fonts ?? []);
  const layout = wanted.options?.layout;
  collapsed = typeof layout === 'object' && layout?.defaultCollapsed === true;
  write();
  arrange();
  if (wanted.fonts?.length) await fonts;
  await billing.ready;
  return { height: heightOf(form) };
}

/**
 * The session or the page around changed: other cards, another currency, another Element.
 * @param {Record<string, any>} around
 */
function context(around) {
  asked = { ...asked, ...around };
  arrange();
}

/** @param {Record<string, any>} wanted */
function update({ options }) {
  asked = { ...asked, options };
  arrange();
}

/** Brings the form in line with what is asked. */
function arrange() {
  const { options = {}, terms } = asked;
  const business = options.business?.name ?? asked.business ?? '';
  billing.configure(options, {
    elsewhere: asked.billingElsewhere === true, required: asked.billingRequired === true,
    locale: asked.locale, currency: asked.currency,
  });
  saved.configure(texts, asked.saved ?? [], asked.removable === true, options.readOnly === true);
  byId('save-text').textContent = business ? texts.saveFor(business) : texts.save;
  const wanted = options.terms?.card ?? 'auto';
  byId('terms').hidden = wanted === 'never' || !(terms || wanted === 'always');
  byId('terms').textContent = texts.reuse(business);
  lock(options.readOnly === true);
  billing.country.lock(options.readOnly === true);
  saveBox.disabled = options.readOnly === true;
  paint();
}

/** @param {boolean} locked */
function lock(locked) {
  for (const field of [...cardFields, billing.name, billing.postal]) field.lock(locked);
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
  for (const field of cardFields) field.clear();
  billing.clear();
  saveBox.checked = false;
  paint();
}

/** @param {Record<string, any>} wanted */
function removed({ id, gone }) {
  saved.removed(id, gone === true);
}

/** @param {Record<string, any>} [wanted] @returns {string} the first fault in words, or '' */
function validate({ focus = true } = {}) {
  if (saved.chosen !== NEW) return '';
  if (collapsed) open();
  for (const field of fields()) field.tell(true);
  tellHeight();
  const first = fields().find((field) => field.fault);
  if (focus) first?.input.focus();
  return first ? first.words(first.fault) : '';
}

/**
 * Sends the card, or the saved one chosen here, and hands back the stand-in's answer.
 * @param {Record<string, any>} body
 */
async function confirm(body) {
  if (saved.chosen !== NEW) return sent({ ...body, paymentMethod: saved.chosen });
  await billing.ready;
  const message = validate();
  if (message) return { type: 'error', sent: false, error: { code: null, message } };
  const when = expiryOf(expiry.value);
  /** @type {Record<string, unknown>} */
  const filled = {
    ...body,
    card: {
      number: digitsOf(number.value), expMonth: when?.month, expYear: when?.year, cvc: cvc.value,
      ...(network ? { network } : {}), ...billing.details(),
    },
  };
  const asks = billing.wholeAsked || (billing.shown.country && !asked.billingKnown);
  if (asks && !body.billingAddress) filled.billingAddress = billing.contact();
  if (asked.offerSave && filled.savePaymentMethod === undefined) {
    filled.savePaymentMethod = saveBox.checked;
  }
  return sent(filled);
}

/** @param {Record<string, unknown>} body */
async function sent(body) {
  lock(true);
  try {
    const reply = await post('/page/session/confirm', body);
    if (reply.status >= 500) throw new DOMException('the stand-in failed', 'NetworkError');
    if (saved.chosen === NEW) imposeFault(reply.body);
    return reply.body;
  } finally {
    lock(asked.options?.readOnly === true);
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

function write() {
  byId('number-label').textContent = texts.number;
  byId('expiry-label').textContent = texts.expiry;
  byId('cvc-label').textContent = texts.cvc;
  byId('network-title').textContent = texts.network;
  byId('training').textContent = texts.training;
  byId('training').title = texts.trainingHint;
  byId('opener-text').textContent = texts.card;
  byId('opener-mark').innerHTML = markOf('unknown');
  byId('cvc-mark').innerHTML = CVC_MARK;
  expiry.input.placeholder = texts.expiryHint;
  cvc.input.placeholder = texts.cvcHint;
  billing.write(texts, document.documentElement.lang);
  for (const field of cardFields) {
    field.words = (fault) => String(texts[/** @type {keyof typeof texts} */ (fault)]);
    field.tell();
  }
}

/** Brings the document, the page's knowledge of it and its height up to the state. */
function paint() {
  const layout = asked.options?.layout;
  const accordion = (typeof layout === 'object' ? layout?.type : layout) === 'accordion';
  opener.hidden = !(collapsed || accordion);
  opener.setAttribute('aria-expanded', String(!collapsed));
  byId('panel').hidden = collapsed;
  byId('saved').hidden = saved.cards.length === 0;
  byId('fields').hidden = saved.chosen !== NEW;
  byId('save-row').hidden = asked.offerSave !== true;
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
  offerNetworks(brands.length > 1 ? brands : []);
  emit('carddetailschange', {
    loading: false,
    details: { brands: digits ? [brandOf(digits).name] : null, funding: null },
  });
}

/** Whose card carries two brands says which of them is to be used. @param {string[]} brands */
function offerNetworks(brands) {
  const wanted = asked.options?.defaultValues?.card?.network ?? [];
  network = wanted.find((/** @type {string} */ name) => brands.includes(name)) ?? '';
  const rows = brands.map((name) => {
    const row = make('label');
    const radio = make('input');
    Object.assign(radio, { type: 'radio', name: 'network', value: name, checked: name === network });
    radio.addEventListener('change', () => { network = name; });
    row.append(radio, make('span', '', brandName(name)));
    return row;
  });
  byId('network').replaceChildren(byId('network-title'), ...rows);
  byId('network').hidden = rows.length === 0;
}

function tellChange() {
  const { method } = saved;
  const all = fields();
  const change = {
    empty: !method && cardFields.every((field) => field.value === ''),
    complete: !collapsed && (Boolean(method) || all.every((field) => !field.fault)),
    collapsed,
    value: {
      type: 'card',
      ...(asked.offerSave && !method ? { savePaymentMethod: saveBox.checked } : {}),
      ...(method ? { payment_method: publicly(method) } : billing.told()),
    },
  };
  const key = JSON.stringify(change);
  if (key === lastChange) return;
  lastChange = key;
  emit('change', change);
}

/** @param {import('./saved.js').SavedCard} method */
function publicly({ id, type, billingDetails }) {
  const { address, name, email, phone } = billingDetails;
  return {
    id,
    type,
    billing_details: {
      address: {
        city: address?.city ?? null, country: address?.country ?? null,
        line1: address?.line1 ?? null, line2: address?.line2 ?? null,
        postal_code: address?.postal_code ?? null, state: address?.state ?? null,
      },
      name: name ?? null, email: email ?? null, phone: phone ?? null,
    },
  };
}

function tellHeight() {
  emit('height', { height: heightOf(form) });
}

function open() {
  collapsed = false;
  paint();
}

/** @returns {HTMLElement | null} where typing should go */
function firstTarget() {
  if (collapsed) return opener;
  if (saved.chosen !== NEW) return form.querySelector('.row input:checked');
  return (fields().find((field) => field.fault) ?? number).input;
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

// --- What happens in the form -------------------------------------------------------------------

number.onEdit = () => {
  // A longer code typed for another brand is cut to this one's length.
  if (cvc.value) cvc.input.value = cvc.rules.format(cvc.value);
  cvc.tell();
  paint();
};
expiry.onEdit = paint;
cvc.onEdit = paint;
billing.onEdit = paint;
number.onFull = () => expiry.input.focus();
expiry.onFull = () => cvc.input.focus();
expiry.onBackOut = () => number.input.focus();
cvc.onBackOut = () => expiry.input.focus();

number.input.addEventListener('paste', (event) => {
  const card = cardIn(event.clipboardData?.getData('text') ?? '');
  if (!card || number.input.readOnly) return;
  event.preventDefault();
  number.put(card.number);
  expiry.put(card.expiry);
  if (card.cvc) cvc.put(card.cvc);
  (fields().find((field) => field.fault) ?? cvc).input.focus();
});
saved.onChoice = paint;
saved.onRemove = (id) => emit('remove', { id });
saveBox.addEventListener('change', paint);
opener.addEventListener('click', () => {
  open();
  focusFirst();
});
attend(form, emit);
new ResizeObserver(whenLaidOut).observe(form);
