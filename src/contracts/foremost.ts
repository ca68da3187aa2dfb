import type { Annotation } from './annotate.ts';
import type { Fault } from './fault.ts';

/** How many of one payload's faults are told. */
const most = 50;

/**
 * Of a payload's faults those to be told, in their order: fifty at the most, and no error is left out for a warning. A batch in
 * which each event is warned of may have its one error at the end.
 */
export function foremost(faults: readonly Fault[], annotations: ReadonlyMap<unknown, Annotation>): readonly Fault[] {
  if (faults.length <= most) return faults;
  const isError = ({ schema }: Fault): boolean => (annotations.get(schema)?.severity ?? 'error') === 'error';
  const errors = faults.filter(isError).slice(0, most);
  const told = new Set(errors);
  for (const fault of faults) {
    if (told.size === most) break;
    told.add(fault);
  }
  return faults.filter((fault) => told.has(fault));
}
