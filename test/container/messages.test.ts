import { describe, expect, test } from 'vitest';
import { ContainerError } from '../../src/container/container-error.ts';
import { parseContainer } from '../../src/container/load.ts';
import { fakeTags } from './fake-tags.ts';

function faults(text: string): readonly string[] {
  try {
    parseContainer(text, 'sgtm.yaml', fakeTags);
  } catch (error) {
    if (error instanceof ContainerError) return error.message.split('\n');
    throw error;
  }
  return ['it compiles'];
}

/** What to say of a container with these lines after its name; line 1 of them is line 2 of the file. */
const table = (rows: readonly (readonly [string, string, ...string[]])[]): void => {
  test.each(rows.map(([title, text, ...messages]) => [title, text, messages] as const))('%s', (_, text, messages) => {
    expect(faults(`name: shop\n${text}`)).toEqual(messages.map((message) => `sgtm.yaml:${message}`));
  });
};

const operators =
  'equals, contains, starts_with, ends_with, matches_regex, less_than, less_or_equal, greater_than, greater_or_equal';
const variableTypes =
  'event_data, lookup_table, regex_table, constant, request_header, query_parameter, cookie, request_path, request_method, random_number';

test('a container that holds', () => {
  expect(faults('name: shop\ntags: { Echo: { type: echo } }\n')).toEqual(['it compiles']);
});

describe('the file as a whole', () => {
  test.each([
    [
      'nothing',
      '',
      'sgtm.yaml: a container file is a map with name, clients, variables, triggers and tags: start from `sgtm init`',
    ],
    [
      'a list',
      '- name: shop',
      'sgtm.yaml:1:1: a container file is a map with name, clients, variables, triggers and tags: start from `sgtm init`',
    ],
    ['no name', 'tags: {}', 'sgtm.yaml:1:1: name: is missing'],
    ['an empty name', 'name: ""', 'sgtm.yaml:1:7: name: is empty: give it a value'],
    ['a name that is a list', 'name: [a]', 'sgtm.yaml:1:7: name: must be text; it is a list'],
    [
      'a GTM container export',
      '{\n  "exportFormatVersion": 2,\n  "containerVersion": {}\n}',
      'sgtm.yaml:2:3: exportFormatVersion: this is a GTM container export, which cannot be run yet: describe the container in sgtm.yaml',
    ],
    [
      'a fault of syntax',
      'name: shop\ntags: [',
      'sgtm.yaml:2:8: Flow sequence in block collection must be sufficiently indented and end with a ]: mend the YAML (or JSON) here',
    ],
    ['a __proto__ key', 'name: shop\n__proto__: {}', 'sgtm.yaml:2:1: __proto__: __proto__ cannot be a key: rename it'],
  ])('%s', (_, text, message) => {
    expect(faults(text)).toEqual([message]);
  });
});

