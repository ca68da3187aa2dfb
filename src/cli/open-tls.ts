import { resolve } from 'node:path';
import type { Logger } from '../server/logger.ts';
import { readTlsPair, TlsError, type TlsFiles, type TlsPair } from '../server/tls.ts';
import type { Io } from './io.ts';
import { UserError } from './user-error.ts';

/** Which certificate to serve HTTPS with. */
export interface TlsOptions {
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

/** A pair to serve, and the files to watch. */
export interface OpenTls {
  readonly pair: TlsPair;
  readonly files: TlsFiles;
}

/** The pair `--tls-cert` and `--tls-key` name; undefined without them. What should be better about it is logged. */
export async function openTls(
  io: Io,
  { tlsCert, tlsKey }: TlsOptions,
  now: number,
  logger: Logger,
): Promise<OpenTls | undefined> {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined) throw new UserError('--tls-key needs --tls-cert, the certificate it is the key of');
  if (tlsKey === undefined) throw new UserError('--tls-cert needs --tls-key, its private key');
  const files = { cert: resolve(io.cwd, tlsCert), key: resolve(io.cwd, tlsKey) };
  try {
    const { pair, warnings } = await readTlsPair(files, now);
    for (const warning of warnings) logger.warn({}, warning);
    return { pair, files };
  } catch (error) {
    if (error instanceof TlsError) throw new UserError(error.message);
    throw error;
  }
}
