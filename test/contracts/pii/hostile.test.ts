import { expect, it } from 'vitest';
import { jane, ofBody, ofRequest } from './support/persons.ts';

/** Squared, more steps than a test has time for. */
const size = 200_000;
const fill = (part: string): string => part.repeat(Math.ceil(size / part.length));

/** Texts that take for ever where a part of them is looked at again and again. */
const texts: readonly (readonly [name: string, text: string])[] = [
  ['at signs', fill('@')],
  ['names without hosts', fill('a@')],
  ['a name that never ends', `${fill('a.')}@`],
  ['hosts that never end', `a@${fill('b.')}`],
  ['hosts of dots', `a@${fill('.')}`],
  ['pluses', fill('+')],
  ['pluses and digits', fill('+1')],
  ['digits', fill('4')],
  ['digits in groups', fill('4111 ')],
  ['digits with dots', fill('1.')],
  ['the ends of a known number', fill('0143-')],
  ['separators', fill('- (')],
  ['separators before the end of a known number', `${fill(' ')}0143`],
  ['hex', fill('0a')],
  ['pairs', fill('a=b&')],
  ['pieces that are no pairs', `?x=1${fill('&a')}`],
  ['equals signs', `?${fill('=')}`],
  ['question marks', `=${fill('?')}`],
  ['percent signs', fill('%')],
  ['escapes of escapes', `%${fill('25')}40`],
  ['escapes that are no UTF-8', fill('%ff%41')],
  ['brackets', fill('[')],
  ['brackets that close', fill('[') + fill(']')],
  ['JSON of nothing else', `[${fill('{"a":"b"},')}0]`],
  ['JSON in JSON', `["${fill('[]').replaceAll('"', '\\"')}"]`],
  ["user-provided data's marks", `tv.1~${fill('~')}`],
  ["user-provided data's parts", `tv.1~${fill('em.~')}`],
  ["user-provided data's parts in parts", `tv.1~${fill('em.tv.1%7E')}`],
  ['spaces', fill(' ')],
  ['line breaks', fill('a=1\n')],
  ['signs of other scripts', fill('é\u2011')],
];

const patient = { ...jane, isHealth: true, health: ['hair loss', 'finasteride', '12345'] };

it.each(texts)('takes any number of %s in its stride', (_name, text) => {
  expect([
    ofBody({ x: text }, patient),
    ofBody({ phone: text }),
    ofBody({ [text]: 1 }),
    ofBody(text),
    ofRequest({ url: `https://platform.example/${text}` }),
    ofRequest({ headers: { 'x-any': text } }),
  ]).toEqual([[], [], [], [], [], []]);
});

it.each(texts)('finds what stands behind any number of %s', (_name, text) => {
  expect(ofBody({ x: `${text} \n jane@example.com` }).map(({ rule, path }) => `${path} ${rule}`)).toEqual([
    '/x raw_email',
  ]);
});

it('takes a hundred thousand keys', () => {
  const body = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, { e: [index, 'x'] }]));
  expect(ofBody(body)).toEqual([]);
});
