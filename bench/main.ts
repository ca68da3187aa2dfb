// Prints the engine's rows of the performance table, each with its floor from the same run.
import { cpus } from 'node:os';
import { contractRows } from './contracts.ts';
import { engineRows, type Row, referenceRate } from './engine.ts';
import { httpRow } from './http.ts';
import type { Rate } from './measure.ts';
import { scenarioTimes } from './scenarios.ts';
import { startUp } from './start.ts';

console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; medians (least–most)\n`,
);
for (const row of engineRows()) print(row);
for (const row of await contractRows()) print(row);
const http = await httpRow();
if (http === undefined) console.log('HTTP accept: left out, it needs wrk (apt-get install wrk)\n');
else print(http);
console.log(`whole requests through the reference container, one thread: ${rate(referenceRate())} requests/s`);
const { ours, floor } = await startUp();
console.log(`start to listening: ${ours.median.toFixed(0)} ms; node -e 0: ${floor.median.toFixed(0)} ms`);
const scenarios = await scenarioTimes();
console.log(
  `sgtm test, 100 scenarios: ${scenarios.ours.median.toFixed(0)} ms (${scenarios.ours.min.toFixed(0)}–${scenarios.ours.max.toFixed(0)}), target ≤ 1,000; node -e 0: ${scenarios.floor.median.toFixed(0)} ms`,
);
console.log(`memory of this process at the end: ${(process.memoryUsage.rss() / 1024 ** 2).toFixed(0)} MB`);

function print({ what, floor, ours, against, target, ratio, met }: Row): void {
  console.log(`${what}\n  ours   ${rate(ours)} /s\n  floor  ${rate(against)} /s  (${floor})`);
  console.log(`  ratio  ${ratio.toFixed(2)}, target ${target}: ${met ? 'met' : 'missed'}\n`);
}

function rate({ median, min, max }: Rate): string {
  const figure = (value: number): string => Math.round(value).toLocaleString('en-US');
  return `${figure(median)} (${figure(min)}–${figure(max)})`;
}
