// The checkout page, from opening to the customer's way on.

import { byId } from '../frames/link.js';
import { allWell, Tick } from './fields.js';
import { ask, inAFrame, NoSession, ownAddress, Unreachable } from './host.js';
import { moneyOf } from './money.js';
import { Questions } from './questions.js';
import { Summary } from './summary.js';
import { languageOf, wordsIn } from './texts.js';

/** @typedef {import('@stripe/stripe-js').StripeCheckoutSession} Session */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutElementsSdk} Sdk */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutLoadActionsSuccess} Actions */
/** @typedef {import('./texts.js').Language} Language */

const given = JSON.parse(byId('given').textContent ?? '{}');
const host = given.embedded ? inAFrame() : ownAddress(given);
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** The merchant's page shows its own light colours, and can't be asked about them. */
const night = () => dark.matches && !given.embedded;

const LIGHT = {
  theme: /** @type {const} */ ('stripe'),
  variables: { colorPrimary: '#0b62c4', colorBackground: '#ffffff', borderRadius: '8px' },
};
const NIGHT = {
  theme: /** @type {const} */ ('night'),
  variables: { colorPrimary: '#8ab8ff', colorBackground: '#1b222d', borderRadius: '8px' },
};

class Page {
  /**
   * @param {{secret: string, key: string}} right to the session
   * @param {Record<string, any>} facts @param {Language} language
   * @param {Sdk} sdk @param {Actions} actions
   */
  constructor({ secret, key }, facts, language, sdk, actions) {
    this.secret = secret;
    this.key = key;
    this.facts = facts;
    this.language = language;
    this.words = wordsIn(language);
    this.sdk = sdk;
    this.actions = actions;
    this.busy = false;
    this.finished = false;
    const session = actions.getSession();
    this.questions = new Questions(facts, session, this.words, language);
    this.summary = new Summary(facts, this.words, language, actions,
      (change, items) => this.follow(change, items));
    this.terms = facts.termsOfService === 'required'
      ? new Tick('terms', facts.customText.termsOfServiceAcceptance ?? this.words.terms,
        this.words.agree) : null;
    this.write();
    this.show(session);
    sdk.on('change', (changed) => this.show(changed));
  }

