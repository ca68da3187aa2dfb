import type { Contract } from '../../src/contracts/contract.ts';
import { ContractError } from '../../src/contracts/contract-error.ts';
import { checkContract, contractsOf } from '../../src/contracts/load.ts';
import type { Violation } from '../../src/contracts/violation.ts';
import { parseSource } from '../../src/text/source.ts';

/** 2026-11-21T16:00:00Z. */
export const now: number = Date.UTC(2026, 10, 21, 16);

/** A contract by the name `acme/orders`, of a schema; others it may refer to beside it. */
export function contractOf(schema: unknown, others: Readonly<Record<string, unknown>> = {}): Contract {
  const all = { 'acme/orders': schema, ...others };
  const sources = Object.entries(all).map(
    ([name, one]) => [name, parseSource(`${name}.schema.json`, JSON.stringify(one))] as const,
  );
  return contractsOf(sources).get('acme/orders') as Contract;
}

/** What a schema says of a value, each fault by its place, rule and words. */
export function faults(schema: unknown, value: unknown): readonly string[] {
  return contractOf(schema).check(value, now).map(words);
}

/** `/em/0 sha256: em must be …`, with `in:` before the path of a fault outside the payload. */
export function words({ in: part, path, rule, message }: Violation): string {
  return `${part === undefined ? '' : `${part}:`}${path} ${rule}: ${message}`;
}

/** What is wrong with a contract file, by its text. */
export function problems(text: string): readonly string[] {
  const source = parseSource('contracts/acme/orders.schema.json', text);
  try {
    checkContract(
      source,
      new Map<string, unknown>([
        ['acme/orders', source.value],
        ['acme/items', { $defs: { item: {} }, $ref: 'acme/orders' }],
      ]),
    );
  } catch (error) {
    if (error instanceof ContractError) return error.message.split('\n');
    throw error;
  }
  return [];
}
