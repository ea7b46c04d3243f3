/**
 * Sessions on disk: a folder for each with its row, its events and its serial text, so that a run can be read again after
 * the window, or the host, is gone.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { SessionId } from '#core/base/id.ts';
import { type VmEvent, type VmSession, vmEvent, vmSession } from '#core/contract/vm.ts';
import { processRow } from '../process/process-table.ts';

/** Ended sessions kept for one project, and bytes of serial text kept in all. */
const MOST_OF_PROJECT = 20;
const MOST_BYTES = 2 ** 31;

const record = v.object({ host: v.string(), row: vmSession });

export interface StoredSession {
  readonly row: VmSession;
  readonly serialFile: string;
  readonly serialBytes: number;
  events(): readonly VmEvent[];
}

export class SessionStore {
  private readonly folder: string;
  private readonly host = hostName(process.pid);
  private saving = new Map<SessionId, Promise<void>>();

  constructor(data: string) {
    this.folder = join(data, 'sessions');
  }

  serialFile(id: SessionId): string {
    return join(this.folder, id, 'serial.log');
  }

  /** Saves in order; a disk that refuses costs only the memory of the run. */
  save(row: VmSession, events: readonly VmEvent[]): Promise<void> {
    const write = async () => {
      await this.write(row.id, 'session.json', JSON.stringify({ host: this.host, row }));
      await this.write(row.id, 'events.json', JSON.stringify(events));
    };
    const saved = (this.saving.get(row.id) ?? Promise.resolve()).then(write).catch(() => undefined);
    this.saving.set(row.id, saved);
    return saved;
  }

  /** Sessions of hosts that have ended, newest first. Those of a host that still lives are its own affair. */
  load(): readonly StoredSession[] {
    return list(this.folder)
      .flatMap((id) => this.read(id) ?? [])
      .sort((a, b) => b.row.startedAt - a.row.startedAt);
  }

  async remove(id: SessionId): Promise<void> {
    await this.saving.get(id);
    this.saving.delete(id);
    await rm(join(this.folder, id), { recursive: true, force: true }).catch(() => undefined);
  }

  /** Ended sessions (newest first) that are too many or too large to be kept. */
  surplus(ended: readonly VmSession[]): readonly SessionId[] {
    const counts = new Map<string, number>();
    let bytes = 0;
    return ended
      .filter((row) => {
        const count = (counts.get(row.root) ?? 0) + 1;
        counts.set(row.root, count);
        bytes += row.serialBytes;
        return count > MOST_OF_PROJECT || bytes > MOST_BYTES;
      })
      .map((row) => row.id);
  }

  private read(id: string): StoredSession | null {
    const folder = join(this.folder, id);
    const serialFile = join(folder, 'serial.log');
    const parsed = v.safeParse(record, readJson(join(folder, 'session.json')));
    if (!parsed.success) {
      // Made by a host that died before it could write what the session was: nobody can find it any more.
      if (ageMs(folder) > 60_000) rmSync(folder, { recursive: true, force: true });
      return null;
    }
    const { host, row } = parsed.output;
    if (host === this.host || isLiveHost(host)) return null;
    const { size, mtimeMs } = statSync(serialFile, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: row.startedAt };
    const left = row.state.kind !== 'exited';
    const ranMs = Math.max(0, Math.round(mtimeMs - row.startedAt));
    const state = left ? ({ kind: 'exited', code: null, reason: 'studio', ranMs } as const) : row.state;
    const note: VmEvent = {
      ...{ kind: 'note', atMs: ranMs, offset: size, severity: 'warning' },
      text: 'The studio itself ended while this machine ran, and the machine ended with it.',
    };
    return {
      row: { ...row, state, serialBytes: size },
      serialFile,
      serialBytes: size,
      events: () => {
        const events = v.safeParse(v.array(vmEvent), readJson(join(folder, 'events.json')));
        const known = events.success ? events.output : [];
        return left ? [...known, note, { kind: 'state', atMs: ranMs, state }] : known;
      },
    };
  }

  private async write(id: SessionId, name: string, text: string): Promise<void> {
    const file = join(this.folder, id, name);
    mkdirSync(join(this.folder, id), { recursive: true, mode: 0o700 });
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
}

/** Names a process for good: its pid alone is given to others later. */
function hostName(pid: number): string {
  return `${pid}-${processRow(pid)?.startTime ?? '?'}`;
}

function isLiveHost(host: string): boolean {
  const pid = Number(host.split('-')[0]);
  return processRow(pid) !== null && hostName(pid) === host;
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function ageMs(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