describe('keys', () => {
  table([
    ['at the top, misspelt', 'varaibles: {}', '2:1: varaibles: unknown key; did you mean variables?'],
    [
      'at the top, unlike any',
      'plugins: {}',
      '2:1: plugins: unknown key; known are name, id, version, environment, default_region, pii_guard, access, clients, variables, triggers, transformations, tags',
    ],
    [
      'several of one part, each with its own advice',
      'tags:\n  Echo:\n    type: echo\n    lst: 1\n    modus: 2',
      '5:5: tags.Echo.lst: unknown key; did you mean list?',
      '6:5: tags.Echo.modus: unknown key; did you mean mode?',
    ],
    [
      'of a client',
      'clients:\n  GA4 Client: { type: ga4, path: [/x] }',
      '3:28: clients."GA4 Client".path: unknown key; did you mean paths?',
    ],
    [
      'of a variable',
      'variables:\n  Value: { type: event_data, path: value, defualt: 1 }',
      '3:43: variables.Value.defualt: unknown key; did you mean default?',
    ],
    [
      'of a variable that takes none',
      'variables:\n  Path: { type: request_path, path: x }',
      '3:31: variables.Path.path: unknown key: nothing goes here',
    ],
    [
      'of a row',
      'variables:\n  Kind:\n    type: regex_table\n    input: "{{Event Name}}"\n    rows: [{ matches: a, vlaue: b, value: c }]',
      '6:26: variables.Kind.rows[0].vlaue: unknown key; did you mean value?',
    ],
    ['of a trigger', 'triggers:\n  All: { whn: [] }', '3:10: triggers.All.whn: unknown key; did you mean when?'],
    [
      'of a condition',
      "triggers:\n  All: { when: [{ variable: '{{Event Name}}', equal: purchase }] }",
      '3:47: triggers.All.when[0].equal: unknown key; did you mean equals?',
    ],
    [
      'of a transformation',
      'transformations:\n  Cut: { type: allow, parameters: [value], exceptTags: [] }',
      '3:44: transformations.Cut.exceptTags: unknown key; did you mean except_tags?',
    ],
    [
      'of a setup tag',
      'tags:\n  A: { type: echo, setup_tag: { tag: B, stop_on_failur: true } }\n  B: { type: echo }',
      '3:41: tags.A.setup_tag.stop_on_failur: unknown key; did you mean stop_on_failure?',
    ],
    [
      "inside a tag's field",
      'tags:\n  A: { type: echo, options: { curency: EUR } }',
      '3:31: tags.A.options.curency: unknown key; did you mean currency?',
    ],
    [
      'of a schedule',
      'tags:\n  A: { type: echo, schedule: { from: 2026-01-01 } }',
      '3:32: tags.A.schedule.from: unknown key; known are start, end',
    ],
    [
      'that look like variables',
      "tags:\n  A: { type: echo, values: { '{{Event Name}}': 1 } }",
      '3:30: tags.A.values."{{Event Name}}": a key is taken as it is written: use {{Variables}} in values',
    ],
  ]);
});

describe('types', () => {
  table([
    ['missing from a tag', 'tags:\n  A: { triggers: [] }', '3:3: tags.A: has no type; known are echo, slow, needy'],
    ['missing from a variable', 'variables:\n  V: {}', `3:3: variables.V: has no type; known are ${variableTypes}`],
    ['misspelt', 'tags:\n  A: { type: ehco }', '3:14: tags.A.type: unknown type "ehco"; did you mean echo?'],
    [
      'unlike any',
      'transformations:\n  T: { type: rename }',
      '3:14: transformations.T.type: unknown type "rename"; known are allow, exclude, augment',
    ],
    ['of a client', 'clients:\n  C: { type: ga }', '3:14: clients.C.type: unknown type "ga"; did you mean ga4?'],
    ['that are no text', 'tags:\n  A: { type: 4 }', '3:14: tags.A.type: unknown type 4; known are echo, slow, needy'],
    [
      'named like a property of every object',
      'tags:\n  A: { type: constructor }',
      '3:14: tags.A.type: unknown type "constructor"; known are echo, slow, needy',
    ],
    [
      'template',
      'variables:\n  V: { type: template, file: v.tpl }',
      '3:14: variables.V.type: templates (.tpl) cannot be run yet: use a built-in type',
    ],
  ]);
});

