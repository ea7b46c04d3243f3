/** The worker thread of a text search: reads the files one by one and reports hits as it finds them. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { searchText } from '#core/engines/search/search-text.ts';
import { decodeText } from './decode-text.ts';
import type { SearchReport, SearchTask } from './search-types.ts';

/** Larger files are hardly written by hand, and a pattern may be slow on them. */
const FILE_LIMIT = 5 * 1024 * 1024;

const task = workerData as SearchTask;
const report = (message: SearchReport) => parentPort?.postMessage(message);
const begun = new Int32Array(task.begun);
let left = task.limit;
for (const path of task.paths) {
  Atomics.add(begun, 0, 1);
  const text = readText(join(task.root, path));
  if (text === null) continue;
  const hits = searchText(text, path, task.query, left);
  if (hits.length === 0) continue;
  left -= hits.length;
  report({ kind: 'hits', hits });
  if (left <= 0) break;
}
report({ kind: 'done' });

/** The last part of the path is not followed if it has become a link since the list of files was made. */
function readText(path: string): string | null {
  let file: number | null = null;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size > FILE_LIMIT || stats.size === 0) return null;
    const bytes = Buffer.allocUnsafe(stats.size);
    const length = readSync(file, bytes, 0, bytes.length, 0);
    return decodeText(bytes.subarray(0, length))?.text ?? null;
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}
