import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ByteSource } from '#core/contract/handlers.ts';
import type { TerminalInfo } from '#core/contract/terminal.ts';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import type { ProcessService } from '../../../electron/services/process/process-types.ts';
import { createTerminalService, type TerminalService } from '../../../electron/services/terminal/terminal-service.ts';
import { type ToyLookup, toyLookup } from '../../toy-family/toy-project.ts';
import { eventually } from '../alive.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

const size = { cols: 80, rows: 24 };
let temp: TempPaths;
let process_: ProcessService;
let projects: ToyLookup;
let terminals: TerminalService;

beforeEach(() => {
  temp = tempPaths();
  process_ = createProcessService(temp.paths);
  projects = toyLookup();
  terminals = createTerminalService({ process: process_, projects, paths: temp.paths });
});
afterEach(async () => {
  await terminals.dispose();
  await process_.dispose();
  temp.remove();
});

async function open(script: string): Promise<{ info: TerminalInfo; bytes: ByteSource }> {
  const opened = await terminals.open({ projectId: null, size, argv: ['/bin/sh', '-c', script] });
  if (!opened.ok) throw new Error(opened.error.message);
  const bytes = terminals.bytes(opened.value.id);
  if (!bytes.ok) throw new Error(bytes.error.message);
  return { info: opened.value, bytes: bytes.value };
}

async function textOf(source: ByteSource): Promise<string> {
  return Buffer.from(await source.read(0, 1 << 20)).toString();
}

it('runs the shell of the person in the folder of a trusted project', async () => {
  const id = projects.add('trusted', temp.root);
  const opened = await terminals.open({ projectId: id, size });
  if (!opened.ok) throw new Error(opened.error.message);
  const bytes = terminals.bytes(opened.value.id);
  if (!bytes.ok) throw new Error(bytes.error.message);
  bytes.value.write(Buffer.from('pwd; echo "$TERM_PROGRAM:$NODE_ENV:$((40+2))"\r'));
  await eventually('the answer', async () => (await textOf(bytes.value)).includes('unikernel-studio::42'));
  expect(await textOf(bytes.value)).toContain(`${temp.root}\r\n`);
  expect(terminals.list()).toEqual([{ ...opened.value, exitCode: null }]);
});

it('opens nothing in a project that nobody has trusted', async () => {
  const id = projects.add('asked', temp.root, 'asked');
  expect(await terminals.open({ projectId: id, size })).toMatchObject({ ok: false, error: { code: 'not-trusted' } });
  expect(terminals.list()).toEqual([]);
});

it('tells the exit status and keeps the text until it is closed', async () => {
  const { info, bytes } = await open('echo last words; exit 3');
  await eventually('the end', () => bytes.ended);
  expect(terminals.list()).toEqual([{ ...info, exitCode: 3 }]);
  expect(await textOf(bytes)).toContain('last words');
  expect(await terminals.close(info.id)).toMatchObject({ ok: true });
  expect(terminals.bytes(info.id)).toMatchObject({ ok: false, error: { code: 'terminal-not-open' } });
});

it('makes the program wait for the slowest reader, and go on when that one leaves', async () => {
  const { bytes } = await open('head -c 3000000 /dev/zero | tr "\\0" x; echo; echo done');
  const slow = {};
  const quick = {};
  bytes.onReader?.(slow, 0);
  bytes.onReader?.(quick, 0);
  bytes.onGrowth(() => bytes.onReader?.(quick, bytes.endOffset));
  await eventually('the brake', () => bytes.endOffset > 512 * 1024);
  const stopped = await stillAt(bytes);
  expect(stopped).toBeLessThan(768 * 1024);
  bytes.onReader?.(slow, stopped - 1000);
  await eventually('more', () => bytes.endOffset > stopped);
  bytes.onReader?.(slow, null);
  await eventually('the end', () => bytes.ended);
  expect(Buffer.from(await bytes.read(bytes.endOffset - 8, 100)).toString()).toContain('done');
  expect(bytes.endOffset).toBeGreaterThan(3_000_000);
  expect(bytes.endOffset - bytes.firstOffset).toBeLessThanOrEqual(1 << 20);
});

/** The offset at which the source has stood still for a while. */
async function stillAt(source: ByteSource): Promise<number> {
  let last = -1;
  await eventually('standstill', async () => {
    const before = source.endOffset;
    await new Promise((resolve) => setTimeout(resolve, 500));
    last = source.endOffset;
    return last === before;
  });
  return last;
}
