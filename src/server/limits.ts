/** What the server takes from a caller before it says no. */
export interface ServerLimits {
  /** Bytes of a request body. Clients may take less of their own: the Measurement Protocol's limit is 130 kB. */
  readonly maxBodyBytes: number;
  /** Bytes of a request's line and headers; `/g/collect` carries its event in the line. */
  readonly maxHeaderBytes: number;
  /** Header lines of a request. */
  readonly maxHeaders: number;
  /** Open connections; further ones are closed at once. */
  readonly maxConnections: number;
  /** Requests on one connection before it is closed. */
  readonly maxRequestsPerConnection: number;
  /** Milliseconds from a connection's or request's begin until its headers are in. */
  readonly headersTimeoutMs: number;
  /** Milliseconds from a request's begin until all of it is in; not less than the one before. */
  readonly requestTimeoutMs: number;
  /** Milliseconds an idle connection is kept. */
  readonly keepAliveMs: number;
  /** Milliseconds between looks for connections whose time is up. */
  readonly checkIntervalMs: number;
  /** Milliseconds `close` waits for requests in flight before it cuts them off. */
  readonly closeTimeoutMs: number;
}

/** The limits where none are given. */
export const defaultLimits: ServerLimits = {
  maxBodyBytes: 256 * 1024,
  maxHeaderBytes: 32 * 1024,
  maxHeaders: 500,
  maxConnections: 10_000,
  maxRequestsPerConnection: 10_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  keepAliveMs: 5_000,
  checkIntervalMs: 1_000,
  closeTimeoutMs: 10_000,
};
