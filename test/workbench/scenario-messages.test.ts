import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/event/json.ts';
import { FileError } from '../../src/text/file-error.ts';
import { parseScenarioText } from '../../src/workbench/scenario-files.ts';
import { parseScenarios } from '../../src/workbench/scenario-parse.ts';
import type { Samples } from '../../src/workbench/scenario-samples.ts';

const purchase: JsonObject = { client_id: '1.2', events: [{ name: 'purchase', params: { value: 5 } }] };
const samples: Samples = async (name) =>
  name === 'purchase' ? purchase : `there is no sample ${name}; did you mean purchase?`;

/** What is said of a file, a line for each fault. */
async function faults(text: string): Promise<readonly string[]> {
  const source = parseScenarioText('a.scenario.yaml', text);
  const { problems, warnings } = await parseScenarios(source, '/shop/contracts/a.scenario.yaml', samples);
  const all = [...problems, ...warnings];
  return all.length === 0 ? ['it holds'] : new FileError(source, all).message.split('\n');
}

type Row = readonly [title: string, text: string, ...messages: string[]];

/** What is said of a text. */
function files(rows: readonly Row[]): void {
  test.each(rows.map(([title, text, ...messages]) => [title, text, messages] as const))(
    '%s',
    async (_, text, messages) => {
      expect(await faults(text)).toEqual(messages.map((message) => `a.scenario.yaml:${message}`));
    },
  );
}

/** What is said of a scenario with these lines after its name; line 1 of them is line 2 of the file. */
function scenarios(rows: readonly Row[]): void {
  files(rows.map(([title, text, ...messages]) => [title, `name: a\n${text}`, ...messages]));
}

/** What is said of a scenario that expects this; it stands in line 3, from column 11. */
function expectations(rows: readonly Row[]): void {
  scenarios(rows.map(([title, text, ...messages]) => [title, `send: purchase\nexpect: { ${text} }`, ...messages]));
}

test.each([
  ['a sample', 'name: a\nsend: purchase'],
  ['a body', 'name: a\nsend: { client_id: "1", events: [] }'],
  ['a request', 'name: a\nsend: { method: GET, path: /healthy }'],
  ['several sends', 'name: a\nsend: [purchase, { sample: purchase, set: { client_id: "3" } }]'],
  ['several scenarios', 'scenarios: [{ name: a, send: purchase }, { name: b, send: purchase }]'],
  ['JSON', '{"name": "a", "send": "purchase", "expect": {"violations": "none"}}'],
  ['cases', 'name: a\nwith: [{ s: purchase }]\nsend: "{{s}}"'],
])('holds: %s', async (_, text) => {
  expect(await faults(text)).toEqual(['it holds']);
});

describe('the file as a whole', () => {
  const shape = 'a scenario file is a map with name, send and expect, or with scenarios: a list of such maps';
  test('nothing', async () => {
    expect(await faults('')).toEqual([`a.scenario.yaml: ${shape}`]);
  });
  files([
    ['a list', '- name: a', `1:1: ${shape}`],
    ['no name', 'send: purchase', '1:1: name: is missing'],
    ['an empty name', 'name: ""\nsend: purchase', '1:7: name: is empty: give it a value'],
    ['a name that is none', 'name: [a]\nsend: purchase', '1:7: name: must be text; it is a list'],
    ['scenarios that are none', 'scenarios: {}', '1:12: scenarios: must be a list of scenarios; it is a map'],
    ['no scenarios', 'scenarios: []', '1:12: scenarios: must be a list of scenarios; it is an empty one'],
    [
      'a scenario that is none',
      'scenarios: [purchase]',
      '1:13: scenarios[0]: must be a map with name, send and expect; it is text',
    ],
    [
      'something beside scenarios',
      'now: 2026-11-21T16:00:00Z\nscenarios: [{ name: a, send: purchase }]',
      '1:1: now: stands beside scenarios: move it into each of them',
    ],
    [
      'a name that is there twice',
      'scenarios:\n  - { name: a, send: purchase }\n  - { name: a, send: purchase }',
      '3:13: scenarios[1].name: the scenario at line 2 has this name too: reports cannot tell them apart',
    ],
    [
      'faults of several scenarios',
      'scenarios:\n  - { name: a, sends: purchase }\n  - { send: purchase, seed: -1 }',
      '2:16: scenarios[0].sends: unknown key; did you mean send?',
      '2:5: scenarios[0].send: is missing: name a sample, such as purchase, or write out an event: { client_id, events }',
      '3:5: scenarios[1].name: is missing',
      '3:29: scenarios[1].seed: must be a whole number from 0 to 4294967295',
    ],
    [
      'a fault of syntax',
      'name: a\nsend: [',
      '2:8: Flow sequence in block collection must be sufficiently indented and end with a ]: mend the YAML (or JSON) here',
    ],
    [
      'a fault of syntax where a placeholder is',
      'name: a\nwith: [{ s: x }]\nsend: { path: /{{s}}, body: a }',
      '3:16: Unexpected flow-map-start at node end: mend the YAML (or JSON) here; put text with {{name}} in it in quotes',
    ],
    ['a __proto__ key', 'name: a\n__proto__: {}', '2:1: __proto__: __proto__ cannot be a key: rename it'],
    [
      'a number that has lost digits',
      'name: a\nsend: { client_id: 1, events: [{ params: { id: 12345678901234567890 } }] }',
      '2:48: send.events[0].params.id: has more digits than a number can hold: put it in quotes',
    ],
  ]);
});

