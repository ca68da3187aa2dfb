import { describe, expect, test } from 'vitest';
import { familyNameGoogle, givenNameGoogle, nameBare, nameLower } from '../../../src/event/normalise/name.ts';
import { expected, under } from './support.ts';

/** Raw; form and hash for Meta, Snapchat, TikTok; for Pinterest; for Google. */
type Vectors = readonly [string, string, string, string, string, string, string][];

// O’Neil: the published rule is "no punctuation", so its typographic apostrophe goes too.
const firstNames: Vectors = [
  [
    'Mary',
    'mary',
    '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec',
    'mary',
    '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec',
    'mary',
    '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec',
  ],
  [
    ' MARY ',
    'mary',
    '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec',
    'mary',
    '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec',
    'mary',
    '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec',
  ],
  [
    'Valéry',
    'valéry',
    '08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c',
    'valéry',
    '08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c',
    'valéry',
    '08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c',
  ],
  [
    '정',
    '정',
    '8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14',
    '정',
    '8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14',
    '정',
    '8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14',
  ],
  [
    'Jean-Luc',
    'jeanluc',
    '7fef38066db9900f992fa9926eea8cc648f44c2af50c4d511c415422196c8ef5',
    'jean-luc',
    '541459444b713dcbea4a267a8135219e7b6aadf83437691eb4ad6d72dfaba804',
    'jean-luc',
    '541459444b713dcbea4a267a8135219e7b6aadf83437691eb4ad6d72dfaba804',
  ],
  [
    'Mr. Alex',
    'mralex',
    '36965a2dc9bbd814e8558a77040c54225c75bdeb80c52c54b1a15f2bb6fc3637',
    'mr. alex',
    '7068108fd830106a58dec6db650365dbb0b7d93af1b63289b97738eba9ce4da0',
    'alex',
    '4135aa9dc1b842a653dea846903ddb95bfb8c5a10c504a7fa16e10bc31d1fdf0',
  ],
  [
    'O’Neil',
    'oneil',
    '67a42a846e98e3c1a96cd6ba14883a5ea05990cd93964ce8b832aa9497ca785c',
    'o’neil',
    '33a64df7bc500dcadd3c24eea0dc4a4c362cb15a5525f09ee0e3a66da7c6ad3c',
    'o’neil',
    '33a64df7bc500dcadd3c24eea0dc4a4c362cb15a5525f09ee0e3a66da7c6ad3c',
  ],
  [
    'Anne Marie',
    'annemarie',
    '67495eb5715de43c26f7c18b25cc7f62a7540236516bd59d5162a6f743598083',
    'anne marie',
    'a47ef2055fbfa2d8389507ad217d3b76d2d16546f892e737d73019f630eabca7',
    'anne marie',
    'a47ef2055fbfa2d8389507ad217d3b76d2d16546f892e737d73019f630eabca7',
  ],
];

