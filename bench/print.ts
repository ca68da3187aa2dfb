import { loadavg } from 'node:os';
import type { Row } from './engine.ts';
import type { Rate } from './measure.ts';

/** Prints a row of the table. */
export function printRow({ what, floor, ours, against, target, ratio, met, notes = [] }: Row): void {
  console.log(`${what}\n  ours   ${rate(ours)} /s\n  floor  ${rate(against)} /s  (${floor})`);
  for (const note of notes) console.log(`  ${note}`);
  console.log(`  ratio  ${ratio.toFixed(2)}, target ${target}: ${verdict(met)}\n`);
}

/** Median, least and most, as whole numbers. */
export function rate({ median, min, max }: Rate): string {
  return `${figures(median)} (${figures(min)}–${figures(max)})`;
}

/** A whole number with its thousands apart. */
export function figures(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** Whether a target was met, in a word. */
export function verdict(met: boolean): string {
  return met ? 'met' : 'missed';
}

/** What else the machine is doing, as uptime says: more than its cores, and figures are low. */
export function machineLoad(): string {
  return `load of the machine ${loadavg()[0]?.toFixed(1)} (1 min)`;
}

/** Says on stderr how far a long row is. */
export function progress(text: string): void {
  process.stderr.write(`  … ${text}\n`);
}
