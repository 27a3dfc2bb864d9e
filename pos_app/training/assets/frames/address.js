// The Address Element's frame: a list of known addresses where there are any, "the same as the
// other address" where that is offered, and the fields of a new one.

import { AddressFields } from './address-fields.js';
import { choiceRow, make } from './form.js';
import { open } from './sheet.js';

const NEW = 'new';

/** @typedef {import('./sheet.js').Sheet} Sheet */

class AddressForm {
  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.sheet = sheet;
    this.same = make('label', 'Checkbox');
    this.sameBox = make('input', 'CheckboxInput');
    this.sameBox.type = 'checkbox';
    this.sameText = make('span', 'CheckboxLabel');
    this.same.append(this.sameBox, this.sameText);
    this.list = make('fieldset', 'choices');
    this.fields = new AddressFields(() => sheet.changed(), () => this.commit());
    this.chosen = NEW;
    this.started = false;
    this.contactsKey = '';
    this.committed = '';
    this.sameBox.addEventListener('change', () => this.choose(this.chosen));
    sheet.form.append(this.same, this.list, this.fields.node);
  }

  /** @param {Record<string, any>} asked */
  arrange(asked) {
    const { options = {}, sync } = asked;
    this.same.hidden = !sync;
    this.sameText.textContent = this.sheet.texts[
      asked.mode === 'billing' ? 'sameAsShipping' : 'sameAsBilling'];
    this.fields.build({
      mode: asked.mode,
      name: options.fields?.name === 'never' ? 'none' : options.display?.name ?? 'full',
      phone: asked.phone,
      allowed: asked.allowed ?? null,
      blockPoBox: options.blockPoBox === true,
    }, this.sheet.texts, document.documentElement.lang);
    this.listContacts(options.contacts ?? []);
    if (!this.started) this.start(asked);
    this.paint();
  }

  /** @param {Record<string, any>} asked */
  start(asked) {
    this.started = true;
    const first = asked.given ?? asked.options?.defaultValues ?? null;
    this.sameBox.checked = asked.sameTicked === true;
    this.fields.start(first?.address?.country, asked.locale, asked.currency);
    if (first) this.fields.fill(first);
    this.committed = JSON.stringify(this.fields.value());
  }

  /** @param {any[]} contacts */
  listContacts(contacts) {
    const key = JSON.stringify(contacts);
    if (key === this.contactsKey) return;
    this.contactsKey = key;
    this.contacts = contacts;
    // The first known address is chosen ahead.
    this.chosen = contacts.length ? '0' : NEW;
    const { texts } = this.sheet;
    const title = make('legend', 'Label', texts.savedAddresses);
    const rows = make('div', 'list');
    contacts.forEach((contact, place) => {
      rows.append(this.row(String(place), `${contact.name}, ${inOneLine(contact.address)}`));
    });
    rows.append(this.row(NEW, texts.newAddress));
    this.list.replaceChildren(title, rows);
  }

  /** @param {string} id @param {string} name */
  row(id, name) {
    const row = { group: 'contact', id, checked: id === this.chosen, name };
    return choiceRow(row, () => this.choose(id));
  }

  /** @param {string} id */
  choose(id) {
    this.chosen = id;
    this.paint();
    this.sheet.changed();
    this.commit();
  }

  paint() {
    const hidden = this.mirroring;
    this.list.hidden = hidden || !this.contacts?.length;
    this.fields.node.hidden = hidden || this.chosen !== NEW;
  }

  get mirroring() {
    return !this.same.hidden && this.sameBox.checked;
  }

  /** Someone is done with a field: the session may take the address, once it is complete. */
  commit() {
    const told = this.value();
    const key = JSON.stringify(told);
    if (!told.complete || key === this.committed) return;
    this.committed = key;
    this.sheet.emit('commit', told);
  }

  fault() {
    if (this.mirroring || this.chosen !== NEW) return '';
    const first = this.fields.faulty(true);
    return first ? first.words(first.fault) : '';
  }

  target() {
    if (this.mirroring) return this.sameBox;
    if (this.chosen !== NEW) {
      return /** @type {HTMLElement | null} */ (this.list.querySelector('input:checked'));
    }
    return (this.fields.faulty(false) ?? this.fields.inOrder()[0])?.input;
  }

  clear() {
    this.fields.clear();
  }

  value() {
    const contact = this.contacts?.[Number(this.chosen)];
    if (contact) {
      const { name, phone, address } = contact;
      const value = { name, address: { line2: null, ...address }, ...(phone ? { phone } : {}) };
      return {
        empty: false, complete: true, isNewAddress: false, mirroring: this.mirroring, value,
      };
    }
    return {
      empty: this.fields.empty,
      complete: !this.fields.faulty(false),
      isNewAddress: true,
      mirroring: this.mirroring,
      value: this.fields.value(),
    };
  }
}

/** @param {any} address */
const inOneLine = ({ line1, line2, city, state, postal_code: postal, country }) =>
  [line1, line2, [postal, city].filter(Boolean).join(' '), state, country]
    .filter(Boolean).join(', ');

const sheet = open((around) => new AddressForm(around), {
  /** Marks what is wrong, as asking for the value counts as wanting to go on. */
  getValue: () => {
    sheet.validate({ focus: false });
    return sheet.inner.value();
  },
});
