/** The line of a purchase that was kept; its request is the `number`-th, from 1. */
export function requestLine(number: number, more: object = {}): object {
  return {
    requestId: `request ${number}`,
    status: 204,
    client: 'GA4 Client',
    kept: 1,
    events: [{ name: 'purchase', tags: ['GA4', 'Meta'] }],
    msg: 'request',
    ...more,
  };
}

/** The line of a delivery that went well, of the first request unless `more` says otherwise. */
export function deliveredLine(destination: string, tag: string, more: object = {}): object {
  return {
    destination,
    seq: 1,
    tag,
    requestId: 'request 1',
    result: 'delivered',
    outcome: 'delivered',
    message: '',
    attempts: 1,
    msg: 'delivered',
    ...more,
  };
}

/** The lines of a purchase's two deliveries. */
export function deliveredLines(more: object = {}): readonly object[] {
  return [deliveredLine('ga4/G-SHOP', 'GA4', more), deliveredLine('meta/1', 'Meta', more)];
}

/** Lines in an order of their own: two destinations do not wait for each other. */
export function sorted(lines: readonly object[]): readonly object[] {
  return lines.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** The lines a relay logged, without what differs from run to run: times, the port, request ids by number in the order they come. */
export function logLines(stdout: string): readonly object[] {
  const ids: string[] = [];
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const { time: _, level: __, sinceReceivedMs: ___, ...rest } = JSON.parse(line) as Record<string, unknown>;
      const { requestId } = rest;
      if (typeof requestId !== 'string') return rest;
      if (!ids.includes(requestId)) ids.push(requestId);
      return { ...rest, requestId: `request ${ids.indexOf(requestId) + 1}` };
    });
}
