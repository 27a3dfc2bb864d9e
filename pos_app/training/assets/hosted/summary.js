// What is bought: the lines, what may be added to them, and what it comes to.

import { byId } from '../frames/link.js';
import { make } from './fields.js';
import { moneyOf } from './money.js';

/** @typedef {import('@stripe/stripe-js').StripeCheckoutSession} Session */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutLoadActionsSuccess} Actions */
/** @typedef {import('./texts.js').Words} Words */
/** @typedef {Session['lineItems'][number]} LineItem */
/** @typedef {NonNullable<Session['optionalItems']>[number]} OptionalItem */
/**
 * @typedef {(change: Promise<{type: string, error?: {message: string}}>, items: boolean) => void
 * } Change `items`: of the lines, and not of how they are sent
 */
/** @typedef {ReturnType<typeof moneyOf>} Money */

export class Summary {
  /**
   * @param {Record<string, any>} facts @param {Words} words @param {string} language
   * @param {Actions} actions @param {Change} change follows a change to its end
   */
  constructor(facts, words, language, actions, change) {
    this.facts = facts;
    this.words = words;
    this.language = language;
    this.actions = actions;
    this.change = change;
    this.head();
  }

  head() {
    const { facts, words } = this;
    const named = facts.mode === 'setup' ? words.setUpWith
      : { donate: words.donateTo, book: words.bookWith }[String(facts.submitType)] ?? words.payTo;
    byId('merchant').textContent = named(facts.merchant);
    byId('lead').textContent = facts.mode === 'setup' ? words.setUpLead : '';
    const back = /** @type {HTMLAnchorElement} */ (byId('back'));
    back.hidden = !facts.cancelUrl;
    if (facts.cancelUrl) back.href = facts.cancelUrl;
    back.textContent = words.backTo(facts.merchant);
    byId('optional-title').textContent = words.addTitle;
    byId('shipping-options-title').textContent = words.shippingMethod;
  }

  /** @param {Session} session */
  show(session) {
    const money = moneyOf(session, this.language);
    const focused = document.activeElement?.id;
    const payment = this.facts.mode !== 'setup';
    byId('sum').textContent = payment ? money(session.total.total) : '';
    byId('items').replaceChildren(...session.lineItems.map((item) => this.line(item, money)));
    const more = (session.optionalItems ?? []).filter((item) => !item.isSelected);
    byId('optional').hidden = more.length === 0;
    byId('optional-items').replaceChildren(...more.map((item) => this.offer(item, money)));
    this.shipping(session, money);
    byId('totals').hidden = !payment;
    byId('totals').replaceChildren(...this.totals(session, money));
    // What was pressed is new: whoever uses the keyboard goes on from the same place.
    if (focused) document.getElementById(focused)?.focus();
  }

  /** @param {LineItem} item @param {Money} money */
  line(item, money) {
    const row = make('li');
    const words = make('div', 'what');
    words.append(make('span', 'name', item.name));
    if (item.description) words.append(make('span', 'small', item.description));
    if (item.adjustableQuantity) words.append(this.stepper(item, item.adjustableQuantity));
    if (item.quantity > 1) {
      const each = money(item.unitAmount);
      words.append(make('span', 'small', item.adjustableQuantity
        ? this.words.each(each) : this.words.times(item.quantity, each)));
    }
    if (this.isChosenExtra(item)) {
      words.append(this.button(`remove-${item.priceId}`, this.words.remove,
        this.words.removeNamed(item.name), () => this.actions.removeOptionalLineItem(item.priceId)));
    }
    row.append(words, make('span', 'amount', money(item.subtotal)));
    return row;
  }

  /** @param {LineItem} item */
  isChosenExtra(item) {
    const extras = this.actions.getSession().optionalItems ?? [];
    return item.isRemovable
      || extras.some(({ priceId, isSelected }) => isSelected && priceId === item.priceId);
  }

  /** @param {LineItem} item @param {{minimum: number, maximum: number}} limits */
  stepper({ id, name, quantity }, limits) {
    const node = make('span', 'stepper');
    node.setAttribute('role', 'group');
    node.setAttribute('aria-label', `${this.words.quantity}, ${name}`);
    /** @type {(to: number) => () => any} */
    const to = (wanted) => () =>
      this.actions.updateLineItemQuantity({ lineItem: id, quantity: wanted });
    const fewer = this.button(`fewer-${id}`, '−', this.words.fewer(name), to(quantity - 1));
    const more = this.button(`more-${id}`, '+', this.words.another(name), to(quantity + 1));
    fewer.disabled = quantity <= limits.minimum;
    more.disabled = quantity >= limits.maximum;
    const count = make('output', '', String(quantity));
    node.append(fewer, count, more);
    return node;
  }

  /** @param {OptionalItem} item @param {Money} money */
  offer(item, money) {
    const row = make('li');
    const words = make('div', 'what');
    words.append(make('span', 'name', item.name));
    if (item.description) words.append(make('span', 'small', item.description));
    words.append(make('span', 'small', money(item.unitAmount)));
    row.append(words, this.button(`add-${item.priceId}`, this.words.add,
      this.words.addNamed(item.name), () => this.actions.addOptionalLineItem(item.priceId)));
    return row;
  }

  /** @param {string} id @param {string} text @param {string} label @param {() => any} press */
  button(id, text, label, press) {
    const node = make('button', 'button quiet', text);
    Object.assign(node, { type: 'button', id });
    node.setAttribute('aria-label', label);
    node.addEventListener('click', () => this.change(press(), true));
    return node;
  }

  /** @param {Session} session @param {Money} money */
  shipping(session, money) {
    const place = byId('shipping-options');
    place.hidden = session.shippingOptions.length === 0;
    byId('shipping-list').replaceChildren(...session.shippingOptions.map((option) => {
      const row = make('label', 'row');
      const radio = make('input');
      Object.assign(radio, {
        type: 'radio', name: 'shipping-option', value: option.id, id: `ship-${option.id}`,
        checked: session.shipping?.shippingOption.id === option.id,
      });
      radio.addEventListener('change', () =>
        this.change(this.actions.updateShippingOption(option.id), false));
      row.append(radio, make('span', '', option.displayName ?? ''),
        make('small', '', option.minorUnitsAmount ? money(option) : this.words.free));
      return row;
    }));
  }

  /** @param {Session} session @param {Money} money */
  totals({ total, shipping }, money) {
    /** @type {[string, {minorUnitsAmount: number}, boolean][]} */
    const lines = [
      [this.words.discount, { minorUnitsAmount: -total.discount.minorUnitsAmount },
        total.discount.minorUnitsAmount > 0],
      [this.words.shippingCost, total.shippingRate, shipping !== null],
      [this.words.tax, total.taxExclusive, total.taxExclusive.minorUnitsAmount > 0],
      [this.words.taxIncluded, total.taxInclusive, total.taxInclusive.minorUnitsAmount > 0],
    ];
    const shown = lines.filter(([, , there]) => there);
    if (shown.length) shown.unshift([this.words.subtotal, total.subtotal, true]);
    return [...shown, /** @type {typeof lines[number]} */ ([this.words.total, total.total, true])]
      .map(([name, amount]) => {
        const row = make('div', name === this.words.total ? 'last' : '');
        row.append(make('dt', '', name), make('dd', '', money(amount)));
        return row;
      });
  }
}
