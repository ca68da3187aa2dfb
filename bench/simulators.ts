import { type Program, startProgram } from './program.ts';

/** `sgtm vendors --no-check`, in a process of its own. */
export interface Simulators extends Program {
  readonly url: string;
  /** What each platform got: events, and how many different ones; platforms that got none are left out. */
  received(): Promise<Readonly<Record<string, Received>>>;
  /** Forgets what came. */
  reset(): Promise<void>;
}

/** What came for one platform. */
export interface Received {
  readonly events: number;
  readonly distinct: number;
  /** Events beyond those whose ids are kept: whether they came twice is not known. */
  readonly idsNotKept: number;
}

/** Starts them; gives them when they listen. */
export async function startSimulators(folder: string): Promise<Simulators> {
  const program = startProgram(['vendors', '--no-check', '--port', '0'], { folder });
  const url = await program.listening();
  return {
    ...program,
    url,
    async received() {
      const answer = await fetch(`${url}/__vendors/received?ids=0`);
      const all = (await answer.json()) as Readonly<Record<string, Received>>;
      return Object.fromEntries(Object.entries(all).filter(([, { events }]) => events > 0));
    },
    async reset() {
      await (await fetch(`${url}/__vendors/received`, { method: 'DELETE' })).arrayBuffer();
    },
  };
}
