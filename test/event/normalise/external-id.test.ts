import { expect, test } from 'vitest';
import { externalId, externalIdLower } from '../../../src/event/normalise/external-id.ts';
import { expected, under } from './support.ts';

/** Raw; hash in its own case (Meta, TikTok, Pinterest); form and hash in lower case (Snapchat). */
const vectors = [
  [
    'user_123',
    '80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b',
    'user_123',
    '80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b',
  ],
  [
    'USER_123',
    '58a5d6f49128d70eb4fde52d92c1bb863eac98cce75e69ad125a7e85b5c26e73',
    'user_123',
    '80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b',
  ],
  [
    'a1B2',
    'f082d7241e87aef11f5f65cb7cc69486a00ab9ffe86a82a5a422ca4146c9ba19',
    'a1b2',
    '85337816d263d362acb23a4255a636191075c2a90c47f2ee6db3362f7df11203',
  ],
  [
    '12345',
    '5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5',
    '12345',
    '5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5',
  ],
] as const;

test.each(vectors)('%j for Meta, TikTok and Pinterest keeps its case', (raw, sent) => {
  expect(under(externalId, raw)).toEqual(expected(raw, sent));
});
test.each(vectors)('%j for Snapchat', (raw, _, form, sent) => {
  expect(under(externalIdLower, raw)).toEqual(expected(form, sent));
});