const lastNames: Vectors = [
  [
    "O'Brien",
    'obrien',
    'b4cb6cb33fe4b865868de825023a1e2790dc12ac01ecc8d7c5afe8254071c8ba',
    "o'brien",
    '65b87174be3b1b122e2b0929f0b84888637d31a4a83bb96a860bcff411f5e668',
    "o'brien",
    '65b87174be3b1b122e2b0929f0b84888637d31a4a83bb96a860bcff411f5e668',
  ],
  [
    'Müller',
    'müller',
    '2dbd218072117713f2d5996a726a9b216ed791ffd0783b6ba4ab6d61b8333192',
    'müller',
    '2dbd218072117713f2d5996a726a9b216ed791ffd0783b6ba4ab6d61b8333192',
    'müller',
    '2dbd218072117713f2d5996a726a9b216ed791ffd0783b6ba4ab6d61b8333192',
  ],
  [
    'Quinn, Jr.',
    'quinnjr',
    'db08a08506429839f2262bc53c1814944afa04167f0b884d8812f115739d9612',
    'quinn, jr.',
    '027d1629a6a3f64bf54d47118ad9455a2e8ef108be266385ace85f929acf6585',
    'quinn',
    'c512ca0c5c1e71be19f3356821e56732b5fb3ac894b0dbc5846d0b6920106fb3',
  ],
  [
    'García-López',
    'garcíalópez',
    'ad1e862a35683ea9f2ec848c253db99ebe974aa2bc945216c32d8626d08a2526',
    'garcía-lópez',
    '1d5cb3ab2dfa664a364bee913b97918477c7925c83d551d0a16d3425fbf8f55a',
    'garcía-lópez',
    '1d5cb3ab2dfa664a364bee913b97918477c7925c83d551d0a16d3425fbf8f55a',
  ],
  [
    'van der Berg',
    'vanderberg',
    'aad607ca3121d5d843c2cd64e8c73c2a24fa3a4cb890ed8d40a1efa8af7a14d5',
    'van der berg',
    'a6fe68a719fbd8e4466cb6992d9a64dd1f6837e26dfc5a024f1393f51d3737c0',
    'van der berg',
    'a6fe68a719fbd8e4466cb6992d9a64dd1f6837e26dfc5a024f1393f51d3737c0',
  ],
  [
    'Łukasiewicz',
    'łukasiewicz',
    'bb5e5c9a5c93775dfd579ad4d2423d6338c06c8f6139f6fa5488f869c7ec022c',
    'łukasiewicz',
    'bb5e5c9a5c93775dfd579ad4d2423d6338c06c8f6139f6fa5488f869c7ec022c',
    'łukasiewicz',
    'bb5e5c9a5c93775dfd579ad4d2423d6338c06c8f6139f6fa5488f869c7ec022c',
  ],
];

describe.each([
  ['first name', firstNames, givenNameGoogle],
  ['last name', lastNames, familyNameGoogle],
] as const)('%s', (_kind, vectors, google) => {
  test.each(vectors)('%j for Meta, Snapchat and TikTok', (raw, form, sent) => {
    expect(under(nameBare, raw)).toEqual(expected(form, sent));
  });
  test.each(vectors)('%j for Pinterest', (raw, _1, _2, form, sent) => {
    expect(under(nameLower, raw)).toEqual(expected(form, sent));
  });
  test.each(vectors)('%j for Google', (raw, _1, _2, _3, _4, form, sent) => {
    expect(under(google, raw)).toEqual(expected(form, sent));
  });
});

test('a decomposed accent gives the hash of the composed one', () => {
  const sent = '08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c';
  expect('Vale\u0301ry').not.toBe('Val\u00e9ry');
  for (const rule of [nameBare, nameLower, givenNameGoogle, familyNameGoogle]) {
    expect(under(rule, 'Vale\u0301ry')).toEqual({ form: 'val\u00e9ry', sent });
    expect(under(rule, 'Val\u00e9ry')).toEqual({ form: 'val\u00e9ry', sent });
  }
});

test("a Turkish dotted capital I becomes i and a dot above, as Unicode's lower case says", () => {
  const sent = 'fbbdb347060082cf4e72cdc5f02679dd809ebf4e6c601933e858d954a65f5e73';
  for (const rule of [nameBare, nameLower, givenNameGoogle]) {
    expect(under(rule, '\u0130')).toEqual({ form: 'i\u0307', sent });
  }
});

test.each([
  ['Mrs. Dr. Ada', 'ada'],
  ['Mr.', ''],
  ['Mr.Alex', 'mr.alex'],
  ['Mr Alex', 'mr alex'],
  ['  Anne \t Marie ', 'anne marie'],
] as const)('first name %j for Google', (raw, form) => {
  expect(givenNameGoogle.normalise(raw, { country: undefined })).toBe(form);
});

test.each([
  ['Quinn,Jr.', 'quinn'],
  ['Quinn Jr. MD', 'quinn'],
  ['Smith III, PhD', 'smith'],
  ['Smith ii ,jr', 'smith'],
  ['Jr.', 'jr.'],
  ['V', 'v'],
  [', jr', ''],
  ['Quinnjr', 'quinnjr'],
] as const)('last name %j for Google', (raw, form) => {
  expect(familyNameGoogle.normalise(raw, { country: undefined })).toBe(form);
});
