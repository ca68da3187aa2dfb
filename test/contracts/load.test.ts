import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ContractError } from '../../src/contracts/contract-error.ts';
import { loadContracts, shippedContracts } from '../../src/contracts/load.ts';
import { contractOf, now, words } from './support.ts';

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sgtm-contracts-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function refusal(loading: Promise<unknown>): Promise<string> {
  try {
    await loading;
  } catch (error) {
    if (error instanceof ContractError) return error.message;
    throw error;
  }
  return 'it loads';
}

describe('the contracts of folders', () => {
  test('are named after their files; a later folder stands in for an earlier one', async () => {
    const first = folderOf({
      'acme/orders.schema.json': '{"title": "first"}',
      'acme/deep/items.schema.json': '{}',
      'acme/notes.txt': '',
    });
    const second = folderOf({ 'acme/orders.schema.json': '{"title": "second"}' });
    const contracts = await loadContracts([first, second, join(first, 'none')]);
    expect([contracts.names, contracts.get('acme/orders')?.title, contracts.get('acme/deep/items')?.title]).toEqual([
      ['acme/deep/items', 'acme/orders'],
      'second',
      'acme/deep/items',
    ]);
    expect(contracts.get('acme/none')).toBe(undefined);
  });

  test('a wrong one is refused with file, line and what to do', async () => {
    const folder = folderOf({ 'acme/orders.schema.json': '{\n  "requird": []\n}' });
    expect(await refusal(loadContracts([folder]))).toBe(
      `${join(folder, 'acme/orders.schema.json')}:2:3: requird: unknown keyword; did you mean required?`,
    );
  });

  test('one too large to be one', async () => {
    const folder = folderOf({ 'acme/orders.schema.json': ' '.repeat(1024 * 1024 + 1) });
    expect(await refusal(loadContracts([folder]))).toBe(
      `${join(folder, 'acme/orders.schema.json')}: has 1048577 bytes; a contract has at most 1048576`,
    );
  });

  test('a rule is found in its file again', async () => {
    const text = '{\n  "properties": {\n    "id": {\n      "type": "string"\n    }\n  }\n}';
    const folder = folderOf({ 'acme/orders.schema.json': text });
    const contract = (await loadContracts([folder])).get('acme/orders');
    const [violation] = contract?.check({ id: 1 }, now) ?? [];
    expect(contract?.locate(violation?.rulePath ?? '')).toEqual({
      file: join(folder, 'acme/orders.schema.json'),
      line: 4,
      column: 7,
    });
  });
});

describe('what comes with the program', () => {
  test('would be taken from a user too', async () => {
    // The same files under another path are checked as a user's are.
    const copy = mkdtempSync(join(tmpdir(), 'sgtm-contracts-'));
    cpSync(shippedContracts, copy, { recursive: true });
    const contracts = await loadContracts([copy]);
    for (const name of contracts.names) contracts.get(name)?.check({}, now);
    expect(contracts.names).toEqual((await loadContracts([shippedContracts])).names);
  });
});

describe('a whole request', () => {
  const contract = contractOf({
    request: {
      properties: {
        method: { const: 'POST' },
        path: { pattern: '^/v1/' },
        query: { required: ['key'] },
        body: { required: ['when'] },
      },
      if: { properties: { query: { required: ['visitor'] } } },
      else: { properties: { body: { required: ['visitor'], message: 'visitor must be in the query or in the body' } } },
    },
    properties: { id: { type: 'string' } },
  });

  test('is told with what is outside the payload apart', () => {
    const request = { method: 'GET', url: 'https://acme.example/v2/x', headers: {}, body: { id: 1 } };
    expect(contract.checkRequest(request, now).map(words).toSorted()).toEqual([
      '/id type: id must be text',
      '/visitor required: visitor must be in the query or in the body',
      '/when required: when must be given',
      'request:/method const: method must be "POST"',
      'request:/path pattern: path must match ^/v1/',
      'request:/query/key required: key must be given',
    ]);
  });

  test('that holds', () => {
    const url = 'https://acme.example/v1/x?key=${KEY}&visitor=1';
    expect(contract.checkRequest({ method: 'POST', url, headers: {}, body: { id: 'a', when: 1 } }, now)).toEqual([]);
  });

  test('of a pixel has its query as payload', () => {
    const pixel = contractOf({ payload: 'query', required: ['label'], properties: { value: { pattern: '^\\d+$' } } });
    const request = { method: 'GET', url: 'https://acme.example/p?value=1,5', headers: {}, body: null };
    expect(pixel.checkRequest(request, now).map(words)).toEqual([
      '/label required: label must be given',
      '/value pattern: value must match ^\\d+$',
    ]);
  });
});