describe('values', () => {
  table([
    ['a section that is a list', 'tags: [a]', '2:7: tags: must be a map of names to tags; it is a list'],
    ['a tag that is text', 'tags:\n  A: echo', '3:6: tags.A: must be a map with a type; it is text'],
    ['a tag that is empty', 'tags:\n  A:', '3:5: tags.A: must be a map with a type; it is empty'],
    ['a trigger that is text', 'triggers:\n  A: purchase', '3:6: triggers.A: must be a map; it is text'],
    [
      'conditions that are a map',
      "triggers:\n  A: { when: { variable: '{{Event Name}}', equals: a } }",
      '3:14: triggers.A.when: must be a list of conditions',
    ],
    ['a missing field', 'tags:\n  A: { type: needy }', '3:3: tags.A.account: is missing'],
    ['a missing path', 'variables:\n  V: { type: event_data }', '3:3: variables.V.path: is missing'],
    ['a missing value', 'variables:\n  V: { type: constant }', '3:3: variables.V.value: is missing'],
    [
      'a path that is a number',
      'variables:\n  V: { type: event_data, path: 5 }',
      '3:32: variables.V.path: must be text; it is 5',
    ],
    [
      'a path that is empty',
      'variables:\n  V: { type: event_data, path: }',
      '3:32: variables.V.path: must be text; it is empty',
    ],
    [
      'an empty path',
      "variables:\n  V: { type: event_data, path: '' }",
      '3:32: variables.V.path: is empty: give it a value',
    ],
    [
      'a switch in quotes',
      'tags:\n  A: { type: echo, paused: "yes" }',
      '3:28: tags.A.paused: must be true or false; it is text',
    ],
    [
      'a priority in words',
      'tags:\n  A: { type: echo, priority: high }',
      '3:30: tags.A.priority: must be a number; it is text',
    ],
    [
      'a number without end',
      'tags:\n  A: { type: echo, priority: .inf }',
      '3:30: tags.A.priority: must be a number; it is Infinity',
    ],
    [
      'no number at all',
      'variables:\n  V: { type: constant, value: [1, .nan] }',
      '3:35: variables.V.value[1]: cannot be written as JSON; it is NaN',
    ],
    [
      'half a number',
      'variables:\n  V: { type: random_number, min: 1.5 }',
      '3:34: variables.V.min: must be a whole number; it is 1.5',
    ],
    [
      'a number with too many digits',
      'tags:\n  A: { type: echo, body: 12345678901234567890 }',
      '3:26: tags.A.body: has more digits than a number can hold: put it in quotes',
    ],
    [
      'a number with too many digits where numbers go',
      'variables:\n  V: { type: random_number, max: 12345678901234567890 }',
      '3:34: variables.V.max: has more digits than a number can hold: put it in quotes',
    ],
    [
      'bounds the wrong way round',
      'variables:\n  V: { type: random_number, min: 5, max: 1 }',
      '3:3: variables.V: its min is above its max: no number is between them',
    ],
    [
      'a credential in the query',
      'variables:\n  V: { type: query_parameter, name: api_secret }',
      '3:37: variables.V.name: api_secret is a credential of whoever sends the request: no variable reads it, so that no recording shows it',
    ],
    [
      'a credential in a header',
      'variables:\n  V: { type: request_header, name: Authorization }',
      '3:36: variables.V.name: Authorization is a credential of whoever sends the request: no variable reads it, so that no recording shows it',
    ],
    [
      "a field's wrong kind",
      'tags:\n  A: { type: echo, count: [1], strict: [1], mode: [1] }',
      '3:27: tags.A.count: must be a number, or a {{Variable}} that holds it',
      '3:40: tags.A.strict: must be true or false, or a {{Variable}} that holds it',
      '3:51: tags.A.mode: must be one of plain, fancy, or a {{Variable}} that holds it',
    ],
    [
      'triggers that are one name',
      'triggers: { All: }\ntags:\n  A: { type: echo, triggers: All }',
      '4:30: tags.A.triggers: must be a list of names',
    ],
    [
      'a trigger that is a number',
      'tags:\n  A: { type: echo, triggers: [1] }',
      '3:31: tags.A.triggers[0]: must be text; it is 1',
    ],
    [
      'a path without a slash',
      'clients:\n  C: { type: ga4, paths: [collect] }',
      '3:27: clients.C.paths[0]: must start with "/"',
    ],
    [
      'an unknown firing option',
      'tags:\n  A: { type: echo, firing_option: always }',
      '3:35: tags.A.firing_option: must be one of once_per_event, unlimited, once_per_load',
    ],
    [
      'an unknown consent type',
      'tags:\n  A: { type: echo, consent_required: [ads] }',
      '3:39: tags.A.consent_required[0]: must be among ad_storage, analytics_storage, ad_user_data, ad_personalization',
    ],
    [
      'a country by name',
      'default_region: Germany',
      '2:17: default_region: must be an ISO 3166-1 alpha-2 country code in capitals, such as US',
    ],
    [
      "a time in the machine's own zone",
      "tags:\n  A: { type: echo, schedule: { start: '2026-12-01T00:00:00' } }",
      '3:39: tags.A.schedule.start: must be a date, or a date and time with its offset, such as 2026-12-01T00:00:00Z',
    ],
    [
      'a day there is not',
      "tags:\n  A: { type: echo, schedule: { end: '2026-13-01' } }",
      '3:37: tags.A.schedule.end: must be a date, or a date and time with its offset, such as 2026-12-01T00:00:00Z',
    ],
    [
      'an end before the start',
      'tags:\n  A: { type: echo, schedule: { start: 2026-12-02, end: 2026-12-01 } }',
      '3:56: tags.A.schedule.end: is not after start, so the tag could never fire',
    ],
    [
      'a setup tag that is a list',
      'tags:\n  A: { type: echo, setup_tag: [B] }',
      "3:31: tags.A.setup_tag: must be a tag's name, or { tag, stop_on_failure }",
    ],
  ]);
});

