import { readFileSync } from 'node:fs';
import type { Container } from '../src/container/compile.ts';
import { parseContainer } from '../src/container/load.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import type { RecordedEvent, Recording } from '../src/engine/recording.ts';
import { runEvent } from '../src/engine/run-event.ts';
import { systemRuntime } from '../src/runtime/runtime.ts';
import { handWritten } from './floor.ts';
import { type Rate, race } from './measure.ts';
import { purchaseRequest } from './purchase.ts';

/** One line of the table: ours against its floor in the same run. */
export interface Row {
  readonly what: string;
  readonly floor: string;
  readonly ours: Rate;
  readonly against: Rate;
  readonly target: string;
  readonly ratio: number;
  readonly met: boolean;
  /** What else is to be said of it, in lines. */
  readonly notes?: readonly string[];
}

const metaOnly = `
name: bench
default_region: US
triggers:
  Purchase Event: { when: [{ variable: '{{Event Name}}', equals: purchase }] }
tags:
  Meta CAPI - Purchase: { type: meta, triggers: [Purchase Event], pixel_id: '1248630053164112', access_token: '\${META_ACCESS_TOKEN}' }
`;

/** The rows that need no network: payloads a second, and what tags that do not match cost. */
export function engineRows(): readonly Row[] {
  return [payloadRow(), containerSizeRow()];
}

/** The engine's own figures, without a floor: whole requests through the reference container. */
export function referenceRate(): Rate {
  const container = parseContainer(readFileSync(new URL('../sgtm.yaml', import.meta.url), 'utf8'));
  const engine = createEngine(container, systemRuntime);
  const rates = race({ reference: () => void engine.handle(purchaseRequest) });
  return rates['reference'] as Rate;
}

function payloadRow(): Row {
  const container = parseContainer(metaOnly);
  const recording = createEngine(container, systemRuntime).handle(purchaseRequest) as Recording;
  const data = recording.events[0]?.data;
  if (data === undefined) throw new Error('the sample purchase made no event');
  const source = { cookies: {}, defaultRegion: 'US' };
  const ours = (): string => {
    const occasion = {
      request: purchaseRequest,
      runtime: systemRuntime,
      receivedAt: Date.now(),
      clientName: 'GA4 Client',
    };
    const event = runEvent(container, occasion, source, data, new Set()) as RecordedEvent;
    return JSON.stringify(event.tags[0]?.requests[0]?.body);
  };
  if (!ours().includes('"Purchase"')) throw new Error('the Meta tag did not fire');
  const rates = race({
    ours: () => void ours(),
    floor: () => void handWritten(data as unknown as Parameters<typeof handWritten>[0], Date.now()),
  });
  return row(
    'one purchase → one Meta payload',
    'hand-written mapping, crypto.hash',
    rates,
    '≥ 0.35',
    (ratio) => ratio >= 0.35,
  );
}

function containerSizeRow(): Row {
  const engines = [10, 1_000].map((tags) => createEngine(sized(tags), systemRuntime));
  const rates = race({
    ours: () => void engines[1]?.handle(purchaseRequest),
    floor: () => void engines[0]?.handle(purchaseRequest),
  });
  return row('1,000 tags, 7 match', '10 tags, 7 match', rates, '≤ 1.2× its time', (ratio) => 1 / ratio <= 1.2);
}

/** A container in which 7 tags match a purchase and the others do not. */
function sized(tags: number): Container {
  const lines = [
    'name: bench',
    'triggers:',
    '  Purchase: { when: [{ variable: "{{Event Name}}", equals: purchase }] }',
  ];
  for (let i = 0; i < tags - 7; i++)
    lines.push(`  Other ${i}: { when: [{ variable: "{{Event Name}}", equals: other_${i} }] }`);
  lines.push('tags:');
  for (let i = 0; i < tags; i++) {
    const trigger = i < 7 ? 'Purchase' : `Other ${i - 7}`;
    lines.push(
      `  Tag ${i}: { type: meta, triggers: ["${trigger}"], pixel_id: "1248630053164112", access_token: "\${TOKEN}" }`,
    );
  }
  return parseContainer(lines.join('\n'));
}

/** A line of the table: ours against the floor of the same run. */
export function row(
  what: string,
  floor: string,
  rates: Readonly<Record<string, Rate>>,
  target: string,
  met: (ratio: number) => boolean,
): Row {
  const ours = rates['ours'] as Rate;
  const against = rates['floor'] as Rate;
  const ratio = ours.median / against.median;
  return { what, floor, ours, against, target, ratio, met: met(ratio) };
}
