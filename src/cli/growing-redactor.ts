import { redactor } from '../runtime/redactor.ts';

/** Takes secrets out of texts: every one it was ever told, since what is under way may still say those of before. */
export interface GrowingRedactor {
  redact(text: string): string;
  add(values: readonly string[]): void;
}

/** One that knows no secret yet. */
export function growingRedactor(): GrowingRedactor {
  const known = new Set<string>();
  let redact = redactor([]);
  return {
    redact: (text) => redact(text),
    add(values) {
      for (const value of values) known.add(value);
      redact = redactor([...known]);
    },
  };
}
