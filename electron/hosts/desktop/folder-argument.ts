/** Finds the folder that a start was given, e.g. `unikernel-studio ./hello`. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/** @param words after the program (and, while developing, after the program's own folder); switches are passed over. */
export function folderArgument(words: readonly string[], cwd: string): string | null {
  for (const word of words) {
    if (word === '' || word.startsWith('-') || word.includes('\0')) continue;
    const path = resolve(cwd, word);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  }
  return null;
}
