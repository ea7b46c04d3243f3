/** Ends a process group with everything that came out of it: first politely, then for good. */
import { setTimeout as wait } from 'node:timers/promises';
import { type ProcessRow, processRow, processTable } from './process-table.ts';

/** A process that has not ended this long after SIGTERM gets SIGKILL. */
const POLITE_MS = 450;
/** What SIGKILL does not end within this time hangs in the kernel; nobody can wait for that. */
const GIVE_UP_MS = 950;
const POLL_MS = 15;

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Live processes of the group, of its session (an interactive shell gives each job a group of its own) and their
 * descendants. Where there is no /proc: null, and only the group as a whole can be asked.
 */
function members(leader: number): readonly ProcessRow[] | null {
  const table = processTable();
  if (!table) return null;
  const found = new Map<number, ProcessRow>();
  for (const row of table) {
    // The leader by its pid too: a fork for a terminal has not made its session yet when its pid is known.
    if (row.pid === leader || row.group === leader || row.session === leader) found.set(row.pid, row);
  }
  let grew = found.size > 0;
  while (grew) {
    grew = false;
    for (const row of table) {
      if (!found.has(row.pid) && found.has(row.parent)) {
        found.set(row.pid, row);
        grew = true;
      }
    }
  }
  return [...found.values()];
}

/** True while a process of the group lives. Zombies that nobody has collected yet do not count. */
export function isGroupAlive(leader: number): boolean {
  if (!signal(-leader, 0) && !processRow(leader)) return false;
  const rows = members(leader);
  return rows === null || rows.length > 0;
}

/**
 * Ends the group that `leader` leads. Resolves when all of it is gone, at the latest after about one second.
 * @param first what is sent first; a shell on a terminal needs SIGHUP, since it ignores SIGTERM.
 */
export async function endGroup(leader: number, first: readonly NodeJS.Signals[] = ['SIGTERM']): Promise<void> {
  const started = performance.now();
  // Remembered over the whole end: once a parent is gone, nothing links its children to the group any more.
  const known = new Map<number, string>();
  const alive = () => {
    const rows = members(leader);
    if (!rows) return signal(-leader, 0);
    for (const row of rows) known.set(row.pid, row.startTime);
    for (const [pid, startTime] of known) if (processRow(pid)?.startTime !== startTime) known.delete(pid);
    return known.size > 0;
  };
  const send = (name: NodeJS.Signals) => {
    signal(-leader, name);
    for (const pid of known.keys()) if (processRow(pid)?.group !== leader) signal(pid, name);
  };

  if (!alive()) return;
  for (const name of first) send(name);
  // A stopped process sees SIGTERM only when it goes on.
  send('SIGCONT');
  while (alive()) {
    const elapsed = performance.now() - started;
    if (elapsed > GIVE_UP_MS) return;
    if (elapsed > POLITE_MS) send('SIGKILL');
    await wait(POLL_MS);
  }
}