describe('a scenario', () => {
  scenarios([
    ['an unknown key', 'sends: purchase\nsend: purchase', '2:1: sends: unknown key; did you mean send?'],
    [
      'a moment that is none',
      'now: yesterday\nsend: purchase',
      '2:6: now: must be a moment such as 2026-11-21T16:00:00Z',
    ],
    ['a seed that is none', 'seed: 1.5\nsend: purchase', '2:7: seed: must be a whole number from 0 to 4294967295'],
    ['an empty list of cases', 'with: []\nsend: purchase', '2:7: with: is an empty list: give a case, or remove it'],
    ['cases that are no list', 'with: { a: 1 }\nsend: purchase', '2:7: with: must be a list; it is a map'],
    ['a case that is no map', 'with: [bosley]\nsend: purchase', '2:8: with[0]: must be a map of names to values'],
    [
      'a placeholder that no case has',
      'with: [{ storefront: a }]\nsend: { sample: purchase, set: { client_id: "{{storefrnt}}" } }',
      '3:45: send.set.client_id: {{storefrnt}}: case 1 of with: has none; did you mean storefront?',
    ],
    [
      'a placeholder that one case has not',
      'with: [{ a: x, b: y }, { a: x }]\nsend: { sample: purchase, set: { client_id: "{{a}}-{{b}}" } }',
      '3:45: send.set.client_id: {{b}}: case 2 of with: has none; known are a',
    ],
    [
      'a placeholder without cases',
      'send: { sample: purchase, set: { "{{a}}": 1 } }',
      '2:34: send.set."{{a}}": {{a}} stands for nothing: the scenario has no with:',
    ],
    [
      'a placeholder without quotes',
      'with: [{ a: purchase }]\nsend: {{a}}',
      '3:7: send: {{a}} must stand in quotes: without them YAML takes it for a map',
    ],
    [
      'a map within text',
      'with: [{ a: { b: 1 } }]\nsend: { sample: purchase, set: { client_id: "x{{a}}" } }',
      '3:45: send.set.client_id: {{a}} is a map: it can only stand alone, not within text',
    ],
    [
      'what a case makes wrong, once, at the place it is written',
      'with: [{ key: metta }, { key: metta }]\nsend: purchase\nexpect: { request_count: { "{{key}}": 1 } }',
      '4:28: expect.request_count."{{key}}": there is no platform metta; did you mean meta?',
    ],
  ]);
});