  write() {
    const { facts, questions, words } = this;
    byId('above').replaceChildren(...questions.above);
    byId('below').replaceChildren(...questions.below, ...(this.terms ? [this.terms.node] : []));
    byId('payment-title').textContent = facts.mode === 'setup' ? words.card : words.payment;
    byId('before').textContent = facts.customText.submit ?? '';
    byId('after').textContent = facts.customText.afterSubmit ?? '';
    byId('fine').textContent = words.fine;
    byId('promotion').hidden = !facts.allowPromotionCodes;
    byId('code-label').textContent = words.code;
    byId('apply').textContent = words.apply;
    byId('promotion').addEventListener('submit', (event) => {
      event.preventDefault();
      this.applyCode();
    });
    byId('form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.pay();
    });
  }

  /** @param {Session} session */
  show(session) {
    if (this.finished) return;
    if (session.status.type !== 'open') {
      // Our own payment ends in `pay`, which leads the customer on.
      if (!this.busy) closed(session.status.type, this.words, this.facts.cancelUrl);
      return;
    }
    this.summary.show(session);
    byId('payment').hidden = isFree(session, this.facts);
    if (!this.busy) byId('pay').textContent = this.label(session);
  }

  /** @param {Session} session */
  label(session) {
    const { facts, words } = this;
    if (facts.mode === 'setup') return words.setUp;
    if (facts.submitType === 'book') return words.book;
    if (isFree(session, facts)) return words.order;
    const word = facts.submitType === 'donate' ? words.donate : words.pay;
    return `${word} ${moneyOf(session, this.language)(session.total.total)}`;
  }

  /** @param {Promise<{type: string, error?: {message: string}}>} change @param {boolean} items */
  async follow(change, items) {
    say('');
    byId('checkout').setAttribute('aria-busy', 'true');
    const result = await change;
    byId('checkout').removeAttribute('aria-busy');
    if (result.error) {
      say(result.error.message);
      this.show(this.actions.getSession());
    } else if (items) this.host('lineItemChange');
  }

  async applyCode() {
    const field = /** @type {HTMLInputElement} */ (byId('code'));
    const result = field.value.trim()
      ? await this.actions.applyPromotionCode(field.value.trim())
      : { error: { message: this.words.missing } };
    const message = 'error' in result ? result.error.message : '';
    byId('code-error').textContent = message;
    field.classList.toggle('Input--invalid', message !== '');
    field.focus();
  }

  async pay() {
    if (this.busy || this.finished) return;
    say('');
    const asked = [...this.questions.asked(), ...(this.terms ? [this.terms] : [])];
    if (!allWell(asked)) {
      say(this.words.check);
      return;
    }
    this.work(true);
    this.host('checkoutSubmitted', { paymentMethodType: 'card' });
    const fault = await this.attempt().catch((error) => {
      if (!(error instanceof Unreachable)) reportError(error);
      return this.words.unreachable;
    });
    if (fault === null) {
      this.finish();
      return;
    }
    this.work(false);
    this.host('checkoutSubmitFailed', { paymentMethodType: 'card', failureReason: 'api_error' });
    this.show(this.actions.getSession());
    say(fault);
    // A button that was disabled has lost the focus; a field at fault has taken it.
    if (document.activeElement === document.body) byId('pay').focus();
  }

  /** @returns {Promise<string | null>} what went wrong, in words; null when it is done */
  async attempt() {
    const { actions, questions } = this;
    const fault = await this.hand();
    if (fault !== '') return fault;
    if (questions.tax) {
      const taken = await actions.updateTaxIdInfo(questions.tax.info());
      if (taken.type === 'error') {
        questions.tax.refuse(taken.error.message);
        return this.words.check;
      }
    }
    if (questions.individual) await actions.updateIndividualName(questions.individual.value || null);
    if (questions.business) await actions.updateBusinessName(questions.business.value || null);
    const result = isFree(actions.getSession(), this.facts)
      ? await ask('/page/session/confirm', this.secret, { key: this.key, ...questions.answers() })
      : await actions.confirm({ redirect: 'if_required', ...questions.answers() });
    return result.type === 'error' ? result.error.message : null;
  }

  /** Hands in what Stripe.js doesn't carry. @returns {Promise<string>} a fault in words, or '' */
  async hand() {
    if (this.questions.custom.size === 0 && !this.terms) return '';
    const taken = await ask('/c/answers', this.secret, {
      customFields: this.questions.customAnswers(),
      termsAccepted: this.terms?.control.checked === true,
    });
    if (taken.type === 'success') return '';
    const field = this.questions.custom.get(taken.field);
    field?.tell(this.words.wrong);
    field?.control.focus();
    return field ? this.words.check : this.words.expired;
  }

  finish() {
    this.finished = true;
    byId('pay').textContent = this.words.done;
    if (!host.leave(this.facts)) closed('complete', this.words, null);
  }

  /** @param {boolean} busy */
  work(busy) {
    this.busy = busy;
    const button = /** @type {HTMLButtonElement} */ (byId('pay'));
    button.disabled = busy;
    button.textContent = busy ? this.words.paying : this.label(this.actions.getSession());
    for (const part of document.querySelectorAll('.summary, #above, #below, #shipping-options')) {
      part.toggleAttribute('inert', busy);
    }
  }

  /** Tells the merchant's page of an event. @param {string} type @param {object} [details] */
  host(type, details = {}) {
    const { currency, lineItems, total } = this.actions.getSession();
    host.tell(type, {
      items: lineItems.map((item) => ({
        quantity: item.quantity, price: item.priceId, amount: item.total.minorUnitsAmount,
      })),
      currency,
      amount: total.total.minorUnitsAmount,
      ...details,
    });
  }
}

