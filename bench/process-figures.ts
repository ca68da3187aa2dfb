import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What the machine says of a process. */
export interface ProcessFigures {
  /** Resident memory, MB. */
  readonly rssMb: number;
  /** CPU used so far by all its threads, ms; undefined where there is no /proc. */
  readonly cpuMs: number | undefined;
}

/** Milliseconds in one of the clock ticks of /proc: USER_HZ is 100 on every Linux there is. */
const tickMs = 10;

/** Of a process that runs. */
export function processFigures(pid: number): ProcessFigures {
  if (process.platform !== 'linux') {
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
    return { rssMb: Number(kilobytes) / 1024, cpuMs: undefined };
  }
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  // Behind the name, which may hold blanks, come state and, as 12th and 13th, the time as user and as system (proc(5)).
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return { rssMb: Number(kilobytes) / 1024, cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs };
}
