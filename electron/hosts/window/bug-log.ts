/** Keeps what went wrong inside the studio itself: on standard error and in a file that a report can be made from. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';

const MAX_BYTES = 1024 * 1024;

/** @returns writes one mistake with its causes; never throws. The file before the last megabyte is kept as `FILE.old`. */
export function createBugLog(file: string): (what: string, cause: unknown) => void {
  return (what, cause) => {
    const text = `${new Date().toISOString()} ${what}\n${inspect(cause, { depth: 4 })}\n`;
    try {
      process.stderr.write(text);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.old`);
      appendFileSync(file, text, { mode: 0o600 });
    } catch {
      // A full disk or a closed terminal must not make one mistake into two.
    }
  };
}
