import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Container } from '../../src/container/compile.ts';
import { parseContainer } from '../../src/container/load.ts';
import type { Contracts } from '../../src/contracts/contract.ts';
import { loadContracts, shippedContracts } from '../../src/contracts/load.ts';
import { type RunScenariosOptions, runScenarios } from '../../src/workbench/run-scenarios.ts';
import type { Scenario } from '../../src/workbench/scenario.ts';
import { findScenarios, loadScenarios } from '../../src/workbench/scenario-files.ts';
import type { TestRun } from '../../src/workbench/test-run.ts';
import { root } from '../support/cli.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const text = read('sgtm.yaml');
let files: readonly string[];
let scenarios: readonly Scenario[];
let contracts: Contracts;

beforeAll(async () => {
  files = await findScenarios([], root);
  const loaded = await loadScenarios(files, { cwd: root, folder: root });
  expect(loaded.warnings).toEqual([]);
  scenarios = loaded.scenarios;
  contracts = await loadContracts([shippedContracts]);
});

function run(container: Container, options: Partial<RunScenariosOptions> = {}): Promise<TestRun> {
  return runScenarios({ scenarios, container, cwd: root, now: () => Date.UTC(2026, 10, 22), ...options });
}

/** The scenarios that fail with a changed container, each with the first value of its case. */
async function failing(from: string, to: string): Promise<readonly string[]> {
  expect(text.split(from).length).toBe(2);
  const { results } = await run(parseContainer(text.replace(from, () => to)), { contracts });
  return results
    .filter(({ status }) => status === 'failed')
    .map(({ name, with: values }) => [name, ...Object.values(values ?? {}).slice(0, 1)].join(', '));
}

test('all hold, and use every recording', async () => {
  const { results, notices, updated } = await run(parseContainer(text), {
    contracts,
    recordings: join(root, 'recordings'),
  });
  const failed = results.filter(({ status }) => status !== 'passed');
  expect({ failed, notices, updated }).toEqual({ failed: [], notices: [], updated: [] });
});

describe('what breaks fails the scenarios that cover it, and no others:', () => {
  const health = ['rx_issued', 'consult_started', 'consult_completed'] as const;
  test.each<[string, string, string, readonly string[]]>([
    [
      'the name of an event at a platform',
      'event_name: AddToCart',
      'event_name: AddToBasket',
      [
        'an item put into the cart reaches all but Google Ads and Kameleoon',
        'an item put into the cart goes to the accounts of its storefront, bosley',
        'an item put into the cart goes to the accounts of its storefront, pfizer',
        'an item put into the cart goes to the accounts of its storefront, hims',
      ],
    ],
    [
      'the pixel of a storefront',
      "pfizer: '1000000000000456'",
      "pfizer: '1000000000000457'",
      [
        'an item put into the cart goes to the accounts of its storefront, pfizer',
        'a checkout begun goes to the accounts of its storefront, pfizer',
        'a consultation completed goes to the accounts of its storefront, pfizer',
        'a consultation begun goes to the accounts of its storefront, pfizer',
        'a lead goes to the accounts of its storefront, pfizer',
        'a purchase goes to the accounts of its storefront, pfizer',
        'a prescription reaches GA4, Meta and TikTok alone',
        'a prescription goes to the accounts of its storefront, pfizer',
        'a registration goes to the accounts of its storefront, pfizer',
      ],
    ],
    ['a first name', '      signup: sign_up\n', '', ['signup, as the relay calls it, is a registration, signup']],
    [
      'who hears nothing of a person who said no',
      "matches_regex: '^denied$'",
      "matches_regex: '^no$'",
      ['purchase', 'add_to_cart', 'begin_checkout', 'generate_lead', 'sign_up', ...health].map(
        (name) => `of a person who said no, ${name} goes to nobody who has no field for that, ${name}`,
      ),
    ],
    [
      'what may be known of a prescription or a consultation',
      '      - page_location\n',
      '      - page_location\n      - user_properties\n      - page_title\n      - x-ga-mp2-user_properties\n',
      health.map((name) => `${name} lets nothing out that names a drug or a diagnosis, ${name}`),
    ],
  ])('%s', async (_, from, to, expected) => {
    expect(await failing(from, to)).toEqual(expected);
  });
});

describe('no scenario would notice', () => {
  type Yaml = Record<string, Record<string, Record<string, unknown>>>;

  /** Those of some changes after which all scenarios still hold. Contracts are left out, and who expects them. */
  async function unnoticed(
    places: readonly string[],
    change: (container: Yaml, place: string) => void,
  ): Promise<unknown> {
    const found: string[] = [];
    for (const place of places) {
      const copy = parse(text) as Yaml;
      change(copy, place);
      const asking = scenarios.filter(({ expect: { violations } }) => violations.listed.length === 0);
      const { results } = await run(parseContainer(JSON.stringify(copy)), { scenarios: asking, bail: true });
      if (results.every(({ status }) => status === 'passed')) found.push(place);
    }
    return found;
  }

  test('no tag that is paused', async () => {
    const tags = Object.keys((parse(text) as Yaml)['tags'] ?? {});
    expect(
      await unnoticed(tags, (copy, name) => {
        Object.assign(copy['tags']?.[name] ?? {}, { paused: true });
      }),
    ).toEqual([]);
  });

  test('no row of a table that says something else', async () => {
    const variables = (parse(text) as Yaml)['variables'] ?? {};
    const rows = Object.entries(variables).flatMap(([name, { map }]) =>
      Object.keys(map ?? {}).map((row) => `${name}/${row}`),
    );
    expect(
      await unnoticed(rows, (copy, place) => {
        const [name = '', row = ''] = place.split('/');
        const map = copy['variables']?.[name]?.['map'] as Record<string, string>;
        map[row] = `${map[row]}x`;
      }),
    ).toEqual([]);
  });
});

describe('schemas/scenario.schema.json', () => {
  const check = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(
    JSON.parse(read('schemas/scenario.schema.json')),
  );
  const said = (value: unknown): readonly string[] =>
    check(value) ? [] : (check.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);

  test('takes every shipped scenario', () => {
    expect(files.filter((file) => said(parse(read(file))).length > 0)).toEqual([]);
  });

  test.each<[string, object]>([
    ['an unknown key', { name: 'a', send: 'purchase', expcet: {} }],
    ['no name', { send: 'purchase' }],
    ['an unknown matcher', { name: 'a', send: 'purchase', expect: { response: { status: { $gt: 1 } } } }],
    ['a matcher of another kind', { name: 'a', send: 'purchase', expect: { response: { body: { $length: 'x' } } } }],
    ['a count that is none', { name: 'a', send: 'purchase', expect: { request_count: { meta: 'many' } } }],
  ])('refuses %s', (_, value) => {
    expect(check(value)).toBe(false);
  });
});
