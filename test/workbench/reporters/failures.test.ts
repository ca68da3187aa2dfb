import { join } from 'node:path';
import { expect, it } from 'vitest';
import { paletteFor, plain } from '../../../src/workbench/palette.ts';
import { printFailure } from '../../../src/workbench/print-failure.ts';
import { failures } from './fixtures.ts';

const golden = (name: string): string => join(import.meta.dirname, '__golden__', `${name}.txt`);
const file = 'contracts/scenarios/purchase.scenario.yaml';

it.each(Object.entries(failures))('%s', async (name, failure) => {
  const lines = printFailure(failure, { file, palette: plain, width: 100 });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(name));
});

it.each(['tag-unknown', 'request-unmatched', 'violation', 'golden-differs'])('%s, narrow', async (name) => {
  const failure = failures[name];
  const lines = failure === undefined ? [] : printFailure(failure, { file, palette: plain, width: 60 });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`${name}.60`));
});

it('request-unmatched, coloured', async () => {
  const failure = failures['request-unmatched'];
  const palette = paletteFor({ isTTY: true }, {});
  const lines = failure === undefined ? [] : printFailure(failure, { file, palette, width: 100 });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden('request-unmatched.coloured'));
});
