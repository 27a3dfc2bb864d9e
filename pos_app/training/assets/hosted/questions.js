// What the session asks of the customer besides the card.

import { countries, likely, needsPostal, needsState } from './countries.js';
import { Field, group, isEmail, isPhone, make, Tick } from './fields.js';
import { TaxId } from './tax.js';

/** @typedef {import('@stripe/stripe-js').StripeCheckoutSession} Session */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutContact} Contact */
/** @typedef {import('./texts.js').Words} Words */

/** The fields of one postal address. */
class Address {
  /**
   * @param {'billing' | 'shipping'} use @param {Words} words @param {string} language
   * @param {unknown} allowed countries @param {string} title
   */
  constructor(use, words, language, allowed, title) {
    this.words = words;
    const options = countries(language, allowed);
    /** @type {(id: string, label: string, rest?: object) => Field} */
    const field = (id, label, rest = {}) => new Field({
      id: `${use}-${id}`, label, autocomplete: `${use} ${id}`, ...rest,
    }, words);
    this.name = field('name', words.fullName);
    this.country = field('country', words.country, {
      options, value: likely(language, options),
    });
    this.line1 = field('address-line1', words.line1);
    this.line2 = field('address-line2', words.line2, { optional: true });
    this.postal = field('postal-code', words.postal, { wide: false });
    this.city = field('address-level2', words.city, { wide: false });
    this.state = field('address-level1', words.state);
    this.fields = [this.name, this.country, this.line1, this.line2, this.postal, this.city,
      this.state];
    this.node = group(title, this.fields);
    this.country.control.addEventListener('change', () => this.suit());
    this.suit();
  }

  suit() {
    this.postal.node.hidden = !needsPostal(this.country.value);
    this.state.node.hidden = !needsState(this.country.value);
  }

  /** @returns {Contact} */
  contact() {
    /** @type {(field: Field) => string | null} */
    const shown = (field) => (field.node.hidden ? null : field.value || null);
    return {
      name: this.name.value,
      address: {
        country: this.country.value, line1: this.line1.value, line2: shown(this.line2),
        city: this.city.value, postal_code: shown(this.postal), state: shown(this.state),
      },
    };
  }
}

export class Questions {
  /**
   * @param {Record<string, any>} facts @param {Session} session
   * @param {Words} words @param {string} language
   */
  constructor(facts, session, words, language) {
    this.facts = facts;
    this.words = words;
    /** @type {(Field | Tick)[]} in the order of the page */
    this.fields = [];
    /** @type {HTMLElement[]} */
    this.above = [];
    /** @type {HTMLElement[]} */
    this.below = [];
    this.contact(session);
    this.shipping = facts.shippingCountries
      ? new Address('shipping', words, language, facts.shippingCountries, words.shipping) : null;
    if (this.shipping) {
      this.fields.push(...this.shipping.fields);
      this.above.push(this.shipping.node);
      const hint = facts.customText.shippingAddress;
      if (hint) this.above.push(make('p', 'small', hint));
    }
    this.billing = facts.billingAddressCollection === 'required'
      ? new Address('billing', words, language, null, words.billing) : null;
    this.bill();
    this.tax = facts.taxIdCollection ? new TaxId(words) : null;
    if (this.tax) this.below.push(...this.tax.nodes);
    /** @type {Map<string, Field>} */
    this.custom = new Map(facts.customFields.map((/** @type {any} */ field) =>
      [field.key, customField(field, words)]));
    if (this.custom.size) {
      this.fields.push(...this.custom.values());
      this.below.push(group(words.more, [...this.custom.values()]));
    }
  }

