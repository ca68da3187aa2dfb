import { expect, it } from 'vitest';
import { sgtm } from '../support/cli.ts';

it.runIf(process.platform === 'linux')(
  'says so where a folder cannot be made, instead of trying for ever',
  async () => {
    const { code, stdout, stderr } = await sgtm(['run', 'purchase', '--save', '/proc/nowhere/x.json']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^\/proc\/nowhere\/x\.json: .+\n$/);
  },
);
