/** The United States, their district and their territories, by the postal service's codes. */
const states =
  'al Alabama;ak Alaska;az Arizona;ar Arkansas;ca California;co Colorado;ct Connecticut;de Delaware;fl Florida;' +
  'ga Georgia;hi Hawaii;id Idaho;il Illinois;in Indiana;ia Iowa;ks Kansas;ky Kentucky;la Louisiana;me Maine;' +
  'md Maryland;ma Massachusetts;mi Michigan;mn Minnesota;ms Mississippi;mo Missouri;mt Montana;ne Nebraska;' +
  'nv Nevada;nh New Hampshire;nj New Jersey;nm New Mexico;ny New York;nc North Carolina;nd North Dakota;oh Ohio;' +
  'ok Oklahoma;or Oregon;pa Pennsylvania;ri Rhode Island;sc South Carolina;sd South Dakota;tn Tennessee;tx Texas;' +
  'ut Utah;vt Vermont;va Virginia;wa Washington;wv West Virginia;wi Wisconsin;wy Wyoming;dc District of Columbia;' +
  'dc Washington DC;as American Samoa;gu Guam;mp Northern Mariana Islands;pr Puerto Rico;vi US Virgin Islands';

const codes = new Map<string, string>();
for (const state of states.split(';')) {
  const code = state.slice(0, 2);
  codes.set(state.slice(3).replaceAll(' ', '').toLowerCase(), code);
  codes.set(`us${code}`, code);
}

/**
 * The two-letter code, in lower case, of one of the United States; undefined where `bareName` is none. Takes its name
 * (`newyork`) or its ISO 3166-2 code (`usny`) as `bare` gives them.
 */
export function stateCode(bareName: string): string | undefined {
  return codes.get(bareName);
}
