/** What a server has seen since it was made; counters only grow, `connections` and `running` tell of now. */
export interface ServerStats {
  connections: number;
  /** Connections closed at once, being too many. */
  dropped: number;
  /** Requests the engine has and has not answered. */
  running: number;
  /** Requests handed to the engine. */
  requests: number;
  /** Requests the server itself turned away: too large, encoded, or while it was closing. */
  refused: number;
  /** What was no HTTP, too slow, or had too large headers; its connection was closed. */
  malformed: number;
  /** Requests whose caller went away before the body was in. */
  aborted: number;
  /** Requests the engine threw on. */
  failed: number;
}

/** All zero. */
export function createStats(): ServerStats {
  return { connections: 0, dropped: 0, running: 0, requests: 0, refused: 0, malformed: 0, aborted: 0, failed: 0 };
}
