/** The log of the newest job, followed while the window is open; a window that opens during a build gets all of it. */
import { createStore } from 'zustand/vanilla';
import type { Disposable } from '#core/base/disposable.ts';
import type { JobId } from '#core/base/id.ts';
import { buildStore } from '../../app/activity.ts';
import { client } from '../../app/client.ts';
import { LogLines } from './log-lines.ts';
import { LogRows } from './log-rows.ts';

export interface BuildLog {
  readonly lines: LogLines;
  readonly rows: LogRows;
  /** Goes up when lines came: `lines` and `rows` are changed in place. */
  readonly version: number;
  /** Folder of the present step, which relative paths start from. */
  readonly cwd: string;
}

function emptyLog(): BuildLog {
  const lines = new LogLines();
  return { lines, rows: new LogRows(lines), version: 0, cwd: '' };
}

export const buildLogStore = createStore<BuildLog>(emptyLog);

/** Lines are painted at most this often. */
const PAINT_MS = 50;

let feed: Disposable | null = null;
let followed: JobId | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;

function follow(jobId: JobId | null): void {
  if (jobId === followed) return;
  followed = jobId;
  if (timer !== null) clearTimeout(timer);
  timer = null;
  feed?.dispose();
  feed = null;
  const log = emptyLog();
  let { cwd } = log;
  buildLogStore.setState(log);
  if (jobId === null) return;
  const paint = () => {
    timer = null;
    if (followed === jobId) buildLogStore.setState(({ version }) => ({ version: version + 1, cwd }));
  };
  feed = client().subscribe('job.events', jobId, {
    onEvents(events) {
      for (const event of events) {
        if (event.kind === 'output') log.lines.append(event.chunk, event.line);
        else if (event.kind === 'step') ({ cwd } = event);
      }
      timer ??= setTimeout(paint, PAINT_MS);
    },
  });
}

let started = false;

/** Called when the panel is first shown. */
export function startBuildLog(): void {
  if (started) return;
  started = true;
  follow(buildStore.getState().jobId);
  buildStore.subscribe(({ jobId }) => follow(jobId));
}
