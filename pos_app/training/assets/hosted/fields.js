// Labelled fields: what each asks, whether its answer will do, and saying so beside it.

/** @typedef {import('./texts.js').Words} Words */
/** @typedef {HTMLInputElement | HTMLSelectElement} Control */
/**
 * @typedef {object} Asked
 * @property {string} id
 * @property {string} label
 * @property {boolean} [optional]
 * @property {string} [type] of the input
 * @property {string} [autocomplete]
 * @property {string} [value]
 * @property {string} [inputmode]
 * @property {boolean} [wide] both columns
 * @property {{value: string, label: string}[]} [options] makes it a choice
 * @property {(text: string) => string} [fault] in words, or ''
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, className = '', text = '') {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** One question with its label, its answer and its fault. */
export class Field {
  /** @param {Asked} asked @param {Words} words */
  constructor(asked, words) {
    this.words = words;
    this.optional = asked.optional === true;
    this.asked = asked;
    this.node = make('div', asked.wide === false ? 'field' : 'field wide');
    const label = make('label', 'Label', this.optional ? words.optional(asked.label) : asked.label);
    label.htmlFor = asked.id;
    /** @type {Control} */
    this.control = asked.options ? choice(asked.options, words) : input(asked);
    this.control.id = asked.id;
    this.control.name = asked.id;
    this.control.className = 'Input';
    if (asked.autocomplete) this.control.setAttribute('autocomplete', asked.autocomplete);
    if (asked.value !== undefined) this.control.value = asked.value;
    this.control.setAttribute('aria-describedby', `${asked.id}-error`);
    if (!this.optional) this.control.setAttribute('aria-required', 'true');
    this.error = make('p', 'Error');
    this.error.id = `${asked.id}-error`;
    this.node.append(label, this.control, this.error);
    this.control.addEventListener('input', () => this.tell(''));
    // Left empty is not wrong until someone wants to pay.
    this.control.addEventListener('change', () => this.value && this.tell(this.fault()));
  }

  get value() {
    return this.control.value.trim();
  }

  /** @returns {string} what is wrong, in words, or '' */
  fault() {
    if (this.node.hidden) return '';
    if (!this.value) return this.optional ? '' : this.words.missing;
    return this.asked.fault?.(this.value) ?? '';
  }

  /** @param {string} fault */
  tell(fault) {
    this.error.textContent = fault;
    this.control.classList.toggle('Input--invalid', fault !== '');
    markInvalid(this.control, fault !== '');
  }
}

/** A box to tick, which may have to be ticked. */
export class Tick {
  /** @param {string} id @param {string} label @param {string} needed why, or '' */
  constructor(id, label, needed) {
    this.needed = needed;
    this.node = make('div', 'field wide');
    const row = make('label', 'Checkbox');
    this.control = make('input');
    Object.assign(this.control, { id, type: 'checkbox' });
    this.control.setAttribute('aria-describedby', `${id}-error`);
    row.append(this.control, make('span', '', label));
    this.error = make('p', 'Error');
    this.error.id = `${id}-error`;
    this.node.append(row, this.error);
    this.control.addEventListener('change', () => this.tell(''));
  }

  fault() {
    return this.needed && !this.control.checked ? this.needed : '';
  }

  /** @param {string} fault */
  tell(fault) {
    this.error.textContent = fault;
    markInvalid(this.control, fault !== '');
  }
}

/** @param {HTMLElement} control @param {boolean} invalid */
function markInvalid(control, invalid) {
  if (invalid) control.setAttribute('aria-invalid', 'true');
  else control.removeAttribute('aria-invalid');
}

/** @param {Asked} asked */
function input(asked) {
  const node = make('input');
  node.type = asked.type ?? 'text';
  if (asked.inputmode) node.inputMode = asked.inputmode;
  if (asked.type === 'email') Object.assign(node, { autocapitalize: 'off', spellcheck: false });
  node.maxLength = 500;
  return node;
}

/** @param {{value: string, label: string}[]} options @param {Words} words */
function choice(options, words) {
  const node = make('select');
  for (const { value, label } of [{ value: '', label: words.choose }, ...options]) {
    const option = make('option', '', label);
    option.value = value;
    node.append(option);
  }
  return node;
}

/**
 * A headed group of fields.
 * @param {string} title
 * @param {{node: HTMLElement}[]} fields
 */
export function group(title, fields) {
  const node = make('fieldset', 'group');
  const grid = make('div', 'fields');
  grid.append(...fields.map((field) => field.node));
  node.append(make('legend', '', title), grid);
  return node;
}

/**
 * Tells every fault beside its field and goes to the first.
 * @param {(Field | Tick)[]} fields
 * @returns {boolean} whether all is well
 */
export function allWell(fields) {
  const faulty = fields.filter((field) => {
    const fault = field.fault();
    field.tell(fault);
    return fault !== '';
  });
  faulty[0]?.control.focus();
  return faulty.length === 0;
}

/** @param {string} text */
export const isEmail = (text) => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);

/** @param {string} text */
export const isPhone = (text) => /^\+?[\d\s().-]{5,24}$/.test(text)
  && text.replace(/\D/g, '').length >= 5;
