// Small card marks, drawn for this project: enough to recognise a brand by, no brand's artwork.

/** @param {string} ground @param {string} inside */
const card = (ground, inside) =>
  '<svg viewBox="0 0 36 24" aria-hidden="true" focusable="false">'
  + `<rect x=".5" y=".5" width="35" height="23" rx="4" fill="${ground}" stroke="#00000026"/>`
  + `${inside}</svg>`;

/** @param {string} text @param {string} fill @param {string} [extra] */
const word = (text, fill, extra = 'font-size="9"') =>
  '<text x="18" y="15.4" text-anchor="middle" font-family="Arial,Helvetica,sans-serif"'
  + ` font-weight="800" ${extra} fill="${fill}">${text}</text>`;

/** @type {Record<string, string>} */
const MARKS = {
  visa: card('#fff', word('VISA', '#1a2a80', 'font-size="10.5" font-style="italic"')),
  mastercard: card('#fff',
    '<circle cx="14" cy="12" r="6.6" fill="#e2231a"/>'
    + '<circle cx="22" cy="12" r="6.6" fill="#f6a01a"/>'
    + '<path d="M18 6.75a6.6 6.6 0 0 1 0 10.5 6.6 6.6 0 0 1 0-10.5z" fill="#ff6a13"/>'),
  amex: card('#1f72cd', word('AMEX', '#fff')),
  discover: card('#fff',
    '<path d="M12 24C22 22.4 30 18.6 36 13v7a4 4 0 0 1-4 4z" fill="#f58220"/>'
    + word('DISC', '#22242a', 'font-size="8.5"')),
  diners: card('#fff',
    '<circle cx="18" cy="12" r="7.4" fill="#17629f"/>'
    + '<path d="M16 7.4v9.2a5 5 0 0 1 0-9.2zM20 7.4v9.2a5 5 0 0 0 0-9.2z" fill="#fff"/>'),
  jcb: card('#fff',
    '<rect x="6" y="4" width="7" height="16" rx="3" fill="#1267b3"/>'
    + '<rect x="14.5" y="4" width="7" height="16" rx="3" fill="#d8213b"/>'
    + '<rect x="23" y="4" width="7" height="16" rx="3" fill="#2a8f3c"/>'
    + word('J C B', '#fff', 'font-size="7.5" textLength="20"')),
  unionpay: card('#fff',
    '<path d="M7 4h8l-3 16H4z" fill="#d7182a"/><path d="M15 4h8l-3 16h-8z" fill="#0b4a82"/>'
    + '<path d="M23 4h9l-3 16h-9z" fill="#0a7d7a"/>'),
  cartes_bancaires: card('#11497d', word('CB', '#fff', 'font-size="11"')),
  unknown:
    '<svg viewBox="0 0 36 24" aria-hidden="true" focusable="false" class="outline">'
    + '<rect x="1" y="1" width="34" height="22" rx="4"/>'
    + '<path d="M1 7.5h34M6 16h8" stroke-width="2.4"/></svg>',
};

/** What an empty field hints at. */
export const COMMON = ['visa', 'mastercard', 'amex', 'cartes_bancaires'];

/** @param {string} brand @returns {string} markup without any text from outside */
export const markOf = (brand) => MARKS[brand] ?? MARKS.unknown ?? '';

export const CVC_MARK =
  '<svg viewBox="0 0 36 24" aria-hidden="true" focusable="false" class="outline">'
  + '<rect x="1" y="1" width="34" height="22" rx="4"/><path d="M1 7h34" stroke-width="3.4"/>'
  + '<path d="M20 15.5h.1M24.5 15.5h.1M29 15.5h.1" stroke-width="3.2" stroke-linecap="round"/>'
  + '</svg>';
