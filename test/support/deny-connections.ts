// Loaded before the program: any attempt to connect, look a name up or send a datagram is written to the file named by
// SGTM_TEST_ATTEMPTS and refused.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const { lookup } = dns;

function refuse(what: string): never {
  appendFileSync(process.env['SGTM_TEST_ATTEMPTS'] as string, `${what}\n`);
  throw new Error(`refused in this test: ${what}`);
}

net.Socket.prototype.connect = () => refuse('connect');
dgram.Socket.prototype.send = () => refuse('datagram');
// Listening on an address passes through here too, without asking anybody.
const lookUp = (host: string, ...rest: unknown[]): void => {
  if (net.isIP(host) === 0) refuse(`lookup of ${host}`);
  Reflect.apply(lookup, dns, [host, ...rest]);
};
Object.assign(dns, { lookup: lookUp, resolve: () => refuse('resolve') });
Object.assign(dns.promises, { lookup: () => refuse('lookup'), resolve: () => refuse('resolve') });
