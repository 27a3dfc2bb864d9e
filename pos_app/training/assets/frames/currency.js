// The Currency Selector Element's frame: the currencies a session can be paid in, each with its
// total. Nothing at all where there is but one.

import { choiceRow, make } from './form.js';
import { open } from './sheet.js';

/** @typedef {import('./sheet.js').Sheet} Sheet */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutCurrencyOption} CurrencyOption */

class CurrencyForm {
  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.sheet = sheet;
    this.list = make('fieldset', 'choices');
    this.error = make('p', 'Error');
    this.error.setAttribute('role', 'alert');
    this.chosen = '';
    /**
     * As they were first shown: a choice does not move under the hand that makes it.
     * @type {string[]}
     */
    this.order = [];
    sheet.form.append(this.list, this.error);
  }

  /** @param {Record<string, any>} asked */
  arrange({ currencies, currency, refused }) {
    /** @type {CurrencyOption[]} */
    const offered = [...(currencies ?? [])];
    for (const { currency: code } of offered) if (!this.order.includes(code)) this.order.push(code);
    offered.sort((one, other) =>
      this.order.indexOf(one.currency) - this.order.indexOf(other.currency));
    const { texts } = this.sheet;
    this.chosen = currency ?? '';
    const nothing = offered.length < 2;
    this.sheet.form.classList.toggle('nothing', nothing);
    this.list.hidden = nothing;
    this.error.textContent = refused ?? '';
    const focused = document.activeElement?.id ?? '';
    const rows = make('div', 'list');
    rows.append(...offered.map((option) => this.row(option)));
    this.list.replaceChildren(make('legend', 'Label', texts.currency), rows);
    if (focused) document.getElementById(focused)?.focus();
  }

  /** @param {CurrencyOption} option */
  row({ currency, amount, currencyConversion }) {
    const { texts } = this.sheet;
    const language = document.documentElement.lang;
    const code = currency.toUpperCase();
    const name = new Intl.DisplayNames(language, { type: 'currency' }).of(code) ?? code;
    const rate = currencyConversion
      ? ` (${texts.rate(currencyConversion.sourceCurrency.toUpperCase(),
        `${new Intl.NumberFormat(language, { maximumFractionDigits: 6 })
          .format(currencyConversion.fxRate)} ${code}`)})` : '';
    const row = choiceRow({
      group: 'currency', id: currency, checked: currency === this.chosen,
      name: `${name.charAt(0).toUpperCase()}${name.slice(1)}${rate}`, aside: amount,
    }, () => this.sheet.emit('currency', { currency }));
    const radio = row.querySelector('input');
    if (radio) radio.id = `currency-${currency}`;
    return row;
  }

  fault() {
    return '';
  }

  target() {
    return /** @type {HTMLElement | null} */ (this.list.querySelector('input:checked'));
  }

  clear() {}

  value() {
    return { empty: false, complete: true, value: { currency: this.chosen } };
  }
}

open((sheet) => new CurrencyForm(sheet));
