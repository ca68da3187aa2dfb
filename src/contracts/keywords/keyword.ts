/** What checks see of the world: it comes in with the payload, so that a check is a pure function. */
export interface CheckContext {
  /** The clock, epoch milliseconds. */
  readonly now: number;
}

/** Why a value does not hold. */
export interface Failure {
  /** What is wrong, and what it must be. */
  readonly message: string;
  /** Keys below the value to where the fault is. */
  readonly at?: readonly (string | number)[];
  /** Said in place of the value. */
  readonly actual?: string;
  /** The rule's name, where it is not the keyword. */
  readonly rule?: string;
}

/** A keyword of ours: what its value must be, and the check it makes of that. */
export interface Keyword {
  readonly keyword: string;
  /** What the keyword takes, as JSON Schema; a contract that gives it anything else is refused. */
  readonly takes: Readonly<Record<string, unknown>>;
  /** The type of value it says something of; others pass. */
  readonly type: 'string' | 'array' | 'any' | 'stringOrNumber';
  /** Made once per place in a contract. Gives each way the value fails; nothing where it holds. */
  compile(
    value: unknown,
    schema: Readonly<Record<string, unknown>>,
  ): (data: unknown, context: CheckContext) => readonly Failure[] | undefined;
}
