import { describe, expect, test } from 'vitest';
import { problems } from './support.ts';

const at = 'contracts/acme/orders.schema.json';

describe('a contract that can be used', () => {
  test.each([
    ['nothing in particular', '{}'],
    [
      'every keyword of ours',
      JSON.stringify({
        payload: 'body',
        versions: ['v1'],
        request: { properties: { method: { const: 'POST' } } },
        severity: 'warning',
        source: 'https://acme.example',
        message: { type: 'no' },
        help: 'do',
        code: '40',
        rule: 'r',
        properties: {
          a: { sha256: 'hex' },
          b: { maxAge: '7d', maxFuture: '60s', timeUnit: 'seconds' },
          c: { uniqueKeys: ['n'] },
          d: { maxBytes: 3 },
          e: { publicAddress: true },
        },
      }),
    ],
    [
      'a schema within itself, further down',
      '{"properties": {"child": {"$ref": "#"}, "all": {"items": {"$ref": "#/properties/child"}}}}',
    ],
    ['another contract', '{"properties": {"item": {"$ref": "acme/items#/$defs/item"}}}'],
    [
      'patterns that end',
      '{"properties": {"fbc": {"pattern": "^fb\\\\.[0-2]\\\\.\\\\d{13}\\\\..+$"}, "name": {"pattern": "^[a-z]+(?:\\\\.[a-z]+)*$"}}}',
    ],
  ])('%s', (_, text) => {
    expect(problems(text)).toEqual([]);
  });
});

describe('what is wrong, where, and what to do', () => {
  test.each([
    ['no object', '[1]', `${at}:1:1: a contract must be an object: a JSON Schema`],
    ['no JSON', '{\n  "type": "object",,\n}', `${at}:2:20: Unexpected , in flow map: mend the YAML (or JSON) here`],
    [
      'an unknown keyword',
      '{\n  "properties": {\n    "a": { "maxlength": 3 }\n  }\n}',
      `${at}:3:12: properties.a.maxlength: unknown keyword; did you mean maxLength?`,
    ],
    [
      'a key of the root further down',
      '{\n  "properties": { "a": { "payload": "query" } }\n}',
      `${at}:2:26: properties.a.payload: belongs at the root of the contract`,
    ],
    [
      'a wrong type',
      '{\n  "type": "objekt"\n}',
      `${at}:2:11: type: must be one of array, boolean, integer, null, number, object, string, or a list of these`,
    ],
    [
      'a wrong value of a standard keyword',
      '{\n  "properties": { "a": { "maxLength": "3" } }\n}',
      `${at}:2:39: properties.a.maxLength: must be a whole number`,
    ],
    [
      'a wrong value of one of ours',
      '{\n  "properties": {\n    "a": { "maxAge": "a week" }\n  }\n}',
      `${at}:3:22: properties.a.maxAge: must match ^\\d{1,6}[smhd]$`,
    ],
    ['a format there is not', '{\n  "format": "ip4"\n}', `${at}:2:13: format: unknown format; did you mean ipv4?`],
    ['a severity there is not', '{\n  "severity": "fatal"\n}', `${at}:2:15: severity: must be error or warning`],
    [
      'a message that is no text',
      '{\n  "message": ["a"]\n}',
      `${at}:2:14: message: must be text, or a map of text by keyword`,
    ],
    ['a source that is no text', '{\n  "source": 1\n}', `${at}:2:13: source: must be text: where the platform says so`],
    ['a payload there is not', '{\n  "payload": "form"\n}', `${at}:2:14: payload: must be body or query`],
    [
      'a reference that leads nowhere',
      '{\n  "$ref": "#/$defs/none"\n}',
      `${at}:2:11: $ref: #/$defs/none leads nowhere in this file`,
    ],
    [
      'a contract there is not',
      '{\n  "$ref": "acme/itens#/$defs/item"\n}',
      `${at}:2:11: $ref: there is no contract acme/itens; did you mean acme/items?`,
    ],
    [
      'a reference that leads nowhere in another contract',
      '{\n  "$ref": "acme/items#/$defs/none"\n}',
      `${at}:2:11: $ref: acme/items#/$defs/none leads nowhere in that contract`,
    ],
    [
      'a reference round in a circle through another contract',
      '{\n  "$ref": "acme/items"\n}',
      `${at}:2:11: $ref: acme/items comes back to itself: it says nothing of any value`,
    ],
    ['a reference by an anchor', '{\n  "$ref": "#item"\n}', `${at}:2:11: $ref: #item leads nowhere in this file`],
    ['a reference that is no text', '{\n  "$ref": 1\n}', `${at}:2:11: $ref: must be text, such as #/$defs/item`],
    [
      'a reference round in a circle',
      '{\n  "$ref": "#/$defs/a",\n  "$defs": { "a": { "allOf": [{ "$ref": "#/$defs/b" }] }, "b": { "$ref": "#/$defs/a" } }\n}',
      `${at}:2:11: $ref: #/$defs/a comes back to itself: it says nothing of any value`,
    ],
    [
      'no regular expression',
      '{\n  "pattern": "(a"\n}',
      `${at}:2:14: pattern: is no regular expression: /(a/u: Unterminated group`,
    ],
    [
      'a pattern that never ends',
      '{\n  "pattern": "^(a+)+$"\n}',
      `${at}:2:14: pattern: may take for ever on some text: what repeats must not hold what repeats, nor a choice`,
    ],
    [
      'such a pattern as a key',
      '{\n  "patternProperties": { "(x+x+)+y": {} }\n}',
      `${at}:2:26: patternProperties."(x+x+)+y": may take for ever on some text: what repeats must not hold what repeats, nor a choice`,
    ],
    [
      'a key given twice',
      '{\n  "type": "object",\n  "type": "array"\n}',
      `${at}:3:3: type: the key is there already, at line 2: rename or remove one of them`,
    ],
  ])('%s', (_, text, message) => {
    expect(problems(text)).toEqual([message]);
  });

  test('all unknown keywords at once', () => {
    expect(problems('{\n  "requird": ["a"],\n  "colour": "red"\n}')).toEqual([
      `${at}:2:3: requird: unknown keyword; did you mean required?`,
      `${at}:3:3: colour: unknown keyword: see the contract format for those there are`,
    ]);
  });
});
