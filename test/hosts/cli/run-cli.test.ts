import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SOON_MS } from '../../patience.ts';
import { CliProgram, objects } from './cli-program.ts';

let cli: CliProgram;
beforeAll(async () => {
  cli = await CliProgram.build();
});
afterAll(() => cli.remove());
afterEach(() => expect(cli.leftovers()).toEqual([]));

/** A new, built project with this program. */
async function project(name: string, program?: string, template = 'hello'): Promise<string> {
  const made = await cli.run(['new', name, '--family', 'bare', '--template', template]);
  expect(made).toMatchObject({ status: 0, stderr: '' });
  if (program !== undefined) writeFileSync(join(cli.folder, name, 'src/main.c'), `#include <bare.h>\n\n${program}`);
  const built = await cli.run(['build', name]);
  expect(built).toMatchObject({ status: 0, stderr: '' });
  return name;
}

describe('help', () => {
  test('without a command the commands are listed, as wrong usage', async () => {
    const { status, stdout, stderr } = await cli.run([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    for (const command of ['new', 'build', 'run', 'doctor', 'serve'])
      expect(stderr).toMatch(new RegExp(`^  ${command} `, 'm'));
  });

  test.each([['--help'], ['help'], ['-h']])('%s lists them as an answer', async (word) => {
    expect(await cli.run([word])).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('Exit status: 0'),
    });
  });

  test.each(['new', 'build', 'run', 'doctor', 'serve', 'config', 'kconfig', 'kraft'])(
    '%s has help of its own, asked for in either way',
    async (name) => {
      const [asked, said] = await Promise.all([cli.run(['help', name]), cli.run([name, 'x', '--help'])]);
      expect(asked.stdout).toContain(`Usage: studio ${name} `);
      expect(said).toMatchObject({ status: 0, stdout: asked.stdout });
    },
  );

  test('--version tells the version', async () => {
    expect((await cli.run(['--version'])).stdout).toBe('unikernel-studio 1.2.3\n');
  });

  test('a misspelt command is wrong usage, and the right one is named', async () => {
    expect(await cli.run(['biuld', 'x'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean "build"?'),
    });
  });
});

describe('wrong usage', () => {
  test.each([
    [['build'], 'FOLDER is missing.'],
    [['build', 'a', 'b'], '"b" is one word too many.'],
    [['build', 'a', '--fast'], "Unknown option '--fast'"],
    [['build', 'nowhere'], 'is not there'],
    [['run', 'a', '--until'], "'--until <value>' argument missing"],
    [['run', 'a', '--until', '('], '--until is no regular expression.'],
    [['run', 'a', '--timeout', 'soon'], '--timeout needs a number of seconds, not "soon".'],
    [['run', 'a', '--timeout', '0'], '--timeout needs a number of seconds, not "0".'],
    [['new', 'a'], '--family is missing.'],
    [['new', 'a', '--family', 'linux'], 'There is no family "linux".'],
    [['new', 'a', '--family', 'bare', '--template', 'x'], 'Bare has no template "x".'],
    [['new', 'a', '--family', 'bare', '--language', 'Rust'], 'Bare has no template in "Rust".'],
    [['new', 'a', '--family', 'bare', '--arch', 'mips'], '"Hello" can\'t be built for "mips".'],
    [['new', 'a', '--family', 'bare', '--source', '/x'], '--source has no meaning here'],
    [['doctor', 'linux'], 'There is no family "linux".'],
  ])('%j: %s', async (words, message) => {
    const { status, stdout, stderr } = await cli.run(words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(existsSync(join(cli.folder, 'a'))).toBe(false);
  });

  test('a folder that is no project says so', async () => {
    expect(await cli.run(['build', '.'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no family recognises'),
    });
  });

  test('a folder that holds something is not made into a project', async () => {
    await cli.run(['new', 'taken', '--family', 'bare']);
    const { status, stderr } = await cli.run(['new', 'taken', '--family', 'bare']);
    expect(status).toBe(2);
    expect(stderr).toContain('taken');
  });
});

test('new, build and run until the greeting, in a folder with blanks, quotes and Unicode', async () => {
  const name = `./it's "my" hellö`;
  expect(await cli.run(['new', name, '--family', 'bare'])).toMatchObject({ status: 0 });
  const built = await cli.run(['build', name]);
  expect(built).toMatchObject({ status: 0, stderr: '' });
  expect(built.stdout).toContain('  CC      src/main.c\n');
  expect(built.stdout).toMatch(/Built build\/x86_64\/kernel\.img, \d+\.\d KB, in \d+\.\d s\n$/);
  const ran = await cli.run(['run', name, '--until', 'Hello', '--timeout', '30']);
  expect(ran).toMatchObject({ status: 0, stderr: expect.stringContaining('Seen after ') });
  expect(ran.stdout).toContain('Hello');
});

describe('build', () => {
  test('a program that does not compile is explained, and the status is 1', async () => {
    const name = await project('broken');
    writeFileSync(
      join(cli.folder, name, 'src/main.c'),
      '#include <bare.h>\n\nint main(void)\n{\n\treturn lenght;\n}\n',
    );
    const { status, stdout, stderr } = await cli.run(['build', name]);
    expect(status).toBe(1);
    expect(stdout).toContain('error: ‘lenght’ undeclared');
    expect(stderr).toContain('src/main.c:5:9: error: lenght is not declared');
    expect(stderr).toContain('Build failed at Compile after ');
  });

  test('--json tells the events of the job, and the result last', async () => {
    const name = await project('json');
    writeFileSync(join(cli.folder, name, 'src/main.c'), 'int main(void) { return printf("x"); }\n');
    const { status, stdout, stderr } = await cli.run(['build', name, '--json']);
    const events = objects(stdout);
    expect(stderr).toBe('');
    expect(events[0]).toMatchObject({ kind: 'started', arch: 'x86_64' });
    expect(events.findLast(({ kind }) => kind === 'planned')).toMatchObject({ total: 3 });
    expect(JSON.stringify(events.filter(({ kind }) => kind === 'problem'))).toContain('There is no `printf()` here');
    expect(events.at(-2)).toMatchObject({ kind: 'ended', outcome: 'failed', stage: 'Compile' });
    expect(events.at(-1)).toEqual({ kind: 'result', status: 1 });
    expect(status).toBe(1);
  });

  test('a failure before the build is an object too', async () => {
    const { stdout, stderr } = await cli.run(['build', 'nowhere', '--json']);
    expect(stderr).toBe('');
    expect(objects(stdout)).toMatchObject([
      { kind: 'error', code: 'not-found' },
      { kind: 'result', status: 2 },
    ]);
  });

  test('a compiler that is not there is status 3, with the tool and the command that installs it', async () => {
    const name = await project('toolless');
    const env = { PATH: join(cli.folder, 'nothing') };
    const { status, stderr } = await cli.run(['build', name], { env });
    expect(status).toBe(3);
    expect(stderr).toContain('gcc is missing on this computer');
  });
});

describe('run', () => {
  test('shows the serial line without colours, and ends with 0 when main() returned 0', async () => {
    const name = await project('plain');
    const { status, stdout, stderr } = await cli.run(['run', name]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\[\d\.\d{3}\] kernel {3}started on x86_64\n/);
    expect(stdout).toContain('\nHello. This machine runs one program: yours.\n');
    expect(stdout).not.toMatch(/[\x1b\r]/);
    expect(stderr).toMatch(/The guest ended with status 0 after \d+\.\d\d s\.\n$/);
  });

  test('another status than 0 is a failure', async () => {
    const name = await project('seven', 'int main(void)\n{\n\treturn 7;\n}\n');
    const { status, stderr } = await cli.run(['run', name]);
    expect(status).toBe(1);
    expect(stderr).toContain('The guest ended with status 7');
  });

  test('a crash is a failure, told with its line', async () => {
    const name = await project(
      'crash',
      'struct date { int a[5], year; };\n\nint main(void)\n{\n\tstruct date *volatile none = NULL;\n\n\tnone->year = 1;\n\treturn 0;\n}\n',
    );
    const { status, stderr } = await cli.run(['run', name]);
    expect(status).toBe(1);
    expect(stderr).toContain('src/main.c:9:1: error: The guest wrote to address 0x14, which is not mapped');
    expect(stderr).toContain('The guest crashed after ');
  });

  test('a pattern that was not seen is a failure even when all went well', async () => {
    const name = await project('unseen');
    const { status, stderr } = await cli.run(['run', name, '--until', 'Good ?bye']);
    expect(status).toBe(1);
    expect(stderr).toContain('The guest ended with status 0');
    expect(stderr).toContain('"Good ?bye" was not seen.');
  });

  test('a pattern is seen in a line that is not finished, and the machine is stopped', async () => {
    const name = await project('greets', undefined, 'greeter');
    const { status, stdout } = await cli.run(['run', name, '--until', 'your name\\? $', '--timeout', '30']);
    expect(status).toBe(0);
    expect(stdout).toContain('What is your name? ');
  });

  test('when time runs out the machine is stopped, and the status is 124', async () => {
    const name = await project(
      'endless',
      'int main(void)\n{\n\tprint("on and on\\n");\n\tfor (;;)\n\t\tsleep_ms(10);\n}\n',
    );
    const { status, stderr, ms } = await cli.run(['run', name, '--until', 'never', '--timeout', '1.5']);
    expect(status).toBe(124);
    expect(stderr).toContain('Stopped after 1.50 s. "never" was not seen.');
    expect(ms).toBeLessThan(1500 + SOON_MS);
  });

  test('standard input reaches the guest, however early it came', async () => {
    const { status, stdout } = await cli.run(['run', 'greets'], { stdin: 'Ada\rGrace\r\r' });
    expect(status).toBe(0);
    expect(stdout).toContain('Hello, Ada. You are visitor 1.\n');
    expect(stdout).toContain('Hello, Grace. You are visitor 2.\n');
    expect(stdout).toContain('Goodbye.\n');
  });

  test('a project without an image says to build it first', async () => {
    await cli.run(['new', 'raw', '--family', 'bare']);
    const { status, stderr } = await cli.run(['run', 'raw']);
    expect(status).toBe(1);
    expect(stderr).toContain('Build it first: studio build raw');
  });

  test('--json tells serial text, events and the result', async () => {
    const { status, stdout, stderr } = await cli.run(['run', 'plain', '--json', '--until', 'runs (one) program']);
    const events = objects(stdout);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(
      events
        .filter(({ kind }) => kind === 'serial')
        .map(({ text }) => text)
        .join(''),
    ).toContain('Hello. This machine runs one program');
    expect(events.some(({ kind }) => kind === 'booted')).toBe(true);
    expect(events.at(-1)).toMatchObject({
      kind: 'result',
      status: 0,
      matched: expect.stringContaining('runs one program'),
    });
  });

  test('a QEMU that is not there is status 3', async () => {
    const { status, stderr } = await cli.run(['run', 'plain'], { env: { PATH: join(cli.folder, 'nothing') } });
    expect(status).toBe(3);
    expect(stderr).toContain('qemu-system-x86_64');
  });
});

describe('an interruption', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends the machine within a second, with status %i', async (signal, status) => {
    const running = cli.start(['run', 'endless']);
    await running.shows('on and on');
    expect(cli.leftovers().some((line) => line.includes('qemu-system-x86_64'))).toBe(true);
    const asked = performance.now();
    running.child.kill(signal);
    expect((await running.finished).status).toBe(status);
    expect(performance.now() - asked).toBeLessThan(SOON_MS);
    expect(cli.leftovers()).toEqual([]);
  });

  test('ends a build with all that it started', async () => {
    const name = await project('slow');
    const makefile = join(cli.folder, name, 'Makefile');
    writeFileSync(
      makefile,
      readFileSync(makefile, 'utf8').replace('$(call say,LD,kernel.elf)', '@echo linking; sleep 987'),
    );
    unlinkSync(join(cli.folder, name, 'build/x86_64/kernel.elf'));
    const running = cli.start(['build', name]);
    await running.shows('linking');
    const asked = performance.now();
    running.child.kill('SIGINT');
    expect((await running.finished).status).toBe(130);
    expect(performance.now() - asked).toBeLessThan(SOON_MS);
  });

  test('a reader of standard output that goes away ends the machine', async () => {
    const name = await project('chatty', 'int main(void)\n{\n\tfor (;;)\n\t\tprint("and so on and so on\\n");\n}\n');
    const running = cli.start(['run', name]);
    await running.shows('and so on');
    running.child.stdout?.destroy();
    expect((await running.finished).status).toBe(141);
  });
});

