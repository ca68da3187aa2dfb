import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseContainer } from '../../src/container/load.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { fakeTags } from '../container/fake-tags.ts';
import { requestOf } from '../container/run.ts';
import { receivedAt } from '../support/tag-input.ts';

const shop = `
name: shop
variables:
  Dice: { type: random_number, min: 1, max: 1000000 }
triggers: { All: }
transformations:
  Anew: { type: augment, parameters: { drawn: '{{Dice}}' }, tags: [B] }
tags:
  A: { type: echo, triggers: [All], body: ['{{Dice}}', '{{Random Number}}', '{{Timestamp}}'] }
  B: { type: echo, triggers: [All], body: event, count: '{{Dice}}' }
`;
const body = JSON.stringify({
  client_id: '111.222',
  events: [{ name: 'page_view' }, { name: 'purchase', params: { value: 5 } }, { name: 'page_view' }],
});
const request = requestOf({ path: '/mp/collect', body });

/** Two requests through one engine, as JSON. */
async function run(text: string, types: typeof fakeTags | undefined, now: number, seed: number): Promise<string> {
  const engine = createEngine(parseContainer(text, 'sgtm.yaml', types), fixedRuntime(now, seed));
  return JSON.stringify([await engine.handle(request), await engine.handle(request)]);
}

test('the same clock and seed give the same bytes, another gives others', async () => {
  const first = await run(shop, fakeTags, receivedAt, 1);
  expect(await run(shop, fakeTags, receivedAt, 1)).toBe(first);
  expect(await run(shop, fakeTags, receivedAt, 2)).not.toBe(first);
  expect(await run(shop, fakeTags, receivedAt + 1, 1)).not.toBe(first);
});

test('so does the reference container', async () => {
  const reference = readFileSync(new URL('../../sgtm.yaml', import.meta.url), 'utf8');
  const first = await run(reference, undefined, receivedAt, 1);
  expect(await run(reference, undefined, receivedAt, 1)).toBe(first);
  expect(await run(reference, undefined, receivedAt, 2)).not.toBe(first);
});

test('requests are told apart by their ids', async () => {
  const [one, two] = JSON.parse(await run(shop, fakeTags, receivedAt, 1));
  const ids = [one, two].flatMap(({ id, events }) => [
    id,
    ...events.map((event: { data: { event_id: string } }) => event.data.event_id),
  ]);
  expect(new Set(ids).size).toBe(8);
});