describe('what is sent', () => {
  scenarios([
    [
      'nothing',
      'expect: {}',
      '1:1: send: is missing: name a sample, such as purchase, or write out an event: { client_id, events }',
    ],
    ['an unknown sample', 'send: purchse', '2:7: send: there is no sample purchse; did you mean purchase?'],
    [
      'an unknown sample, with changes',
      'send: { sample: purchse, set: {} }',
      '2:17: send.sample: there is no sample purchse; did you mean purchase?',
    ],
    ['an empty list', 'send: []', '2:7: send: is an empty list: say what to send'],
    [
      'a number',
      'send: 5',
      '2:7: send: must be the name of a sample, a Measurement Protocol body or a request; it is 5',
    ],
    ['an empty map', 'send: {}', '2:7: send: is empty: name a sample, or write out an event: { client_id, events }'],
    ['events misspelt', 'send: { evnts: [] }', '2:9: send.evnts: unknown key; did you mean events?'],
    [
      'a misspelt key of a request',
      'send: { path: /x, boddy: a }',
      '2:19: send.boddy: unknown key; did you mean body?',
    ],
    [
      'a misspelt key of a sample',
      'send: { sample: purchase, sett: {} }',
      '2:27: send.sett: unknown key; did you mean set?',
    ],
    ['a path without its slash', 'send: { path: mp/collect }', '2:15: send.path: must begin with a slash: /mp/collect'],
    ['a query that is none', 'send: { query: a=b }', '2:16: send.query: must be a map; it is text'],
    [
      'a header that is none',
      'send: { headers: { a: { b: 1 } } }',
      '2:23: send.headers.a: must be text, a number, true, false, or a list of these',
    ],
    [
      'a change without a key',
      'send: { sample: purchase, set: { events..name: 1 } }',
      '2:34: send.set."events..name": is no key path: write keys and indices with dots between, such as events.0.params.value',
    ],
    [
      'something to take out that is not there',
      'send: { sample: purchase, unset: [events.0.params.valu] }',
      '2:35: send.unset[0]: the sample purchase has no events.0.params.valu',
    ],
    [
      'one of several',
      'send: [purchase, 5]',
      '2:18: send[1]: must be the name of a sample, a Measurement Protocol body or a request; it is 5',
    ],
  ]);
});

describe('what is expected', () => {
  expectations([
    ['an unknown key', 'request: []', '3:11: expect.request: unknown key; did you mean requests?'],
    ['a misspelt status', 'tags: { notfired: [] }', '3:19: expect.tags.notfired: unknown key; did you mean not_fired?'],
    ['tags that are no list', 'tags: { fired: Meta }', '3:26: expect.tags.fired: must be a list of names of tags'],
    [
      'an unknown key of a request',
      'requests: [{ platfrom: meta }]',
      '3:24: expect.requests[0].platfrom: unknown key; did you mean platform?',
    ],
    ['a request that is none', 'requests: [meta]', '3:22: expect.requests[0]: must be a map; it is text'],
    [
      'a request that anything meets',
      'requests: [{}]',
      '3:22: expect.requests[0]: is empty, which anything meets: say what to expect',
    ],
    [
      'a platform nobody has',
      'requests: [{ platform: facebook }]',
      '3:34: expect.requests[0].platform: there is no platform facebook; known are ga4, meta, tiktok, google_ads, data_manager, kameleoon, snapchat, pinterest, http_request',
    ],
    [
      'a count of a platform nobody has',
      'request_count: { metta: 1 }',
      '3:28: expect.request_count.metta: there is no platform metta; did you mean meta?',
    ],
    [
      'a count that is none',
      'request_count: { meta: -1 }',
      '3:34: expect.request_count.meta: must be a whole number from 0 up',
    ],
    [
      'violations that are none',
      'violations: some',
      '3:23: expect.violations: must be none, errors, or a list of the violations expected',
    ],
    [
      'an unknown key of a violation',
      'violations: [{ contrct: meta/events }]',
      '3:26: expect.violations[0].contrct: unknown key; did you mean contract?',
    ],
    [
      'a violation that anything is',
      'violations: [{}]',
      '3:24: expect.violations[0]: is empty, which anything meets: say what to expect',
    ],
    [
      'an unknown key of the answer',
      'response: { statuscode: 204 }',
      '3:23: expect.response.statuscode: unknown key; known are status, headers, body',
    ],
    [
      'a recording that is no file',
      'recording: 5',
      '3:22: expect.recording: must be the path of a file of recordings, or { file, expires }',
    ],
    [
      'a recording of another kind',
      'recording: ../purchase.yaml',
      '3:22: expect.recording: must be the path of a .json file, such as ../recordings/purchase.json',
    ],
    ['a recording without a file', 'recording: { expires: 90d }', '3:11: expect.recording.file: is missing'],
    [
      'a time that is none',
      'recording: { file: a.json, expires: 3 months }',
      '3:47: expect.recording.expires: must be a time such as 90d or 12h',
    ],
  ]);
});