test('a build file of another user is not run, unless that is asked for', async () => {
  if (process.getuid?.() !== 0) return;
  const name = await project('foreign');
  // A copy: what the studio itself has made is trusted.
  cpSync(join(cli.folder, name), join(cli.folder, 'theirs'), { recursive: true });
  chownSync(join(cli.folder, 'theirs'), 12345, 12345);
  expect(await cli.run(['build', 'theirs'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('belongs to another user'),
  });
  expect(await cli.run(['build', 'theirs', '--trust'])).toMatchObject({ status: 0 });
});

describe('doctor', () => {
  test('lists what Bare needs, and is content where all of it is here', async () => {
    const { status, stdout } = await cli.run(['doctor', 'Bare']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Bare: ready \(gcc \d+\.\d+, make \d+\.\d+, QEMU \d+\.\d+\)\n/);
  });

  test('--json gives the whole report', async () => {
    const [report, result] = objects((await cli.run(['doctor', 'bare', '--json'])).stdout);
    expect(report).toMatchObject({ kind: 'doctor', report: { families: [{ family: 'bare', ready: true }] } });
    expect(result).toEqual({ kind: 'result', status: 0 });
  });

  test('where tools miss, the status is 3', async () => {
    const { status, stdout } = await cli.run(['doctor', 'bare'], { env: { PATH: join(cli.folder, 'nothing') } });
    expect(status).toBe(3);
    expect(stdout).toContain('Bare: 3 missing');
  });
});

test('a project is given its own folder as a source, and another target, by names that it knows', async () => {
  const tree = fileURLToPath(new URL('../../fixtures/unikraft-tree', import.meta.url));
  // The Makefile of this family takes no blanks.
  const outside = mkdtempSync(join(tmpdir(), 'cli-targets-'));
  try {
    const root = join(outside, 'app');
    expect(await cli.run(['new', root, '--family', 'unikraft'])).toMatchObject({ status: 0 });
    const used = await cli.run(['sources', root, '--use', tree]);
    expect(used).toMatchObject({ status: 0, stdout: expect.stringContaining(`${tree} (your own)`) });
    expect(await cli.run(['sources', root, '--use', outside])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is not Unikraft'),
    });
    expect((await cli.run(['sources', root, '--use', 'unikraft='])).stdout).toContain('not here');
    expect(await cli.run(['build', root, '--target', 'qemu-vax'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('fc-x86_64'),
    });
  } finally {
    rmSync(outside, { recursive: true });
  }
});

test('serve prints one line, the address, and ends well on a signal', async () => {
  const running = cli.start(['serve', '--no-open']);
  await running.shows('\n');
  expect(running.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\S*\n$/);
  running.child.kill('SIGINT');
  expect((await running.finished).status).toBe(0);
});
