/** Reads the kernel's table of processes (/proc): who is alive, in which group and session, and since when. */
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Clock ticks since the computer booted; with the pid it names one process for good. */
  readonly startTime: string;
}

/** null where the process is gone, a zombie, or where there is no /proc. */
export function processRow(pid: number): ProcessRow | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  // proc(5): the second field is the name in brackets, and a name may hold blanks and brackets itself.
  const [state, parent, group, session, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X') return null;
  const startTime = rest[15];
  if (startTime === undefined) return null;
  return { pid, parent: Number(parent), group: Number(group), session: Number(session), startTime };
}

/** All live processes; null where there is no /proc. */
export function processTable(): readonly ProcessRow[] | null {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return null;
  }
  const rows: ProcessRow[] = [];
  for (const name of names) {
    const row = /^\d+$/.test(name) ? processRow(Number(name)) : null;
    if (row) rows.push(row);
  }
  return rows.length > 0 ? rows : null;
}

/** Changes with each boot of the computer, which is when start times begin anew; '' where it is not known. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return '';
  }
}