/**
 * Whether nothing is due, so that no card is asked for.
 * @param {Session} session @param {Record<string, any>} facts
 */
const isFree = (session, facts) =>
  facts.mode === 'payment' && session.total.total.minorUnitsAmount === 0;

/** @param {string} problem in words, or '' */
function say(problem) {
  byId('problem').textContent = problem;
  if (problem) byId('problem').scrollIntoView({ block: 'nearest' });
}

/** @typedef {import('./texts.js').Words} Words */

/** @param {string} state @param {Words} words @param {string | null} back an address */
function closed(state, words, back) {
  /** @type {Record<string, [string, string]>} */
  const said = {
    complete: [words.completeTitle, words.complete],
    expired: [words.expiredTitle, words.expired],
  };
  const [title, text] = said[state] ?? [words.unknownTitle, words.unknown];
  const link = /** @type {HTMLAnchorElement} */ (byId('closed-back'));
  link.hidden = !back || state !== 'expired';
  if (back) link.href = back;
  link.textContent = words.backTo(given.merchant ?? '');
  end(title, text);
}

/** @param {string} title @param {string} text */
function end(title, text) {
  byId('closed-title').textContent = title;
  byId('closed-text').textContent = text;
  byId('waiting').hidden = true;
  byId('checkout').hidden = true;
  byId('closed').hidden = false;
  byId('closed-title').focus();
}

/** @param {Language} language @returns {Words} */
function speak(language) {
  const words = wordsIn(language);
  document.documentElement.lang = language;
  document.documentElement.classList.toggle('embedded', given.embedded === true);
  document.title = words.title;
  byId('mark').textContent = words.mark;
  byId('banner-text').textContent = words.banner;
  byId('waiting').textContent = words.loading;
  return words;
}

async function open() {
  let words = speak(languageOf(given.locale));
  if (given.state !== 'open') {
    closed(given.state, words, given.back ?? null);
    return;
  }
  try {
    const { secret, key } = await host.opened;
    const facts = await ask('/c/facts', secret);
    const language = languageOf(facts.locale);
    words = speak(language);
    await start(secret, key, facts, language);
  } catch (error) {
    if (error instanceof NoSession) closed('unknown', words, null);
    else if (error instanceof Unreachable) end(words.title, words.unreachable);
    else throw error;
  }
}

/**
 * @param {string} secret @param {string} key @param {Record<string, any>} facts
 * @param {Language} language
 */
async function start(secret, key, facts, language) {
  const construct = /** @type {import('@stripe/stripe-js').StripeConstructor} */ (window.Stripe);
  const sdk = construct(key, { locale: language }).initCheckoutElementsSdk({
    clientSecret: secret,
    adaptivePricing: { allowed: true },
    elementsOptions: {
      appearance: night() ? NIGHT : LIGHT,
      savedPaymentMethod: { enableSave: 'auto', enableRedisplay: 'auto' },
    },
  });
  dark.addEventListener('change', () => sdk.changeAppearance(night() ? NIGHT : LIGHT));
  const loaded = await sdk.loadActions();
  if (loaded.type === 'error') {
    end(wordsIn(language).title, loaded.error.message);
    return;
  }
  const { status } = loaded.actions.getSession();
  if (status.type !== 'open') {
    closed(status.type, wordsIn(language), facts.cancelUrl);
    return;
  }
  const page = new Page({ secret, key }, facts, language, sdk, loaded.actions);
  byId('waiting').hidden = true;
  byId('checkout').hidden = false;
  if (loaded.actions.getSession().currencyOptions) {
    sdk.createCurrencySelectorElement().mount(byId('currency'));
  }
  // A billing address that the page asks for itself is not asked for twice.
  const address = facts.billingAddressCollection === 'required' ? 'never' : 'auto';
  const element = sdk.createPaymentElement({ fields: { billingDetails: { address } } });
  element.on('ready', () => page.host('checkoutRendered'));
  element.mount(byId('card'));
}

open();
