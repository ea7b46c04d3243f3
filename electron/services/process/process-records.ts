/**
 * Writes down which groups this host has started, and at the next start ends those that a dead host left behind.
 *
 * The guardian does that within milliseconds; this is for the case that it was killed as well. One file for each host,
 * named by its pid and start time, so that hosts which run side by side leave each other alone.
 */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootId, processRow } from './process-table.ts';

export class ProcessRecords {
  private readonly folder: string;
  private readonly file: string | null;
  private begun = false;
  private broken = false;

  constructor(runtime: string) {
    this.folder = join(runtime, 'processes');
    const self = processRow(process.pid);
    this.file = self ? join(this.folder, `${self.pid}-${self.startTime}`) : null;
  }

  add(group: number): void {
    const row = processRow(group);
    if (row) this.append(`+${group} ${row.startTime}\n`);
  }

  remove(group: number): void {
    this.append(`-${group}\n`);
  }

  dispose(): void {
    if (this.file) rmSync(this.file, { force: true });
  }

  /** Kills what dead hosts left behind. A pid that was given to another process since is left alone. */
  sweep(): void {
    for (const name of list(this.folder)) {
      const host = /^(\d+)-(\d+)$/.exec(name);
      if (!host || processRow(Number(host[1]))?.startTime === host[2]) continue;
      const file = join(this.folder, name);
      for (const [group, startTime] of leftBehind(file)) {
        if (processRow(group)?.startTime !== startTime) continue;
        try {
          process.kill(-group, 'SIGKILL');
        } catch {
          // It ended in this very moment.
        }
      }
      rmSync(file, { force: true });
    }
  }

  private append(line: string): void {
    if (!this.file || this.broken) return;
    try {
      if (!this.begun) {
        mkdirSync(this.folder, { recursive: true, mode: 0o700 });
        writeFileSync(this.file, `${bootId()}\n`, { mode: 0o600 });
        this.begun = true;
      }
      appendFileSync(this.file, line);
    } catch {
      // A full or read-only disk: the guardian alone has to do.
      this.broken = true;
    }
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function leftBehind(file: string): ReadonlyMap<number, string> {
  const groups = new Map<number, string>();
  let text = '';
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    return groups;
  }
  const [boot, ...lines] = text.split('\n');
  if (boot !== bootId()) return groups;
  for (const line of lines) {
    const added = /^\+(\d+) (\d+)$/.exec(line);
    if (added?.[1] && added[2]) groups.set(Number(added[1]), added[2]);
    const removed = /^-(\d+)$/.exec(line);
    if (removed) groups.delete(Number(removed[1]));
  }
  return groups;
}
