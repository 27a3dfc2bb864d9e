// Countries an address may be in (ISO 3166-1), and what an address there lacks or needs.

const CODES = `AC AD AE AF AG AI AL AM AO AQ AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO
  BQ BR BS BT BV BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG
  EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU
  ID IE IL IM IN IO IQ IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV
  LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NU NZ
  OM PA PE PF PG PH PK PL PM PN PR PS PT PY QA RE RO RS RU RW SA SB SC SE SG SH SI SJ SK SL SM SN SO
  SR SS ST SV SX SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN
  VU WF WS XK YE YT ZA ZM ZW`.split(/\s+/);
const WITHOUT_POSTAL = new Set(`AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GD GH
  GM GN GQ GY HK IE JM KI KM KN KP LC ML MO MR MS MW NA NR NU PA QA RW SB SC SL SO SR ST SY TD TG TK
  TL TO TT TV TZ UG VU YE ZA ZW`.split(/\s+/));
const WITH_STATE = new Set(['AR', 'AU', 'BR', 'CA', 'CN', 'IN', 'JP', 'MX', 'US']);

/**
 * Countries by name, in the order of the language.
 * @param {string} language
 * @param {unknown} allowed codes, or nothing for all
 * @returns {{value: string, label: string}[]}
 */
export function countries(language, allowed) {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const { compare } = new Intl.Collator(language);
  const codes = Array.isArray(allowed) ? allowed.map(String) : CODES;
  return codes.map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((one, other) => compare(one.label, other.label));
}

/** @param {string} country */
export const needsPostal = (country) => !WITHOUT_POSTAL.has(country);

/** @param {string} country */
export const needsState = (country) => WITH_STATE.has(country);

/**
 * The country an address is likeliest in: the browser's, where it is one of those offered.
 * @param {string} language
 * @param {{value: string}[]} offered
 */
export function likely(language, offered) {
  const region = new Intl.Locale(navigator.language).region ?? (language === 'fr' ? 'FR' : 'US');
  return offered.find(({ value }) => value === region)?.value ?? offered[0]?.value ?? '';
}
