// Labelled fields and rows of choices, made as the forms of all frames show them.

/** @typedef {{value: string, label: string}} Option */
/**
 * @typedef {object} Asked
 * @property {string} id
 * @property {string} label
 * @property {string} autocomplete
 * @property {string} [type] of the input
 * @property {Option[]} [options] makes it a choice
 * @property {string} [value]
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

/** @param {Asked} asked @returns {HTMLElement} label, field and room for its fault */
export function fieldNode(asked) {
  const node = make('div', 'field wide');
  node.id = `${asked.id}-field`;
  const label = make('label', 'Label', asked.label);
  label.htmlFor = asked.id;
  label.id = `${asked.id}-label`;
  const box = make('div', asked.options ? 'box choice' : 'box');
  const input = asked.options ? make('select', 'Input') : make('input', 'Input');
  input.id = asked.id;
  input.name = asked.id;
  input.setAttribute('autocomplete', asked.autocomplete);
  input.setAttribute('aria-describedby', `${asked.id}-error`);
  if (input instanceof HTMLInputElement) {
    Object.assign(input, { type: asked.type ?? 'text', placeholder: ' ', maxLength: 200 });
    input.spellcheck = false;
  } else input.replaceChildren(...(asked.options ?? []).map(option));
  if (asked.value !== undefined) input.value = asked.value;
  const fault = make('p', 'Error');
  fault.id = `${asked.id}-error`;
  fault.setAttribute('aria-live', 'polite');
  box.append(input);
  node.append(label, box, fault);
  return node;
}

/** @param {Option} given */
export const option = ({ value, label }) => new Option(label, value);

/**
 * A row of a list of which one is chosen.
 * @param {{group: string, id: string, checked: boolean, name: string, aside?: string,
 *   mark?: string}} row `mark` is markup of our own
 * @param {() => void} choose
 */
export function choiceRow({ group, id, checked, name, aside, mark }, choose) {
  const row = make('label', 'row');
  const radio = make('input');
  Object.assign(radio, { type: 'radio', name: group, value: id, checked });
  radio.addEventListener('change', choose);
  row.append(radio);
  if (mark) {
    const picture = make('span', 'mark');
    picture.innerHTML = mark;
    row.append(picture);
  }
  const words = make('span', 'words', name);
  row.append(words);
  if (aside) row.append(make('small', '', aside));
  return row;
}

const PHONE = /^\+?[\d\s().-]+$/;

/** Digits as many as a telephone number has (E.164), however grouped. @param {string} text */
export function looksLikePhone(text) {
  const digits = text.replace(/\D/g, '').length;
  return PHONE.test(text.trim()) && digits >= 6 && digits <= 15;
}

/**
 * What the frame says about itself to the page: its keys and focus.
 * @param {HTMLElement} form @param {import('./link.js').Emit} emit
 */
export function attend(form, emit) {
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') emit('escape');
    const field = event.target instanceof HTMLInputElement;
    if (event.key !== 'Enter' || !field || event.isComposing) return;
    event.preventDefault();
    emit('submit');
  });
  window.addEventListener('focus', () => emit('focus'));
  window.addEventListener('blur', () => emit('blur'));
}

/** @param {HTMLElement} form @returns {number} CSS pixels */
export const heightOf = (form) => Math.ceil(form.getBoundingClientRect().height);

export function blurAll() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
