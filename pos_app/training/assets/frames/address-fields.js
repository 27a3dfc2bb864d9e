// The fields of one address: which there are, in the order of its country, and what is wrong.

import {
  countries, fitsPostal, likely, needsCity, needsPostal, needsRegion, order, postalName, regionName,
  regions, usesPostal,
} from './countries.js';
import { TextField } from './field.js';
import { fieldNode, looksLikePhone, make } from './form.js';
import { byId } from './link.js';

/** @typedef {import('./texts-form.js').FormTexts} FormTexts */
/** @typedef {'missing' | 'postalWrong' | 'phoneWrong' | 'poBox'} Fault */
/**
 * @typedef {object} Kind
 * @property {'billing' | 'shipping'} mode
 * @property {'full' | 'split' | 'organization' | 'none'} name
 * @property {'required' | 'optional' | 'none'} phone
 * @property {string[] | null} allowed countries
 * @property {boolean} blockPoBox
 */
/**
 * @typedef {{name: string, firstName?: string, lastName?: string, phone?: string, address: {
 *   line1: string, line2: string | null, city: string, state: string, postal_code: string,
 *   country: string}}} AddressValue
 */

const PO_BOX = /\b(p\.?\s*o\.?\s*box|post\s+office\s+box|bo[iî]te\s+postale|b\.?p\.?\s*\d+)\b/i;

export class AddressFields {
  /**
   * @param {() => void} onEdit @param {() => void} onCommit
   * @param {string} [prefix] of the ids, in a document that has other fields
   */
  constructor(onEdit, onCommit, prefix = '') {
    this.at = (/** @type {string} */ id) => prefix + id;
    this.prefix = prefix;
    this.onEdit = onEdit;
    this.onCommit = onCommit;
    this.node = make('div', 'fields');
    /** @type {Map<string, TextField>} */
    this.made = new Map();
    this.key = '';
    /** @type {Kind} */
    this.kind = { mode: 'billing', name: 'full', phone: 'none', allowed: null, blockPoBox: false };
    this.stateList = '';
  }

  /** @param {Kind} kind @param {FormTexts} texts @param {string} language */
  build(kind, texts, language) {
    this.kind = kind;
    const key = JSON.stringify([kind, language]);
    if (key === this.key) return false;
    const before = this.key ? this.value() : null;
    this.key = key;
    this.texts = texts;
    this.offered = countries(language, kind.allowed);
    this.made.clear();
    this.stateList = '';
    const asked = this.asked(texts);
    this.node.replaceChildren(...asked.map((one) => fieldNode({ ...one, id: this.at(one.id) })));
    // The fields look themselves up: they must be in the document by now.
    for (const { id } of asked) this.made.set(id, this.field(id));
    if (before) this.fill(before);
    else this.arrange();
    return true;
  }

  /** @param {FormTexts} texts @returns {import('./form.js').Asked[]} */
  asked(texts) {
    const { mode } = this.kind;
    /** @type {Record<string, import('./form.js').Asked[]>} */
    const names = {
      full: [{ id: 'name', label: texts.name, autocomplete: 'name' }],
      organization: [{ id: 'name', label: texts.organization, autocomplete: 'organization' }],
      split: [
        { id: 'firstName', label: texts.firstName, autocomplete: 'given-name' },
        { id: 'lastName', label: texts.lastName, autocomplete: 'family-name' },
      ],
    };
    /** @param {string} id @param {string} [token] */
    const text = (id, token = id) => ({ id, label: '', autocomplete: `${mode} ${token}` });
    return [
      ...(names[this.kind.name] ?? []),
      {
        id: 'country', label: texts.country, autocomplete: `${mode} country`,
        options: this.offered ?? [],
      },
      text('line1', 'address-line1'), text('line2', 'address-line2'),
      text('city', 'address-level2'), text('state', 'address-level1'),
      text('postal_code', 'postal-code'),
      ...(this.kind.phone === 'none' ? []
        : [{ id: 'phone', label: '', autocomplete: 'tel', type: 'tel' }]),
    ];
  }

  /** @param {string} id */
  field(id) {
    const field = new TextField(this.at(id), { fault: (text) => this.faultOf(id, text.trim()) });
    field.words = (fault) => this.words(id, fault);
    field.onEdit = () => {
      if (id === 'country') this.arrange();
      this.onEdit();
    };
    field.input.addEventListener('change', () => this.onCommit());
    return field;
  }

  /** @param {string} id @param {string} fault */
  words(id, fault) {
    const { texts } = this;
    if (!texts) return '';
    if (fault === 'missing') return texts.missing(this.labelOf(id));
    return texts[/** @type {'postalWrong' | 'phoneWrong' | 'poBox'} */ (fault)];
  }

  /** @param {string} id @returns {string} its name in this country */
  labelOf(id) {
    const { texts } = this;
    if (!texts) return '';
    if (id === 'postal_code') return texts[postalName(this.country)];
    if (id === 'state') {
      return texts[/** @type {'state'} */ (regionName(this.country) || 'state')];
    }
    if (id === 'name' && this.kind.name === 'organization') return texts.organization;
    return texts[/** @type {'city'} */ (id)];
  }

  get country() {
    return this.text('country');
  }

  /** @param {string} id */
  text(id) {
    return this.made.get(id)?.value.trim() ?? '';
  }