describe('names', () => {
  table([
    [
      'an unknown variable, nearly known',
      "variables:\n  Pixel: { type: constant, value: 1 }\ntags:\n  A: { type: echo, url: 'https://x.example/{{Pixle}}' }",
      '5:25: tags.A.url: unknown variable {{Pixle}}; did you mean {{Pixel}}?',
    ],
    [
      'an unknown built-in, nearly known',
      "triggers:\n  T: { when: [{ variable: '{{event_name}}', equals: a }] }",
      '3:27: triggers.T.when[0].variable: unknown variable {{event_name}}; did you mean {{Event Name}}?',
    ],
    [
      'an unknown variable, unlike any',
      "tags:\n  A: { type: echo, values: { a: [{ b: '{{Storefront}}' }] } }",
      '3:39: tags.A.values.a[0].b: unknown variable {{Storefront}}; add it under variables',
    ],
    [
      'a name of every object is no variable',
      "tags:\n  A: { type: echo, url: '{{toString}}' }",
      '3:25: tags.A.url: unknown variable {{toString}}; add it under variables',
    ],
    [
      'one unknown variable twice in a text is reported once',
      "tags:\n  A: { type: echo, url: '{{Storefront}}/{{Storefront}}' }",
      '3:25: tags.A.url: unknown variable {{Storefront}}; add it under variables',
    ],
    [
      'the name of a built-in variable taken',
      'variables:\n  Client ID: { type: constant, value: 1 }',
      '3:3: variables."Client ID": is the name of a built-in variable: choose another',
    ],
    [
      'unknown triggers',
      'triggers: { Purchase Event: }\ntags:\n  A: { type: echo, triggers: [Purchase Evnt], blocking_triggers: [Bots] }',
      '4:31: tags.A.triggers[0]: no trigger is named "Purchase Evnt"; did you mean "Purchase Event"?',
      '4:67: tags.A.blocking_triggers[0]: no trigger is named "Bots"; add it under triggers',
    ],
    [
      'unknown setup and cleanup tags',
      'tags:\n  Log In: { type: echo }\n  A: { type: echo, setup_tag: Login, cleanup_tag: { tag: Leave } }',
      '4:31: tags.A.setup_tag: no tag is named "Login"; did you mean "Log In"?',
      '4:58: tags.A.cleanup_tag.tag: no tag is named "Leave"; add it under tags',
    ],
    [
      'unknown tags of a transformation',
      'tags: { Meta: { type: echo } }\ntransformations:\n  T: { type: allow, parameters: [a], tags: [Mata], except_tags: [Snapchat] }',
      '4:45: transformations.T.tags[0]: no tag is named "Mata"; did you mean "Meta"?',
      '4:66: transformations.T.except_tags[0]: no tag is named "Snapchat"; add it under tags',
    ],
    [
      'variables that lead back to themselves',
      "variables:\n  A: { type: lookup_table, input: '{{B}}', map: {} }\n  B: { type: constant, value: ['{{C}}'] }\n  C: { type: event_data, path: c, default: '{{A}} {{A}}' }\n  D: { type: constant, value: '{{A}}' }",
      '3:3: variables.A: leads back to itself: {{A}} → {{B}} → {{C}} → {{A}}',
    ],
    [
      'a variable that is its own default',
      "variables:\n  A: { type: event_data, path: a, default: '{{A}}, {{A}}' }",
      '3:3: variables.A: leads back to itself: {{A}} → {{A}}',
    ],
    [
      'setup tags that lead back',
      'tags:\n  A: { type: echo, setup_tag: B }\n  B: { type: echo, cleanup_tag: { tag: C } }\n  C: { type: echo, setup_tag: A, cleanup_tag: A }',
      '3:3: tags.A: its setup and cleanup tags lead back to it: A → B → C → A',
    ],
  ]);
});

