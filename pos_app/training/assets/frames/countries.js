// Countries an address may be in (ISO 3166-1), and how an address there is written. Pure but for
// the names, which the engine knows.

/** @typedef {{value: string, label: string}} Option */

const CODES = `AC AD AE AF AG AI AL AM AO AQ AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO
  BQ BR BS BT BV BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG
  EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU
  ID IE IL IM IN IO IQ IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV
  LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NU NZ
  OM PA PE PF PG PH PK PL PM PN PR PS PT PY QA RE RO RS RU RW SA SB SC SE SG SH SI SJ SK SL SM SN SO
  SR SS ST SV SX SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN
  VU WF WS XK YE YT ZA ZM ZW`.split(/\s+/);
const WITHOUT_POSTAL = new Set(`AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GD GH
  GM GN GQ GY HK JM KI KM KN LC ML MO MR MS MW NA NR NU PA QA RW SB SC SL SO SR ST SY TD TG TK
  TL TO TT TV TZ UG VU YE ZW`.split(/\s+/));
/** Written, but an address is complete without. */
const POSTAL_OPTIONAL = new Set(['IE', 'ZA', 'CL', 'CO', 'PE', 'KE', 'NG', 'MA', 'LB', 'VN']);
const WITHOUT_CITY = new Set(['SG', 'MC', 'VA', 'GI']);
/** Where the card networks compare the postal code with the card's (address verification). */
const COMPARED = new Set(['US', 'GB', 'CA', 'PR']);
/** The town comes before the postal code. */
const TOWN_FIRST = new Set(['US', 'CA', 'AU', 'GB', 'NZ', 'IN', 'IE', 'ZA', 'PR']);

/** @type {Record<string, RegExp>} */
const POSTAL_SHAPES = {
  US: /^\d{5}(-?\d{4})?$/, PR: /^\d{5}(-?\d{4})?$/, CA: /^[A-Z]\d[A-Z]\s?\d[A-Z]\d$/i,
  GB: /^[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}$/i, FR: /^\d{5}$/, DE: /^\d{5}$/, ES: /^\d{5}$/,
  IT: /^\d{5}$/, FI: /^\d{5}$/, MC: /^98\d{3}$/, BE: /^\d{4}$/, CH: /^\d{4}$/, AT: /^\d{4}$/,
  DK: /^\d{4}$/, NO: /^\d{4}$/, AU: /^\d{4}$/, NZ: /^\d{4}$/, LU: /^(L-?)?\d{4}$/i,
  NL: /^\d{4}\s?[A-Z]{2}$/i, PT: /^\d{4}-?\d{3}$/, SE: /^\d{3}\s?\d{2}$/, PL: /^\d{2}-?\d{3}$/,
  GP: /^971\d{2}$/, MQ: /^972\d{2}$/, GF: /^973\d{2}$/, RE: /^974\d{2}$/, YT: /^976\d{2}$/,
  JP: /^\d{3}-?\d{4}$/, BR: /^\d{5}-?\d{3}$/, IN: /^\d{6}$/, SG: /^\d{6}$/, MX: /^\d{5}$/,
};

/** What the widest part of a country's addresses is called there. @type {Record<string, string>} */
const REGIONS = {
  US: 'state', AU: 'state', BR: 'state', IN: 'state', MX: 'state', MY: 'state', CA: 'province',
  CN: 'province', ES: 'province', IT: 'province', AR: 'province', TH: 'province', KR: 'province',
  JP: 'prefecture', IE: 'county', AE: 'emirate',
};
const REGION_OPTIONAL = new Set(['IE']);

/** `code name` by line; the names are not translated in addresses. @type {Record<string, string>} */
const PARTS = {
  US: `AL Alabama|AK Alaska|AS American Samoa|AZ Arizona|AR Arkansas|AA Armed Forces Americas|
    AE Armed Forces Europe|AP Armed Forces Pacific|CA California|CO Colorado|CT Connecticut|
    DE Delaware|DC District of Columbia|FL Florida|GA Georgia|GU Guam|HI Hawaii|ID Idaho|
    IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|
    MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|
    NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|
    ND North Dakota|MP Northern Mariana Islands|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|
    PR Puerto Rico|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|
    VI U.S. Virgin Islands|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|
    WI Wisconsin|WY Wyoming`,
  CA: `AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|
    NT Northwest Territories|NS Nova Scotia|NU Nunavut|ON Ontario|PE Prince Edward Island|
    QC Québec|SK Saskatchewan|YT Yukon`,
  AU: `ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland|
    SA South Australia|TAS Tasmania|VIC Victoria|WA Western Australia`,
};

/**
 * Countries by name, in the order of the language.
 * @param {string} language @param {unknown} allowed codes, or nothing for all
 * @returns {Option[]}
 */
export function countries(language, allowed) {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const { compare } = new Intl.Collator(language);
  const codes = Array.isArray(allowed) && allowed.length ? allowed.map(String) : CODES;
  return codes.map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((one, other) => compare(one.label, other.label));
}

/**
 * The usual country of a currency: where an address begins when nothing else is known.
 * @type {Record<string, string>}
 */
const HOMES = { gbp: 'GB', usd: 'US', cad: 'CA', chf: 'CH', aud: 'AU', jpy: 'JP', dkk: 'DK' };

/**
 * @param {Option[]} offered
 * @param {unknown} locale of the page, such as fr-CA @param {unknown} currency of the sale
 */
export function likely(offered, locale, currency) {
  const tag = typeof locale === 'string' ? locale : '';
  const region = /[-_]([A-Z]{2})$/i.exec(tag)?.[1]?.toUpperCase();
  const wanted = region ?? HOMES[String(currency)] ?? 'FR';
  return offered.find(({ value }) => value === wanted)?.value ?? offered[0]?.value ?? '';
}

/** @param {string} country */
export const usesPostal = (country) => !WITHOUT_POSTAL.has(country);

/** @param {string} country */
export const needsPostal = (country) => usesPostal(country) && !POSTAL_OPTIONAL.has(country);

/** @param {string} country */
export const comparesPostal = (country) => COMPARED.has(country);

/** @param {string} country @param {string} text what is given is checked, however optional */
export const fitsPostal = (country, text) => POSTAL_SHAPES[country]?.test(text.trim()) ?? true;

/** @param {string} country @returns {'zip' | 'postcode' | 'postal'} its name there */
export function postalName(country) {
  if (country === 'US' || country === 'PR') return 'zip';
  return ['GB', 'AU', 'NZ'].includes(country) ? 'postcode' : 'postal';
}

/** @param {string} country @returns {string} what its regions are called, or '' */
export const regionName = (country) => REGIONS[country] ?? '';

/** @param {string} country */
export const needsRegion = (country) => country in REGIONS && !REGION_OPTIONAL.has(country);

/** @param {string} country @returns {Option[]} none where it is typed */
export const regions = (country) => (PARTS[country] ?? '').split('|').filter(Boolean).map((part) => {
  const [value = '', ...words] = part.trim().split(' ');
  return { value, label: words.join(' ') };
});

/** @param {string} country */
export const needsCity = (country) => !WITHOUT_CITY.has(country);

/** @param {string} country @returns {('city' | 'state' | 'postal_code')[]} as they are written */
export const order = (country) =>
  (TOWN_FIRST.has(country) ? ['city', 'state', 'postal_code'] : ['postal_code', 'city', 'state']);