  /** @param {string} id @returns {boolean} whether this country's addresses have it */
  has(id) {
    if (id === 'postal_code') return usesPostal(this.country);
    if (id === 'state') return regionName(this.country) !== '';
    if (id === 'city') return needsCity(this.country);
    return this.made.has(id);
  }

  /** @param {string} id */
  needs(id) {
    if (id === 'line2') return false;
    if (id === 'phone') return this.kind.phone === 'required';
    if (id === 'postal_code') return needsPostal(this.country);
    if (id === 'state') return needsRegion(this.country);
    return this.has(id);
  }

  /** @param {string} id @param {string} text @returns {Fault | ''} */
  faultOf(id, text) {
    if (!this.has(id)) return '';
    // An empty optional field fits, whatever shape its country gives it.
    if (!text) return this.needs(id) ? 'missing' : '';
    if (id === 'postal_code' && !fitsPostal(this.country, text)) return 'postalWrong';
    if (id === 'phone' && !looksLikePhone(text)) return 'phoneWrong';
    if (this.kind.blockPoBox && id.startsWith('line') && PO_BOX.test(text)) return 'poBox';
    return '';
  }

  /** Shows what the country's addresses have, in its order. */
  arrange() {
    const { texts } = this;
    if (!texts) return;
    this.arrangeRegion();
    const parts = order(this.country).filter((id) => this.has(id));
    parts.forEach((id, place) => {
      // Two beside another; one over takes the line.
      byId(`${this.at(id)}-field`).classList.toggle('wide', parts.length % 2 === 1 && place === 0);
    });
    const last = byId(`${this.at('line2')}-field`);
    last.after(...order(this.country).map((id) => byId(`${this.at(id)}-field`)));
    for (const [id, field] of this.made) {
      byId(`${this.at(id)}-field`).hidden = !this.has(id);
      const label = this.labelOf(id);
      byId(`${this.at(id)}-label`).textContent = this.needs(id) ? label : texts.optional(label);
      field.input.required = this.needs(id);
      field.tell();
    }
    for (const id of ['firstName', 'lastName']) {
      document.getElementById(`${this.at(id)}-field`)?.classList.remove('wide');
    }
  }

  /** The region is chosen where its names are few and known, and typed elsewhere. */
  arrangeRegion() {
    const list = regions(this.country);
    const key = list.length ? this.country : '';
    if (key === this.stateList) return;
    this.stateList = key;
    const before = this.text('state');
    const { texts } = this;
    const node = fieldNode({
      id: this.at('state'), label: '', autocomplete: `${this.kind.mode} address-level1`,
      ...(list.length ? { options: [{ value: '', label: texts?.choose ?? '' }, ...list] } : {}),
    });
    byId(`${this.at('state')}-field`).replaceWith(node);
    const field = this.field('state');
    this.made.set('state', field);
    if (list.some(({ value }) => value === before)) field.input.value = before;
  }

  /** @param {string | undefined} country @param {unknown} locale @param {unknown} currency */
  start(country, locale, currency) {
    const offered = this.offered ?? [];
    const known = offered.some(({ value }) => value === country);
    const field = this.made.get('country');
    if (field) field.input.value = known && country ? country : likely(offered, locale, currency);
    this.arrange();
  }

  /** @param {any} given an address as Stripe.js takes it, with its name and phone */
  fill(given) {
    const address = given.address ?? {};
    const country = this.made.get('country');
    if (country && (this.offered ?? []).some(({ value }) => value === address.country)) {
      country.input.value = address.country;
    }
    this.arrange();
    const words = String(given.name ?? '').trim().split(/\s+/);
    const parts = {
      ...address, name: given.name, phone: given.phone,
      firstName: given.firstName ?? words.slice(0, -1).join(' '),
      lastName: given.lastName ?? words.at(-1),
    };
    for (const [id, field] of this.made) {
      if (id === 'country') continue;
      field.input.value = parts[id] ?? '';
      field.tell();
    }
  }

  clear() {
    for (const [id, field] of this.made) if (id !== 'country') field.clear();
  }

  /** @param {boolean} now whether to mark them @returns {TextField | undefined} the first faulty */
  faulty(now) {
    const all = this.inOrder();
    if (now) for (const field of all) field.tell(true);
    return all.find((field) => field.fault);
  }

  /** @returns {TextField[]} as they stand on the screen */
  inOrder() {
    return [...this.node.querySelectorAll('.Input')]
      .map((input) => this.made.get(input.id.slice(this.prefix.length)))
      .filter((field) => field !== undefined);
  }

  get empty() {
    return [...this.made.keys()].every((id) => id === 'country' || !this.text(id));
  }

  /** @returns {AddressValue} */
  value() {
    const of = (/** @type {string} */ id) => (this.has(id) ? this.text(id) : '');
    const split = this.kind.name === 'split';
    const name = split
      ? [this.text('firstName'), this.text('lastName')].filter(Boolean).join(' ')
      : this.text('name');
    return {
      name,
      ...(split ? { firstName: this.text('firstName'), lastName: this.text('lastName') } : {}),
      address: {
        line1: of('line1'), line2: of('line2') || null, city: of('city'), state: of('state'),
        postal_code: of('postal_code'), country: this.country,
      },
      ...(this.made.has('phone') ? { phone: this.text('phone') } : {}),
    };
  }
}
