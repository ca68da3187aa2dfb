import { expect, it } from 'vitest';
import { replaceInText } from '../../src/recordings/personal-text.ts';

it('replaces an address that stands behind a percent escape whose digits could begin one', () => {
  expect(replaceInText('%3D::2001:db8:1::7')).toMatch(/^%3D::2001:db8:(?!1::7)[0-9a-f:]+$/);
});
