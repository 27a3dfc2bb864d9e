// Turns the `style` of a Card Element into rules of its frame.

/** Those Stripe.js lets a page set (StripeElementCSSProperties). */
const PROPERTIES = new Set([
  'backgroundColor', 'color', 'fontFamily', 'fontSize', 'fontSmoothing', 'fontStyle',
  'fontVariant', 'fontWeight', 'lineHeight', 'letterSpacing', 'textAlign', 'textDecoration',
  'textShadow', 'textTransform',
]);
const PARTS = new Set([
  ':hover', ':focus', '::placeholder', '::selection', ':-webkit-autofill', ':disabled',
]);
/** Where each variant holds; a field with a fault wears "invalid" alone. */
const VARIANTS = /** @type {const} */ ({
  base: '.Input', complete: '.complete .Input', empty: '.empty .Input', invalid: '.Input--invalid',
});
/** Nothing in a value may fetch from elsewhere. */
const FETCHES = /url\(|image\(|image-set\(|src\(/i;

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/** @param {Record<string, any>} style as Stripe.js takes it */
export function letters(style) {
  sheet.replaceSync('');
  for (const [variant, selector] of Object.entries(VARIANTS)) {
    const given = style[variant] ?? {};
    rule(selector, given);
    for (const part of PARTS) if (given[part]) rule(`${selector}${part}`, given[part]);
    if (given.iconColor) rule('.mark svg', { color: given.iconColor });
  }
}

/** @param {string} selector @param {Record<string, unknown>} properties */
function rule(selector, properties) {
  const made = sheet.cssRules[sheet.insertRule(`${selector} {}`, sheet.cssRules.length)];
  if (!(made instanceof CSSStyleRule)) return;
  for (const [name, value] of Object.entries(properties)) {
    if (!PROPERTIES.has(name) || FETCHES.test(String(value))) continue;
    const dashed = name === 'fontSmoothing' ? '-webkit-font-smoothing'
      : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    made.style.setProperty(dashed, String(value));
  }
}