describe('texts', () => {
  const perl = ' (RE2 has no look-around and no back-references)';
  table([
    [
      '{{ that does not end',
      "tags:\n  A: { type: echo, url: 'a {{Event Name' }",
      '3:25: tags.A.url: has {{ without }}',
    ],
    [
      '{{ that ends too early',
      "tags:\n  A: { type: echo, url: '{{Event Name} b' }",
      '3:25: tags.A.url: has {{ without }}',
    ],
    [
      '{{ before a whole one',
      "tags:\n  A: { type: echo, url: '{{Event {{Event Name}}' }",
      '3:25: tags.A.url: has {{ without }}',
    ],
    [
      'nothing between {{ and }}',
      "tags:\n  A: { type: echo, url: '{{}}' }",
      '3:25: tags.A.url: unknown variable {{}}; add it under variables',
    ],
    [
      'plain text where a variable is meant',
      'triggers:\n  T: { when: [{ variable: Event Name, equals: a }] }\nvariables:\n  V: { type: lookup_table, input: Event Name, map: {} }',
      '5:35: variables.V.input: is plain text: write "{{Event Name}}" to mean the variable',
      '3:27: triggers.T.when[0].variable: is plain text: write "{{Event Name}}" to mean the variable',
    ],
    [
      'a variable where none is filled in',
      "variables:\n  V: { type: event_data, path: 'items.{{Random Number}}' }\ntags:\n  A: { type: echo, triggers: ['{{Event Name}}'] }",
      '3:32: variables.V.path: {{Random Number}} is not filled in here: write the value itself',
      '5:31: tags.A.triggers[0]: {{Event Name}} is not filled in here: write the value itself',
      '5:31: tags.A.triggers[0]: no trigger is named "{{Event Name}}"; add it under triggers',
    ],
    [
      'secrets in small letters, secrets that do not end',
      'tags:\n  A: { type: echo, token: "Bearer ${meta_token}", url: "${META_TOKEN}/${TIKTOK" }',
      '3:27: tags.A.token: ${meta_token} is not a secret: write ${NAME} in capitals, digits and underscores',
      '3:56: tags.A.url: ${TIKTOK is not a secret: write ${NAME} in capitals, digits and underscores',
    ],
    [
      'a secret in a condition',
      "triggers:\n  T: { when: [{ variable: '{{Event Name}}', equals: '${META_TOKEN}' }] }",
      '3:53: triggers.T.when[0].equals: ${META_TOKEN} is not filled in here: secrets go into the fields of tags and the values of variables',
    ],
    [
      'a secret in event data',
      "transformations:\n  T: { type: augment, parameters: { token: '${META_TOKEN}' } }",
      '3:44: transformations.T.parameters.token: ${META_TOKEN} is not filled in here: secrets go into the fields of tags and the values of variables',
    ],
    [
      'a condition without a comparison',
      "triggers:\n  T: { when: [{ variable: '{{Event Name}}' }] }",
      `3:15: triggers.T.when[0]: needs exactly one comparison of ${operators}; it has none`,
    ],
    [
      'a condition with two comparisons',
      "triggers:\n  T: { when: [{ variable: '{{Event Name}}', equals: a, contains: b }] }",
      `3:15: triggers.T.when[0]: needs exactly one comparison of ${operators}; it has equals and contains`,
    ],
    [
      'a comparison of size with a word',
      "triggers:\n  T: { when: [{ variable: '{{Event Name}}', less_than: many }] }",
      '3:56: triggers.T.when[0].less_than: "many" is not a number, so nothing can be compared with it',
    ],
    [
      'ignore_case without a pattern',
      "triggers:\n  T: { when: [{ variable: '{{Event Name}}', equals: a, ignore_case: true }] }",
      '3:56: triggers.T.when[0].ignore_case: goes with matches_regex alone, not with equals: compare by a pattern',
    ],
    [
      'patterns that are none',
      "triggers:\n  T: { when: [{ variable: '{{Event Name}}', matches_regex: '(a' }] }\n  U: { when: [{ variable: '{{Event Name}}', matches_regex: 'a(?=b)' }] }",
      '3:60: triggers.T.when[0].matches_regex: is not an RE2 pattern: missing closing ): `(a`',
      `4:60: triggers.U.when[0].matches_regex: is not an RE2 pattern: invalid or unsupported Perl syntax: \`(?=\`${perl}`,
    ],
    [
      'a pattern of a row that refers back',
      "variables:\n  V:\n    type: regex_table\n    input: '{{Event Name}}'\n    rows: [{ matches: a, value: 1 }, { matches: '(a)\\1', value: 2 }]",
      `6:49: variables.V.rows[1].matches: is not an RE2 pattern: invalid escape sequence: \`\\1\`${perl}`,
    ],
    [
      'a pattern that repeats too often',
      "transformations:\n  T: { type: exclude, parameters: [a], when: [{ variable: '{{Event Name}}', matches_regex: 'a{2000}' }] }",
      '3:92: transformations.T.when[0].matches_regex: is not an RE2 pattern: invalid repeat count: `{2000}`',
    ],
  ]);
});

