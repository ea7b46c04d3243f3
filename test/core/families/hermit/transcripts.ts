/** Reads recorded serial texts and messages of Hermit for the tests of this folder. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { plainText } from '#core/engines/problems/log-text.ts';
import type { ConsoleFinding, ConsoleReader } from '#core/families/family.ts';

const folder = fileURLToPath(new URL('../../../fixtures/transcripts/hermit/', import.meta.url));

export function linesOf(name: string): string[] {
  return readFileSync(`${folder}${name}`, 'utf8').split('\n').map(plainText);
}

export function findingsOf(name: string, reader: ConsoleReader): readonly ConsoleFinding[] {
  return linesOf(`${name}.serial.txt`).flatMap((line) => reader.line(line));
}
