/** Why a server could not listen; the message says which address, and what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly code: string;

  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** The error of a `listen` that failed, in words a user can act on. */
export function listenError(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  const code = error.code ?? 'UNKNOWN';
  return new ListenError(code, describe(code, host, port), error);
}

function describe(code: string, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use: stop what listens there, or choose another port (0 takes any free one)`;
    case 'EACCES':
    case 'EPERM':
      return `not allowed to listen on port ${port}: choose a port from 1024 up, or run with the right to use it`;
    case 'EADDRNOTAVAIL':
      return `${host} is not an address of this machine: use 127.0.0.1, or 0.0.0.0 for all of its addresses`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host name ${host} is not known: use 127.0.0.1, or 0.0.0.0 for all of this machine's addresses`;
    case 'ERR_SOCKET_BAD_PORT':
      return `${port} is no port: choose one from 1 to 65535, or 0 for any free one`;
    default:
      return `could not listen on port ${port} of ${host} (${code})`;
  }
}
