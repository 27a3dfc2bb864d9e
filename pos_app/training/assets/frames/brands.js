// What a card number says about itself, and how its fields are written. Pure: no document here.

/**
 * @typedef {object} Brand
 * @property {string} name as Stripe spells it
 * @property {RegExp} starts of the digits
 * @property {number[]} lengths of a full number
 * @property {number[]} gaps after which a space is shown
 * @property {number} cvc digits
 */

const FOURS = [4, 8, 12, 16];

/** @type {Brand[]} */
const BRANDS = [
  { name: 'visa', starts: /^4/, lengths: [16], gaps: FOURS, cvc: 3 },
  {
    name: 'mastercard',
    starts: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    lengths: [16], gaps: FOURS, cvc: 3,
  },
  { name: 'amex', starts: /^3[47]/, lengths: [15], gaps: [4, 10], cvc: 4 },
  { name: 'unionpay', starts: /^(62|81)/, lengths: [16, 17, 18, 19], gaps: FOURS, cvc: 3 },
  { name: 'discover', starts: /^(6011|64[4-9]|65)/, lengths: [16], gaps: FOURS, cvc: 3 },
  { name: 'jcb', starts: /^(352[89]|35[3-8])/, lengths: [16], gaps: FOURS, cvc: 3 },
  { name: 'diners', starts: /^(30[0-5]|3095|36)/, lengths: [14], gaps: [4, 10], cvc: 3 },
  { name: 'diners', starts: /^3[89]/, lengths: [14, 16], gaps: [4, 10], cvc: 3 },
];

/** @type {Brand} */
const UNKNOWN = {
  name: 'unknown', starts: /^/, lengths: [14, 15, 16, 17, 18, 19], gaps: FOURS, cvc: 4,
};

/** Test numbers that carry Cartes Bancaires beside their other brand. */
const CARTES_BANCAIRES = /^(40000025000010|55555525000010)/;

/** @param {string} text */
export const digitsOf = (text) => text.replace(/\D/g, '');

/** @param {string} digits @returns {Brand} */
export function brandOf(digits) {
  return BRANDS.find((brand) => brand.starts.test(digits)) ?? UNKNOWN;
}

/** @param {string} digits @returns {string[]} every brand on the card, or none known yet */
export function brandsOn(digits) {
  const { name } = brandOf(digits);
  if (name === 'unknown') return [];
  return CARTES_BANCAIRES.test(digits) ? ['cartes_bancaires', name] : [name];
}

/** @param {string} digits */
export function passesLuhn(digits) {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** @param {string} digits @returns {number} the most digits this number may have */
export const longest = (digits) => Math.max(...brandOf(digits).lengths);

/** @param {string} text anything typed or pasted */
export function formatNumber(text) {
  const digits = digitsOf(text).slice(0, longest(digitsOf(text)));
  const { gaps } = brandOf(digits);
  let shown = '';
  for (let place = 0; place < digits.length; place += 1) {
    if (gaps.includes(place)) shown += ' ';
    shown += digits[place];
  }
  return shown;
}

/**
 * @param {string} digits
 * @returns {'' | 'numberMissing' | 'numberIncomplete' | 'numberInvalid'} what is wrong with it
 */
export function numberFault(digits) {
  if (!digits) return 'numberMissing';
  const { lengths } = brandOf(digits);
  if (lengths.includes(digits.length) && passesLuhn(digits)) return '';
  return digits.length >= Math.max(...lengths) ? 'numberInvalid' : 'numberIncomplete';
}

/**
 * A whole card pasted into the number's field: "4242 4242 4242 4242 12/34", with or without its
 * code.
 * @param {string} text
 * @returns {{number: string, expiry: string, cvc: string} | null} null where it is a number alone
 */
export function cardIn(text) {
  const found = /^\D*((?:\d[ -]?){14,19}?)[\s,;|]+(\d{1,2}\s*[/.-]\s*(?:20)?\d{2})(?:[\s,;|]+(\d{3,4}))?\D*$/
    .exec(text);
  if (!found?.[1] || !found[2] || !passesLuhn(digitsOf(found[1]))) return null;
  return { number: digitsOf(found[1]), expiry: found[2], cvc: found[3] ?? '' };
}

/** A year typed in full: "1220" waits, "12203" too, "122031" is 12/31. @param {string} digits */
function withoutCentury(digits) {
  if (digits.slice(2, 4) !== '20') return digits.slice(0, 4);
  return digits.length < 6 ? digits : digits.slice(0, 2) + digits.slice(4, 6);
}

/**
 * "MM / YY" as far as it is typed. A first digit over 1 can only be a month of its own; a first
 * "13" can only be January 3_. A pasted year of four digits keeps its last two.
 * @param {string} text
 */
export function formatExpiry(text) {
  const pasted = /^\s*(\d{1,2})\s*[/\-.\s]\s*(?:20)?(\d{2})\s*$/.exec(text);
  const iso = /^\s*20(\d{2})\s*[/\-.]\s*(\d{1,2})\s*$/.exec(text);
  if (iso?.[1] && iso[2]) return `${iso[2].padStart(2, '0')} / ${iso[1]}`;
  if (pasted?.[1] && pasted[2]) return `${pasted[1].padStart(2, '0')} / ${pasted[2]}`;
  let digits = digitsOf(text);
  if (/^[2-9]/.test(digits)) digits = `0${digits}`;
  else if (/^1[3-9]/.test(digits)) digits = `0${digits}`;
  else if (/^\s*1\s*\/\s*$/.test(text)) digits = '01'; // the slash ends the month
  digits = withoutCentury(digits);
  return digits.length < 2 ? digits : `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

/**
 * @param {string} text
 * @returns {{month: number, year: number} | null} the year with its century
 */
export function expiryOf(text) {
  const digits = digitsOf(text);
  if (digits.length !== 4) return null;
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2)) };
}

/**
 * @param {string} text @param {{month: number, year: number}} today
 * @returns {'' | 'expiryMissing' | 'expiryIncomplete' | 'expiryMonth' | 'expiryPast' | 'expiryFar'}
 */
export function expiryFault(text, today) {
  const digits = digitsOf(text);
  if (!digits) return 'expiryMissing';
  const month = Number(digits.slice(0, 2));
  if (digits.length >= 2 && (month < 1 || month > 12)) return 'expiryMonth';
  const expiry = expiryOf(text);
  if (!expiry) return 'expiryIncomplete';
  const months = (expiry.year - today.year) * 12 + expiry.month - today.month;
  if (months < 0) return 'expiryPast';
  return months > 50 * 12 ? 'expiryFar' : '';
}

/**
 * @param {string} digits of the number
 * @param {string} cvc
 * @returns {'' | 'cvcMissing' | 'cvcIncomplete'}
 */
export function cvcFault(digits, cvc) {
  if (!cvc) return 'cvcMissing';
  const brand = brandOf(digits);
  const enough = brand === UNKNOWN ? cvc.length >= 3 : cvc.length === brand.cvc;
  return enough ? '' : 'cvcIncomplete';
}

/**
 * Where the caret belongs after a text was rewritten: behind as many digits as before.
 * @param {string} shown @param {number} digitsBefore @returns {number}
 */
export function caretAfter(shown, digitsBefore) {
  let seen = 0;
  for (let place = 0; place < shown.length; place += 1) {
    if (seen === digitsBefore) return place;
    if (/\d/.test(shown[place] ?? '')) seen += 1;
  }
  return shown.length;
}
