import type { Transport } from '../delivery/transport/transport.ts';

/**
 * A transport whose answers hold no secret: some platforms say back what they were sent, and what they say is kept beside
 * dead letters and shown. `redact`: takes secrets out of a text.
 */
export function redactingTransport(
  transport: Pick<Transport, 'send'>,
  redact: (text: string) => string,
): Pick<Transport, 'send'> {
  return {
    async send(request) {
      const sent = await transport.send(request);
      return 'answer' in sent ? { answer: { ...sent.answer, body: redact(sent.answer.body) } } : sent;
    },
  };
}
