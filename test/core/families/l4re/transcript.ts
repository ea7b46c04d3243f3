/** Recorded text of a real L4Re system, or of its build, as the readers get it: lines without escape sequences. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export function transcript(file: string): string[] {
  const path = fileURLToPath(new URL(`../../../fixtures/transcripts/l4re/${file}`, import.meta.url));
  const text = readFileSync(path, 'utf8');
  return text
    .replaceAll('\r', '')
    .replace(/\x1b\[[0-9;]*[A-Za-z]/g, '')
    .split('\n');
}
