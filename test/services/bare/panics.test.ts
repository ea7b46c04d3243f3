import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CrashReport } from '#core/families/family.ts';
import { archsHere, BareProject, type Ran } from './bare-project.ts';

function crashOf(ran: Ran): { report: CrashReport; complete: boolean } {
  const crashes = ran.findings.flatMap((finding) => (finding.kind === 'crash' ? [finding] : []));
  const last = crashes.at(-1);
  if (!last) throw new Error(`no crash in:\n${ran.text}`);
  return { report: last.crash, complete: last.complete };
}

describe.each(archsHere)('panic-lab on %s', (arch) => {
  let project: BareProject;
  beforeAll(async () => {
    project = await BareProject.create('panic-lab', arch);
    project.build();
  });
  afterAll(() => project.dispose());

  const accident = (key: string) => project.boot([{ after: '> ', type: `${key}\r` }]);

  /** Function and line of each address, innermost first. */
  function resolve({ address, callers }: CrashReport): string[] {
    const addresses = [address!, ...callers.map((caller) => `0x${(BigInt(caller) - 1n).toString(16)}`)];
    const elf = join(project.root, `build/${arch}/kernel.elf`);
    const lines = execFileSync('addr2line', ['-f', '-e', elf, ...addresses], { encoding: 'utf8' }).split('\n');
    return addresses.map((_, index) => `${lines[2 * index]} ${lines[2 * index + 1]!.replace(/^\.\//, '')}`);
  }

  const lineOf = (text: string) =>
    project
      .read('src/accidents.c')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1;

  const cases = [
    ['n', 'bare.bad-write', 'The guest wrote to address 0x14, which is not mapped', 'null_pointer', '->year = 2026'],
    ['d', 'bare.division-by-zero', 'The guest divided by zero', 'division', '100 / visitors'],
    ['j', 'bare.bad-jump', 'The guest jumped to address 0x0, which is not mapped', 'jump_to_nowhere', 'callback();'],
    ['a', 'bare.assertion', 'An assertion failed at src/accidents.c', 'failed_assertion', 'assert(found'],
    ['x', 'bare.undefined-behaviour', 'Index outside its array, at src/acc', 'index_too_large', 'days[month]'],
    ['f', 'bare.heap-misuse', 'The heap was misused: the block at 0x', 'freed_twice', null],
    ['h', 'bare.heap-misuse', 'The heap was misused: something wrote past', 'written_past_the_end', null],
    ['p', 'bare.panic', 'The program panicked: the coffee is 12 degrees, which', 'give_up', 'panic("the coffee'],
  ] as const;

  test.each(cases)('accident %s is a %s, at the line that caused it', async (key, code, title, where, line) => {
    const ran = await accident(key);
    const { report, complete } = crashOf(ran);
    expect(report).toMatchObject({ code });
    expect(report.title).toContain(title);
    expect(complete).toBe(true);
    expect(ran.end).toEqual({ code: 126, reason: 'crash' });
    const [site, ...callers] = resolve(report);
    expect(site!.split(' ')[0]).toBe(where);
    if (line) expect(site).toContain(`src/accidents.c:${lineOf(line)}`);
    expect(callers.slice(0, 2).map((caller) => caller.split(' ')[0])).toEqual(['main', 'kernel_start']);
  });

  test('endless recursion ends at the guard below the stack, and its callers are counted', async () => {
    const ran = await accident('r');
    const { report } = crashOf(ran);
    expect(report.code).toBe('bare.stack-overflow');
    expect(ran.text).toMatch(/called from 0x[0-9a-f]+, \d{3,} times/);
    expect(resolve(report).map((frame) => frame.split(' ')[0])).toContain('main');
  });

  test('bytes that are no instruction are reported where they stand', async () => {
    const { report } = crashOf(await accident('i'));
    expect(report.code).toBe('bare.illegal-instruction');
    expect(resolve(report)[0]).toContain('illegal_instruction');
  });

  test('a text that is too long for its place is seen before the function returns', async () => {
    const { report } = crashOf(await accident('s'));
    expect(report.code).toBe('bare.stack-damaged');
    expect(resolve(report)[0]).toContain('text_too_long');
  });

  test('a guest that waits forever stays, and says nothing', async () => {
    const ran = await project.boot([
      { after: '> ', type: 'w\r' },
      { after: 'never comes\n', stop: true },
    ]);
    expect(ran.findings.some(({ kind }) => kind === 'crash' || kind === 'exit')).toBe(false);
  });
});

test('a triple fault resets the PC: QEMU ends with 0, and that is a crash', async () => {
  const project = await BareProject.create('panic-lab');
  try {
    project.build();
    const ran = await project.boot([{ after: '> ', type: 't\r' }]);
    expect(ran.status).toBe(0);
    expect(ran.end).toEqual({ code: null, reason: 'crash' });
    expect(ran.findings.some(({ kind }) => kind === 'exit')).toBe(false);
  } finally {
    project.dispose();
  }
});

test('the address of a crash and its callers are found in an image for speed and one for size too', async () => {
  const project = await BareProject.create('panic-lab');
  try {
    for (const option of ['OPTIMISE_SPEED', 'OPTIMISE_SIZE']) {
      project.configure({ OPTIMISE_DEBUG: 'n', OPTIMISE_SPEED: 'n', OPTIMISE_SIZE: 'n', [option]: 'y' });
      project.build();
      const { report } = crashOf(await project.boot([{ after: '> ', type: 'n\r' }]));
      expect(report.code).toBe('bare.bad-write');
      expect(report.callers.length).toBeGreaterThan(0);
    }
  } finally {
    project.dispose();
  }
});