  /** @param {Session} session */
  contact(session) {
    const { facts, words } = this;
    /** @type {{node: HTMLElement}[]} */
    const shown = [];
    this.email = facts.emailRequired ? new Field({
      id: 'email', label: words.email, type: 'email', inputmode: 'email', autocomplete: 'email',
      value: session.email ?? '', fault: (text) => (isEmail(text) ? '' : words.wrongEmail),
    }, words) : null;
    this.phone = facts.phoneNumberRequired ? new Field({
      id: 'tel', label: words.phone, type: 'tel', inputmode: 'tel', autocomplete: 'tel',
      value: session.phoneNumber ?? '', fault: (text) => (isPhone(text) ? '' : words.wrongPhone),
    }, words) : null;
    this.individual = this.nameField('individual', words.individualName, 'name');
    this.business = this.nameField('business', words.businessName, 'organization');
    if (!this.email && session.email) shown.push({ node: known(words.email, session.email) });
    for (const field of [this.email, this.phone, this.individual, this.business]) {
      if (!field) continue;
      this.fields.push(field);
      shown.push(field);
    }
    if (shown.length) this.above.push(group(words.contact, shown));
  }

  /** @param {'individual' | 'business'} whose @param {string} label @param {string} autocomplete */
  nameField(whose, label, autocomplete) {
    const wanted = this.facts.nameCollection?.[whose];
    if (!wanted?.enabled) return null;
    const optional = wanted.optional === true;
    return new Field({ id: `${whose}-name`, label, autocomplete, optional }, this.words);
  }

  /** The billing address, which most people have given with the shipping address already. */
  bill() {
    const { billing, words } = this;
    if (!billing) return;
    if (this.shipping) {
      const same = new Tick('same', words.sameAddress, '');
      same.control.checked = true;
      billing.node.hidden = true;
      same.control.addEventListener('change', () => {
        billing.node.hidden = same.control.checked;
      });
      this.below.push(same.node);
    }
    this.fields.push(...billing.fields);
    this.below.push(billing.node);
  }

  /** @returns {(Field | Tick)[]} those that are asked now */
  asked() {
    const hidden = this.billing?.node.hidden ? new Set(this.billing.fields) : new Set();
    const asked = this.fields.filter((field) => !hidden.has(/** @type {Field} */ (field)));
    return [...asked, ...(this.tax?.asked() ?? [])];
  }

  /** What `confirm` takes. */
  answers() {
    /** @type {{email?: string, phoneNumber?: string, billingAddress?: Contact, shippingAddress?: Contact}} */
    const found = {};
    if (this.email) found.email = this.email.value;
    if (this.phone) found.phoneNumber = this.phone.value;
    if (this.shipping) found.shippingAddress = this.shipping.contact();
    const billing = this.billing?.node.hidden ? this.shipping : this.billing;
    if (this.billing && billing) found.billingAddress = billing.contact();
    return found;
  }

  /** @returns {Record<string, string>} answers to the custom fields, by key */
  customAnswers() {
    return Object.fromEntries([...this.custom].map(([key, field]) => [key, field.value]));
  }
}

/** @param {string} label @param {string} value */
function known(label, value) {
  const node = make('p', 'known wide');
  node.append(make('span', 'Label', label), make('span', '', value));
  return node;
}

/** @param {Record<string, any>} field as the API shows it @param {Words} words */
function customField(field, words) {
  const rules = field[field.type] ?? {};
  return new Field({
    id: `custom-${field.key}`,
    label: field.label.custom,
    optional: field.optional === true,
    autocomplete: 'off',
    value: rules.value ?? rules.default_value ?? '',
    ...(field.type === 'dropdown' ? { options: rules.options } : {}),
    ...(field.type === 'numeric' ? { inputmode: 'numeric' } : {}),
    fault: (text) => customFault(field.type, rules, text, words),
  }, words);
}

/**
 * @param {string} type @param {Record<string, any>} rules @param {string} text
 * @param {Words} words
 */
function customFault(type, rules, text, words) {
  if (type === 'dropdown') return '';
  if (type === 'numeric' && !/^\d+$/.test(text)) return words.wrongNumber;
  const shortest = rules.minimum_length ?? 0;
  const longest = rules.maximum_length ?? 255;
  if (text.length < shortest) return words.tooShort(shortest);
  return text.length > longest ? words.tooLong(longest) : '';
}
