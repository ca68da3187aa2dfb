import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server's key and certificate, PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** One certificate of each kind, made anew; `authority` has signed all but the self-signed one. */
export interface Certificates {
  readonly authority: string;
  /** For localhost. */
  readonly good: Certificate;
  readonly expired: Certificate;
  readonly notYet: Certificate;
  /** For another host. */
  readonly otherHost: Certificate;
  readonly selfSigned: Certificate;
}

const config = `
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
`;

/** Makes the certificates with openssl, in a folder of their own that is removed at once. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const openssl = (...parts: readonly string[]): void => {
    execFileSync('openssl', parts, { cwd: folder, stdio: 'pipe' });
  };
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const key = (name: string): readonly string[] =>
    `-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ${name}.key`.split(' ');
  const signed = (name: string, host: string, from: string, to: string): Certificate => {
    const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
    openssl('req', ...key(name), '-out', `${name}.csr`, ...names);
    const ca = '-config ca.conf -batch -notext -cert authority.pem -keyfile authority.key'.split(' ');
    openssl('ca', ...ca, '-startdate', from, '-enddate', to, '-in', `${name}.csr`, '-out', `${name}.pem`);
    return { key: read(`${name}.key`), cert: read(`${name}.pem`) };
  };
  try {
    writeFileSync(join(folder, 'ca.conf'), config);
    writeFileSync(join(folder, 'index.txt'), '');
    writeFileSync(join(folder, 'serial'), '01');
    openssl(
      'req',
      '-x509',
      ...key('authority'),
      '-out',
      'authority.pem',
      '-days',
      '3650',
      '-subj',
      '/CN=Test authority',
    );
    const self = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    openssl('req', '-x509', ...key('self'), '-out', 'self.pem', '-days', '3650', ...self);
    const [past, future, farFuture] = ['20200101000000Z', '20490101000000Z', '20491231000000Z'] as const;
    return {
      authority: read('authority.pem'),
      good: signed('good', 'localhost', past, future),
      expired: signed('expired', 'localhost', past, '20200201000000Z'),
      notYet: signed('not-yet', 'localhost', future, farFuture),
      otherHost: signed('other', 'other.example', past, future),
      selfSigned: { key: read('self.key'), cert: read('self.pem') },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
