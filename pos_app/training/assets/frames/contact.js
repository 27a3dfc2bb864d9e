// The Contact Details Element's frame: an e-mail address, and a phone number where the session
// asks for one.

import { TextField } from './field.js';
import { fieldNode, looksLikePhone, make } from './form.js';
import { byId } from './link.js';
import { open } from './sheet.js';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** @typedef {import('./sheet.js').Sheet} Sheet */

class ContactForm {
  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.sheet = sheet;
    this.node = make('div', 'fields');
    sheet.form.append(this.node);
    /** @type {TextField[]} */
    this.fields = [];
    this.key = '';
    this.committed = '';
  }

  /** @param {Record<string, any>} asked */
  arrange({ phone, given }) {
    const { texts } = this.sheet;
    const key = JSON.stringify([texts.email, phone]);
    if (key === this.key) return;
    const before = this.fields.map((field) => field.value);
    this.key = key;
    this.node.replaceChildren(
      fieldNode({ id: 'email', label: texts.email, autocomplete: 'email', type: 'email' }),
      ...(phone
        ? [fieldNode({ id: 'phone', label: texts.phone, autocomplete: 'tel', type: 'tel' })] : []),
    );
    this.fields = (phone ? ['email', 'phone'] : ['email']).map((id) => this.field(id));
    const first = [given?.email, given?.phone];
    this.fields.forEach((field, place) => {
      field.input.value = before[place] || first[place] || '';
    });
    this.committed = JSON.stringify(this.value());
  }

  /** @param {string} id */
  field(id) {
    const { texts } = this.sheet;
    const fits = id === 'email' ? (/** @type {string} */ text) => EMAIL.test(text) : looksLikePhone;
    const field = new TextField(id, {
      fault: (text) => (!text.trim() ? 'missing' : fits(text.trim()) ? '' : 'wrong'),
    });
    field.words = (fault) => {
      if (fault === 'missing') return texts.missing(id === 'email' ? texts.email : texts.phone);
      return id === 'email' ? texts.emailWrong : texts.phoneWrong;
    };
    field.onEdit = () => this.sheet.changed();
    field.input.addEventListener('change', () => this.commit());
    if (id === 'email') byId(id).setAttribute('inputmode', 'email');
    return field;
  }

  commit() {
    const told = this.value();
    const key = JSON.stringify(told);
    if (!told.complete || key === this.committed) return;
    this.committed = key;
    this.sheet.emit('commit', told);
  }

  fault() {
    for (const field of this.fields) field.tell(true);
    const first = this.fields.find((field) => field.fault);
    return first ? first.words(first.fault) : '';
  }

  target() {
    return (this.fields.find((field) => field.fault) ?? this.fields[0])?.input;
  }

  clear() {
    for (const field of this.fields) field.clear();
  }

  value() {
    const [email, phone] = this.fields.map((field) => field.value.trim());
    return {
      empty: this.fields.every((field) => field.value === ''),
      complete: this.fields.every((field) => !field.fault),
      value: { email: email ?? '', ...(phone === undefined ? {} : { phone }) },
    };
  }
}

open((sheet) => new ContactForm(sheet));
