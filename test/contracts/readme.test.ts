import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedContracts } from '../../src/contracts/load.ts';
import { annotations, checks, rootKeywords } from '../../src/contracts/vocabulary.ts';

test('the contract format tells of each keyword of ours, and of no other', () => {
  const text = readFileSync(join(shippedContracts, 'README.md'), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| `/.test(line));
  const told = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect([...new Set(told)].toSorted()).toEqual([...annotations, ...checks, ...rootKeywords].toSorted());
});