describe('several faults', () => {
  table([
    [
      'of keys and values, in the order of the sections',
      'tags:\n  A: { type: echo, trigers: [] }\n  B: { type: echoo }\nvariables:\n  V: { type: event_data, path: 1, defalt: 2 }\nid: 5',
      '7:5: id: must be text; it is 5',
      '6:32: variables.V.path: must be text; it is 1',
      '6:35: variables.V.defalt: unknown key; did you mean default?',
      '3:20: tags.A.trigers: unknown key; did you mean triggers?',
      '4:14: tags.B.type: unknown type "echoo"; did you mean echo?',
    ],
    [
      'of names and texts',
      "triggers:\n  T: { when: [{ variable: '{{Evnt Name}}', matches_regex: '[' }] }\ntags:\n  A: { type: echo, triggers: [U], url: '{{Event Name}}{{', token: '${x}' }",
      '3:27: triggers.T.when[0].variable: unknown variable {{Evnt Name}}; did you mean {{Event Name}}?',
      '5:40: tags.A.url: has {{ without }}',
      '5:67: tags.A.token: ${x} is not a secret: write ${NAME} in capitals, digits and underscores',
      '3:59: triggers.T.when[0].matches_regex: is not an RE2 pattern: missing closing ]: `[`',
      '5:31: tags.A.triggers[0]: no trigger is named "U"; add it under triggers',
    ],
  ]);
});
