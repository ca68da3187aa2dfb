/** A request as a vendor simulator gets it. */
export interface VendorRequest {
  readonly method: string;
  /** The platform's host it was meant for, such as `graph.facebook.com`. */
  readonly host: string;
  /** Path and query, as sent to that host. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a vendor simulator answers. */
export interface VendorAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text and bytes (`Uint8Array`) as they are; anything else as JSON; undefined for none. */
  readonly body?: unknown;
  /** Ids of the events it took, in the order they came: what `GET /__vendors/received` counts. */
  readonly taken: readonly string[];
}

/** What a simulator may be told to answer with, in the vendor's own form. */
export type VendorFault = 'throttled' | 'server_error' | 'wrong_token' | 'invalid' | 'partial';

/** A local stand-in for a platform's API: answers as the platform would, by what its pages say. */
export interface VendorSimulator {
  /** As in `OutgoingRequest.platform`. */
  readonly platform: string;
  /** The hosts it stands in for; a host may begin with `*.`, and `*` stands for those nobody else stands in for. */
  readonly hosts: readonly string[];
  /**
   * Answers a request; pure. `violations` tells by the platform's contract what is wrong with a payload (`now`: epoch milliseconds).
   * Gives undefined for a path the platform does not have. `fault`: answers as the platform does then; undefined where it has no such answer.
   */
  answer(request: VendorRequest, context: VendorContext): VendorAnswer | undefined;
}

/** What a simulator needs of the world. */
export interface VendorContext {
  readonly now: number;
  readonly fault: VendorFault | undefined;
  /** What breaks the contract of that name, errors only. Nothing does where nothing is checked. */
  violations(contract: string, payload: unknown): readonly VendorViolation[];
}

/** One thing that is wrong with a payload. */
export interface VendorViolation {
  /** JSON Pointer into the payload. */
  readonly path: string;
  readonly message: string;
  /** What the platform itself calls it, where the contract knows. */
  readonly code?: string;
}
