import { type ContractChange, compareContracts } from '../contracts/compare-contracts.ts';
import type { Contract, Contracts } from '../contracts/contract.ts';
import { pointerKeys } from '../text/json-pointer.ts';
import { printable } from '../text/printable.ts';
import { type Palette, paletteFor } from '../workbench/palette.ts';
import { counted } from '../workbench/reporters/words.ts';
import { violationPlace } from '../workbench/where-words.ts';
import type { Compared } from './compared.ts';
import { findContract } from './find-contract.ts';
import type { Io } from './io.ts';
import { type PrintedPlace, rulePlace } from './rule-place.ts';

interface PlacedChange extends ContractChange {
  readonly place: PrintedPlace | undefined;
}

/** Two contracts, or two versions of one: what breaks payloads that held, what loosens, what only sounds otherwise. */
export async function diffContracts(io: Io, contracts: Contracts, before: string, after: string): Promise<Compared> {
  const was = await findContract(io, contracts, before);
  const is = await findContract(io, contracts, after);
  const changes = compareContracts(was.schema, is.schema).map((change) => {
    const holder = reaches(is, change.rulePath) ? is : was;
    return { ...change, place: rulePlace(io, holder, change) };
  });
  const breaking = changes.some(({ effect }) => effect === 'breaks');
  const palette = paletteFor(io.stdout, io.env);
  return {
    held: !breaking,
    json: {
      kind: 'contracts',
      breaking,
      changes: changes.map(({ place, ...change }) => ({ ...change, ...place })),
    },
    lines: [...groups.flatMap((group) => printGroup(changes, group, palette)), verdict(changes, after, palette)],
  };
}

/** Whether a contract has something at a JSON Pointer: what it no longer has stands in the one before. */
function reaches({ schema }: Contract, rulePath: string): boolean {
  let node: unknown = schema;
  for (const key of pointerKeys(rulePath)) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return false;
    node = (node as Readonly<Record<string, unknown>>)[key];
  }
  return true;
}

const groups = [
  { effect: 'breaks', heading: 'breaks: what held may be refused now', paint: 'bad' },
  { effect: 'loosens', heading: 'loosens: what was refused may hold now', paint: 'good' },
  { effect: 'same', heading: 'refuses the same: other words, or warnings', paint: 'faint' },
] as const;

function printGroup(
  changes: readonly PlacedChange[],
  { effect, heading, paint }: (typeof groups)[number],
  palette: Palette,
): readonly string[] {
  const own = changes.filter((change) => change.effect === effect);
  if (own.length === 0) return [];
  return [
    palette[paint](heading),
    ...own.flatMap(({ message, place, ...change }) => [
      `  ${palette.strong(violationPlace(change))}: ${printable(message)}`,
      ...(place === undefined ? [] : [palette.faint(`    ${place.file}:${place.line}`)]),
    ]),
    '',
  ];
}

function verdict(changes: readonly ContractChange[], after: string, palette: Palette): string {
  if (changes.length === 0) return `${palette.good('✓')} ${after}: the same`;
  const count = (effect: ContractChange['effect']): number => changes.filter((one) => one.effect === effect).length;
  const [breaks, loosens, same] = [count('breaks'), count('loosens'), count('same')];
  const parts = [
    ...(breaks > 0 ? [`${counted(breaks, 'change')} ${breaks === 1 ? 'breaks' : 'break'}`] : []),
    ...(loosens > 0 ? [`${counted(loosens, 'change')} ${loosens === 1 ? 'loosens' : 'loosen'}`] : []),
    ...(same > 0 ? [`${counted(same, 'change')} without effect`] : []),
  ];
  return `${breaks > 0 ? palette.bad('✗') : palette.good('✓')} ${after}: ${parts.join(', ')}`;
}