describe('matchers', () => {
  const said = (pattern: string, ...messages: string[]): Row => [
    pattern,
    `response: { status: ${pattern} }`,
    ...messages,
  ];
  expectations([
    said('{ $regx: a }', '3:33: expect.response.status.$regx: unknown key; did you mean $regex?'),
    said(
      '{ $gte: 200, lte: 299 }',
      '3:44: expect.response.status.lte: stands beside a matcher: keys that begin with $ cannot be mixed with others',
    ),
    said(
      '{ $regex: "(" }',
      "3:41: expect.response.status.$regex: is no pattern: error parsing regexp: missing closing ): `(`; the syntax is RE2's, without look-around and back-references",
    ),
    said(
      '{ $regex: "(?=a)" }',
      "3:41: expect.response.status.$regex: is no pattern: error parsing regexp: invalid or unsupported Perl syntax: `(?=`; the syntax is RE2's, without look-around and back-references",
    ),
    said(
      '{ $regex: 5 }',
      '3:41: expect.response.status.$regex: $regex takes a pattern in RE2 syntax, in quotes; it is 5',
    ),
    said(
      '{ $type: int }',
      '3:40: expect.response.status.$type: $type takes one of string, number, integer, boolean, object, array, null; it is text',
    ),
    said(
      '{ $type: strng }',
      '3:40: expect.response.status.$type: $type takes one of string, number, integer, boolean, object, array, null; did you mean string?',
    ),
    said(
      '{ $any_of: 204 }',
      '3:42: expect.response.status.$any_of: $any_of takes a list of values or matchers; it is 204',
    ),
    said(
      '{ $any_of: [] }',
      '3:42: expect.response.status.$any_of: $any_of takes a list of values or matchers; it is a list',
    ),
    said(
      '{ $any_of: [1, { $typ: a }] }',
      '3:48: expect.response.status.$any_of[1].$typ: unknown key; did you mean $type?',
    ),
    said('{ $absent: false }', '3:42: expect.response.status.$absent: $absent takes true; it is false'),
    said(
      '{ $length: { min: 3, max: 1 } }',
      '3:42: expect.response.status.$length: $length takes a whole number, or { min, max }; it is a map',
    ),
    said('{ $approx: "5" }', '3:42: expect.response.status.$approx: $approx takes a number; it is text'),
    said('{ $approx: 5, within: -1 }', '3:53: expect.response.status.within: must be a number from 0 up'),
    said(
      '{ $approx: 5, wthin: 1 }',
      '3:45: expect.response.status.wthin: stands beside a matcher: keys that begin with $ cannot be mixed with others',
    ),
    said(
      '{ $each: { $not: { $gt: 1 } } }',
      '3:50: expect.response.status.$each.$not.$gt: unknown key; did you mean $gte?',
    ),
    said(
      '{ $hash_of: [a] }',
      '3:43: expect.response.status.$hash_of: $hash_of takes the text that was hashed; it is a list',
    ),
  ]);
});

test('values of cases keep their type', async () => {
  const text =
    'name: a\nwith: [{ n: 5, list: [a, b], t: "5" }]\nsend: { client_id: "{{n}}x{{t}}", events: "{{list}}", n: "{{n}}" }';
  const { scenarios: found } = await parseScenarios(parseScenarioText('a', text), '/a', samples);
  expect(found.map(({ sends }) => sends.map(({ body }) => JSON.parse(body ?? '') as Json))).toEqual([
    [{ client_id: '5x5', events: ['a', 'b'], n: 5 }],
  ]);
});
