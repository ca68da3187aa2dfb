import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { Logger } from './logger.ts';

/** Older versions of TLS are refused: RFC 8996 deprecates them. */
export const minTlsVersion = 'TLSv1.2' as const;

/** A certificate (with its chain) and its private key, as PEM. */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

/** Where a pair is kept. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** A pair that cannot be served; the message names the file, what is wrong and what to do. */
export class TlsError extends Error {
  override readonly name = 'TlsError';
}

/** A pair, and what should be better about it. */
export interface ReadPair {
  readonly pair: TlsPair;
  readonly warnings: readonly string[];
}

/** Reads a certificate and its key. `now`: epoch milliseconds. Throws a TlsError where no server could show them. */
export async function readTlsPair(files: TlsFiles, now: number): Promise<ReadPair> {
  const [cert, key] = [await read(files.cert, 'certificate'), await read(files.key, 'key')];
  const certificate = parseCertificate(cert, files.cert);
  if (!certificate.checkPrivateKey(parseKey(key, files.key))) {
    throw new TlsError(
      `${files.key}: is not the key of the certificate in ${files.cert}: give the two that belong together`,
    );
  }
  try {
    createSecureContext({ cert, key, minVersion: minTlsVersion });
  } catch (error) {
    const why = (error as Error).message;
    throw new TlsError(`${files.cert}: cannot be served with ${files.key} (${why}): make a new pair`);
  }
  return {
    pair: { cert, key },
    warnings: [...(await openToOthers(files.key)), ...outOfDate(certificate, files.cert, now)],
  };
}

/** Keeps a server's certificate the one in its files. */
export interface TlsWatch {
  /** Reads the files where they changed since; never rejects. */
  check(): Promise<void>;
  stop(): void;
}

/** What watching needs. */
export interface TlsWatchOptions {
  readonly files: TlsFiles;
  /** Given each new pair. */
  readonly renew: (pair: TlsPair) => void;
  readonly logger: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds between two looks at the files. */
  readonly intervalMs?: number;
}

/**
 * Looks at a pair's files now and then, and hands a new pair over; one that cannot be served is logged, once, and the old
 * one stays. By looking, since watching misses files that are replaced by a link, as Kubernetes does. Holds no process up.
 */
export async function watchTls({ files, renew, logger, now, intervalMs = 10_000 }: TlsWatchOptions): Promise<TlsWatch> {
  let seen = await stamp(files);
  let checking = Promise.resolve();

  async function look(): Promise<void> {
    // Before reading: what changes while it is read is seen as changed the next time.
    const found = await stamp(files);
    if (found === seen) return;
    seen = found;
    try {
      const { pair, warnings } = await readTlsPair(files, now());
      renew(pair);
      logger.info({}, `the TLS certificate in ${files.cert} changed and is shown from now on`);
      for (const warning of warnings) logger.warn({}, warning);
    } catch (error) {
      const why = error instanceof TlsError ? error.message : (error as Error).name;
      logger.error({}, `the TLS certificate stays as it was: ${why}`);
    }
  }

  const check = (): Promise<void> => {
    checking = checking.then(look);
    return checking;
  };
  const timer = setInterval(() => void check(), intervalMs).unref();
  return { check, stop: () => clearInterval(timer) };
}

/** What tells one state of the files from another. */
async function stamp({ cert, key }: TlsFiles): Promise<string> {
  const of = async (file: string): Promise<string> => {
    try {
      const { mtimeMs, size, ino } = await stat(file);
      return `${mtimeMs} ${size} ${ino}`;
    } catch (error) {
      return String((error as NodeJS.ErrnoException).code);
    }
  };
  return `${await of(cert)}, ${await of(key)}`;
}

async function read(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
    throw new TlsError(`${file}: ${why}: give the PEM file of the TLS ${what}`);
  }
}

function parseCertificate(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new TlsError(`${file}: holds no certificate: it must be PEM and begin with -----BEGIN CERTIFICATE-----`);
  }
}

function parseKey(pem: string, file: string): KeyObject {
  if (/ENCRYPTED/.test(pem)) {
    throw new TlsError(`${file}: the key has a passphrase, which nobody could type here: give it without one`);
  }
  try {
    return createPrivateKey(pem);
  } catch {
    throw new TlsError(`${file}: holds no private key: it must be PEM and begin with -----BEGIN PRIVATE KEY-----`);
  }
}

/** A key others on the machine can read is theirs too. */
async function openToOthers(file: string): Promise<readonly string[]> {
  const { mode } = await stat(file);
  if ((mode & 0o007) === 0) return [];
  return [
    `${file}: everybody on this machine can use this key (mode ${(mode & 0o777).toString(8)}): chmod 600 ${file}`,
  ];
}

function outOfDate(certificate: X509Certificate, file: string, now: number): readonly string[] {
  const { validFromDate, validToDate } = certificate;
  if (now > validToDate.getTime()) return [`${file}: expired at ${validToDate.toISOString()}: callers will refuse it`];
  if (now < validFromDate.getTime())
    return [`${file}: is not valid before ${validFromDate.toISOString()}: callers will refuse it`];
  return [];
}
