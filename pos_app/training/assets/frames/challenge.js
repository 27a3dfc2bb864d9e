// The bank's page. It tells the stand-in what the customer answered; the page around it learns
// only that an answer was given.

import { byId, post, serve } from './link.js';
import { textsFor } from './texts.js';

const ID = new URLSearchParams(window.location.search).get('id') ?? '';
const BUTTONS = /** @type {HTMLButtonElement[]} */ (['approve', 'fail', 'close'].map(byId));

/** Opened on its own, from an address the API gave, and not in a page's frame. */
const ALONE = window.parent === window;

/**
 * @typedef {object} Asked
 * @property {string} merchant
 * @property {string} state pending until it is answered or another took its place
 * @property {number | null} amount in minor units; none when a card is only set up
 * @property {string | null} currency
 * @property {string | null} last4
 */

let texts = textsFor('en');
let answering = false;
let ended = false;
const asked = question();

const emit = serve({ show, close });
if (ALONE) show({ language: navigator.language.startsWith('fr') ? 'fr' : 'en' });

/**
 * @returns {Promise<Asked | null>} null without a good answer
 */
async function question() {
  const reply = await said('/page/challenge', { id: ID });
  return /** @type {Asked | null} */ (reply);
}

/** Currencies that Stripe counts in hundredths although they have none. */
const HUNDREDTHS = new Set(['isk', 'ugx']);

/** @param {Asked} asking @param {string} language */
function money({ amount, currency }, language) {
  if (amount === null || currency === null) return '';
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const usual = format.resolvedOptions().maximumFractionDigits ?? 2;
  const digits = HUNDREDTHS.has(currency) ? 2 : usual;
  const padded = String(amount).padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  // Written as a decimal, never divided: an amount is not a float.
  const text = digits ? `${whole}.${padded.slice(-digits)}` : whole;
  return format.format(/** @type {any} */ (text));
}

/** @param {Record<string, any>} wanted */
async function show({ language }) {
  texts = textsFor(language);
  document.documentElement.lang = language === 'fr' ? 'fr' : 'en';
  const asking = await asked;
  const words = {
    watermark: texts.watermark, bank: texts.bankName, training: texts.training,
    title: asking?.amount === null ? texts.bankSetupTitle : texts.bankTitle,
    lead: texts.bankLead, 'merchant-label': texts.merchant,
    merchant: asking?.merchant ?? '—', 'amount-label': texts.amount,
    amount: asking ? money(asking, language) : '—', 'card-label': texts.card,
    card: asking?.last4 ? `•••• ${asking.last4}` : '—',
    approve: texts.approve, fail: texts.fail, note: texts.bankNote,
    problem: asking ? '' : texts.bankUnreachable,
  };
  for (const [id, text] of Object.entries(words)) byId(id).textContent = text;
  byId('close').setAttribute('aria-label', texts.closeHint);
  byId('close').title = texts.closeHint;
  byId('amount-row').hidden = asking?.amount === null;
  if (ALONE && asking && asking.state !== 'pending') tellEnd(texts.bankOver);
  byId('page').hidden = false;
  // Not a button: the Enter that paid may still be down, and must not approve as well.
  byId('title').focus();
}

/** @param {'approve' | 'fail'} result @param {boolean} [leaving] leave whatever happens */
async function answer(result, leaving = false) {
  if (answering || ended) return;
  answering = true;
  for (const button of BUTTONS) button.disabled = true;
  byId('problem').textContent = '';
  byId(result).textContent = texts.bankWait;
  const taken = await said('/page/challenge/answer', { id: ID, result });
  if (taken || (leaving && !ALONE)) {
    leave(result, taken);
    return;
  }
  answering = false;
  for (const button of BUTTONS) button.disabled = false;
  byId('approve').textContent = texts.approve;
  byId('fail').textContent = texts.fail;
  byId('problem').textContent = texts.bankUnreachable;
}

/**
 * Back to the merchant's address where there is one; alone and without, this page says how it went.
 * @param {'approve' | 'fail'} result
 * @param {any} taken what the stand-in answered
 */
function leave(result, taken) {
  emit('answered');
  if (!ALONE) return;
  if (typeof taken?.returnUrl === 'string') window.location.assign(taken.returnUrl);
  else tellEnd(result === 'approve' ? texts.bankApproved : texts.bankNotApproved);
}

/** @param {string} title */
function tellEnd(title) {
  byId('title').textContent = title;
  byId('lead').textContent = texts.bankDone;
  for (const id of ['asked', 'buttons', 'note', 'close']) byId(id).hidden = true;
  ended = true;
  byId('title').focus();
}

/**
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<unknown>} null unless all is well
 */
async function said(path, body) {
  try {
    const reply = await post(path, body);
    return reply.status === 200 ? reply.body : null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

/** Leaving without a word counts as a refusal. */
function close() {
  return answer('fail', true);
}

byId('approve').addEventListener('click', () => answer('approve'));
byId('fail').addEventListener('click', () => answer('fail'));
byId('close').addEventListener('click', close);
window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
});
