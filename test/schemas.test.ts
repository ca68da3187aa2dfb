import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from './support/cli.ts';
import { goldenNames } from './support/reference.ts';

const json = (path: string): Record<string, unknown> => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** What a published schema says of a value. */
function check(schema: string, value: unknown): readonly string[] {
  const validate = new Ajv2020({ strict: false, allErrors: true, allowUnionTypes: true }).compile(
    json(`schemas/${schema}.schema.json`),
  );
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);
}

const container = (): Record<string, Record<string, Record<string, unknown>>> =>
  parse(readFileSync(join(root, 'sgtm.yaml'), 'utf8'));

describe('the published schemas', () => {
  it('take the reference container', () => {
    expect(check('container', container())).toEqual([]);
  });

  it('refuse what the loader refuses', () => {
    const wrong = container();
    const tag = wrong['tags']?.['Meta CAPI - Purchase'] ?? {};
    tag['pixel_idd'] = '1';
    expect(check('container', wrong)).not.toEqual([]);
    expect(check('container', { ...container(), taggs: {} })).toEqual([' additionalProperties']);
    expect(check('container', { triggers: {} })).toEqual([' required']);
  });

  it.each(goldenNames())('take the golden recording %s', (name) => {
    const recordings = json(`recordings/${name}.json`);
    expect(check('recording-file', recordings)).toEqual([]);
    expect(check('recording', (recordings['recordings'] as unknown[])[0])).toEqual([]);
  });

  it('refuse a recording that is not whole', () => {
    const [recording] = json('recordings/purchase.json')['recordings'] as [Record<string, unknown>];
    expect(check('recording', { ...recording, events: undefined, extra: 1 })).toEqual([
      ' required',
      ' additionalProperties',
    ]);
  });
});
