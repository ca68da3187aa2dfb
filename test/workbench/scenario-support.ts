import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Container } from '../../src/container/compile.ts';
import { parseContainer } from '../../src/container/load.ts';
import type { Contracts } from '../../src/contracts/contract.ts';
import { contractsOf } from '../../src/contracts/load.ts';
import { valueSource } from '../../src/text/source.ts';
import { type RunScenariosOptions, runScenarios } from '../../src/workbench/run-scenarios.ts';
import { findScenarios, loadScenarios } from '../../src/workbench/scenario-files.ts';
import type { TestRun } from '../../src/workbench/test-run.ts';
import { emptyFolder } from '../support/cli.ts';

/** A tag for each thing a tag can do. */
export const shop: Container = parseContainer(`
name: shop
variables:
  Order: { type: event_data, path: transaction_id }
  Spam: { type: event_data, path: spam }
  Method: { type: constant, value: NONE }
triggers:
  All: {}
  Purchase: { when: [{ variable: '{{Event Name}}', equals: purchase }] }
  Refund: { when: [{ variable: '{{Event Name}}', equals: refund }] }
  Spam: { when: [{ variable: '{{Spam}}', equals: 'true' }] }
tags:
  Warehouse: { type: http_request, triggers: [All], url: https://warehouse.example/events, body: { order: '{{Order}}' } }
  Orders: { type: http_request, triggers: [Purchase], blocking_triggers: [Spam], url: 'https://orders.example/?id={{Order}}', body: null }
  Refunds: { type: http_request, triggers: [Refund], method: '{{Method}}', url: https://refunds.example/ }
  Old: { type: http_request, triggers: [All], paused: true, url: https://old.example/ }
`);

/** What the shop holds its own requests against: an order has a number, and should have a long one. */
export const shopContracts: Contracts = contractsOf([
  [
    'events/purchase',
    valueSource('contracts/events/purchase.schema.json', {
      type: 'object',
      required: ['transaction_id'],
      properties: { transaction_id: { type: 'string', minLength: 4, severity: 'warning' } },
    }),
  ],
]);

/** One purchase as a Measurement Protocol body, in YAML. */
export const purchase = '{ client_id: "1.2", events: [{ name: purchase, params: { transaction_id: T-10 } }] }';

/** A new folder with these files in it, by path. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs the scenarios in `contracts/` of a folder through the shop. Nothing takes time. */
export async function runFolder(cwd: string, options: Partial<RunScenariosOptions> = {}): Promise<TestRun> {
  const { scenarios } = await loadScenarios(await findScenarios([], cwd), { cwd, folder: cwd });
  const now = (): number => Date.UTC(2027, 0, 1);
  return runScenarios({
    scenarios,
    container: shop,
    contracts: shopContracts,
    cwd,
    now,
    elapsed: () => 0,
    ...options,
  });
}

/** Runs one scenario file. */
export async function runText(text: string, options: Partial<RunScenariosOptions> = {}): Promise<TestRun> {
  return runFolder(folderOf({ 'contracts/a.scenario.yaml': text }), options);
}
