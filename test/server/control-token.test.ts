import { describe, expect, test } from 'vitest';
import { createApp } from '../security/support/guarded-app.ts';

const live = { live: true, token: 'control-token' };
const right = { host: '127.0.0.1:8080', authorization: 'Bearer control-token' };

describe('the control guard', () => {
  test('in live the token opens, whatever the case of its scheme', async () => {
    const ask = createApp(live);
    const opened = { status: 200, body: 'the outbox', reasons: [] };
    expect([await ask(right), await ask({ ...right, authorization: 'bearer  control-token' })]).toEqual([
      opened,
      opened,
    ]);
  });

  test.each([
    ['no token', { host: right.host }],
    ['a wrong token', { ...right, authorization: 'Bearer control-token2' }],
    ['an empty one', { ...right, authorization: 'Bearer ' }],
    ['two of them', { ...right, authorization: 'Bearer control-token control-token' }],
    ['another scheme', { ...right, authorization: 'Basic control-token' }],
  ])('in live, %s: 403 and why', async (_name, headers) => {
    const { status, body, reasons } = await createApp(live)(headers);
    const given = reasons[0] === 'this is not the token of the control API';
    expect([status, JSON.parse(body)]).toEqual([
      403,
      {
        error: {
          message: reasons[0],
          help: given
            ? 'Send the value SGTM_CONTROL_TOKEN had when the server was started.'
            : 'Send the value of SGTM_CONTROL_TOKEN as Authorization: Bearer.',
        },
      },
    ]);
    expect(reasons).toEqual([given ? 'this is not the token of the control API' : 'the control API needs a token']);
  });

  test.each([undefined, ''])(
    'in live without a token set (%j) nobody is let in, and told which variable to set',
    async (token) => {
      const ask = createApp({ live: true, token });
      const shut = {
        error: {
          message: 'the control API is shut: SGTM_CONTROL_TOKEN is not set',
          help: 'Start the server with SGTM_CONTROL_TOKEN (or SGTM_CONTROL_TOKEN_FILE) set, and send it as Authorization: Bearer.',
        },
      };
      for (const headers of [right, { host: right.host }, { ...right, authorization: 'Bearer ' }]) {
        const { status, body } = await ask(headers);
        expect([status, JSON.parse(body)]).toEqual([403, shut]);
      }
    },
  );

  test('outside live no token is asked for, but host and origin are', async () => {
    const ask = createApp({ live: false, token: undefined });
    expect([(await ask({ host: 'localhost:8080' })).status, (await ask({ host: 'evil.example' })).status]).toEqual([
      200, 403,
    ]);
  });

  test('hosts that are listed, with and without a port', async () => {
    const ask = createApp({ live: false, token: undefined, hosts: ['Relay.internal', 'proxy.internal:8443'] });
    const hosts = [
      'relay.internal',
      'relay.internal:9',
      'RELAY.INTERNAL',
      'proxy.internal:8443',
      'proxy.internal',
      'x.relay.internal',
    ];
    const statuses = await Promise.all(hosts.map(async (host) => [host, (await ask({ host })).status]));
    expect(Object.fromEntries(statuses)).toEqual({
      'relay.internal': 200,
      'relay.internal:9': 200,
      'RELAY.INTERNAL': 200,
      'proxy.internal:8443': 200,
      'proxy.internal': 403,
      'x.relay.internal': 403,
    });
  });
});
