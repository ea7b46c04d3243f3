import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SerialLog } from '../../../electron/services/vm/serial-log.ts';
import { eventually } from '../alive.ts';

let folder: string;
let file: string;
let stops: [number, string][];
let backlog: boolean[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'serial log, '));
  file = join(folder, 'a', 'serial.log');
  stops = [];
  backlog = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(path = file, largest?: number): SerialLog {
  const events = {
    onBacklog: (behind: boolean) => void backlog.push(behind),
    onStopped: (offset: number, text: string) => void stops.push([offset, text]),
    onInput: () => undefined,
  };
  return new SerialLog(path, events, largest);
}

async function readAll(log: SerialLog, from = 0): Promise<string> {
  const parts: Uint8Array[] = [];
  for (let at = from; at < log.source.endOffset; ) {
    const part = await log.source.read(at, 100_000);
    if (part.length === 0) break;
    parts.push(part);
    at += part.length;
  }
  return Buffer.concat(parts).toString();
}

it('can be read from any offset while it is written and after the end', async () => {
  const log = open();
  for (let index = 0; index < 300_000; index++) log.append(Buffer.from(`line ${index}\n`));
  const expected = Array.from({ length: 300_000 }, (_, index) => `line ${index}\n`).join('');
  await log.close();
  expect(readFileSync(file, 'utf8')).toBe(expected);
  expect(await readAll(log)).toBe(expected);
  expect(await readAll(log, expected.length - 9)).toBe(expected.slice(-9));
  expect(log.source.ended).toBe(true);
});

it('asks the guest to wait while the disk is behind', async () => {
  const log = open();
  for (let index = 0; index < 20; index++) log.append(Buffer.alloc(65536, 'x'));
  expect(backlog).toEqual([true]);
  await log.close();
  expect(backlog).toEqual([true, false]);
});

it('says that the disk is full, and keeps the newest text for the windows', async () => {
  const log = open('/dev/full');
  log.append(Buffer.from('first\n'));
  await eventually('the note', () => stops.length > 0);
  expect(stops).toEqual([[0, expect.stringContaining('The disk is full')]]);
  log.append(Buffer.from('second\n'));
  expect(await readAll(log)).toBe('first\nsecond\n');
  for (let index = 0; index < 100; index++) log.append(Buffer.alloc(65536, 'x'));
  log.append(Buffer.from('newest\n'));
  expect(backlog).toEqual([]);
  await log.close();
  expect(log.source.firstOffset).toBeGreaterThan(0);
  expect((await readAll(log, log.source.firstOffset)).slice(-7)).toBe('newest\n');
  expect(stops).toHaveLength(1);
});

it('ends the file at its cap with a note, and goes on', async () => {
  const log = open(file, 1000);
  for (let index = 0; index < 100; index++) log.append(Buffer.alloc(100, 'x'));
  await log.close();
  expect(readFileSync(file).length).toBe(1000);
  expect(stops).toEqual([[1000, expect.stringContaining('reached')]]);
  expect(log.source.endOffset).toBe(10_000);
  expect((await readAll(log)).length).toBe(10_000);
});

it('works without a place to write to', async () => {
  const log = open('/dev/null/no/such/place');
  log.append(Buffer.from('text'));
  expect(await readAll(log)).toBe('text');
  expect(stops).toHaveLength(1);
  await log.close();
});
