// Turns Stripe's `appearance` into custom properties and rules of this frame.

/** @typedef {Record<string, string>} Variables */

/** @type {Record<string, Variables>} */
const THEMES = {
  stripe: {
    colorPrimary: '#0b62c4', colorBackground: '#ffffff', colorText: '#1d2530',
    colorDanger: '#c01535', borderRadius: '6px',
  },
  night: {
    colorPrimary: '#8ab8ff', colorBackground: '#232a35', colorText: '#eef1f6',
    colorDanger: '#ff9aa8', borderRadius: '6px',
  },
  flat: {
    colorPrimary: '#0b62c4', colorBackground: '#eef1f5', colorText: '#1d2530',
    colorDanger: '#b3122f', borderRadius: '4px',
  },
};

/** @type {Variables} */
const COMMON = {
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontSizeBase: '16px', fontLineHeight: '1.3', spacingUnit: '4px',
  fontWeightNormal: '400', fontWeightMedium: '500',
};

const NAME = /^[a-z][A-Za-z0-9]*$/;
const SELECTOR = /^\.[A-Z][A-Za-z]*(--[a-z][A-Za-z]*)?(:{1,2}[a-z-]+)*$/;
/** Nothing in a value may fetch from elsewhere. */
const FETCHES = /url\(|image\(|image-set\(|src\(/i;

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];

/**
 * @param {Record<string, any>} appearance as Stripe.js takes it; what it does not know is left out
 */
export function wear(appearance) {
  const theme = THEMES[appearance.theme] ?? THEMES.stripe;
  /** @type {Variables} */
  const values = { ...COMMON, ...theme };
  for (const [name, value] of Object.entries(appearance.variables ?? {})) {
    if (NAME.test(name) && typeof value === 'string' && !FETCHES.test(value)) values[name] = value;
  }
  const root = document.documentElement;
  root.removeAttribute('style');
  for (const [name, value] of Object.entries(values)) root.style.setProperty(`--${name}`, value);
  root.classList.toggle('flat', appearance.theme === 'flat');
  root.classList.toggle('night', appearance.theme === 'night');
  root.classList.toggle('floating', appearance.labels === 'floating');
  root.classList.toggle('condensed', appearance.inputs === 'condensed');
  root.classList.toggle('still', appearance.disableAnimations === true);
  wearRules(appearance.rules ?? {});
}

/** @param {Record<string, Variables>} rules */
function wearRules(rules) {
  sheet.replaceSync('');
  for (const [selector, properties] of Object.entries(rules)) {
    if (!SELECTOR.test(selector)) continue;
    const rule = sheet.cssRules[sheet.insertRule(`${selector} {}`, sheet.cssRules.length)];
    if (!(rule instanceof CSSStyleRule)) continue;
    for (const [name, value] of Object.entries(properties)) {
      const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      if (typeof value === 'string' && !FETCHES.test(value)) rule.style.setProperty(dashed, value);
    }
  }
}

/**
 * Fonts given as data or https addresses; a stylesheet of fonts (`cssSrc`) is not followed.
 * @param {Array<Record<string, any>>} fonts
 */
export async function loadFonts(fonts) {
  const faces = fonts.filter((font) => font.family && font.src).map((font) =>
    new FontFace(font.family, font.src, {
      weight: String(font.weight ?? 'normal'), style: font.style ?? 'normal',
    }));
  for (const face of faces) document.fonts.add(face);
  await Promise.allSettled(faces.map((face) => face.load()));
}
