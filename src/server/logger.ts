/** Where the server writes what operators must know; pino's shape. Lines hold no bodies, queries, secrets or addresses. */
export interface Logger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Writes nothing. */
export const silentLogger: Logger = { info() {}, warn() {}, error() {} };
