import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPty } from '../../../electron/services/process/open-pty.ts';
import { SOON_MS } from '../../patience.ts';
import { CliProgram } from './cli-program.ts';

let cli: CliProgram;
beforeAll(async () => {
  cli = await CliProgram.build();
  expect(await cli.run(['new', 'greets', '--family', 'bare', '--template', 'greeter'])).toMatchObject({ status: 0 });
});
afterAll(() => cli.remove());

/** The command line on a terminal of its own, as a person has it. */
async function onTerminal(...words: string[]) {
  const { argv, env } = cli.call(words, { TERM: 'xterm-256color', NO_COLOR: '' });
  const [file, ...args] = argv as [string, ...string[]];
  const known = Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const spec = { file, args, cwd: cli.folder, env: known, cols: 100, rows: 30 };
  const pty = await openPty(
    spec,
    () => undefined,
    () => undefined,
  );
  let text = '';
  pty.onData((bytes) => {
    text += Buffer.from(bytes).toString('utf8');
  });
  return {
    pty,
    text: () => text,
    type: (keys: string) => pty.write(Buffer.from(keys)),
    shows: (wanted: string) => expect.poll(() => text, { timeout: 20_000, interval: 20 }).toContain(wanted),
  };
}

test('a build shows a bar that is gone when it is done', async () => {
  const { pty, text } = await onTerminal('build', 'greets');
  expect((await pty.exited).status).toBe(0);
  expect(text()).toMatch(/\r━+ +\d+ of 15/);
  expect(text()).not.toContain('  CC ');
  expect(text()).toMatch(/\r\x1b\[32mBuilt build\/x86_64\/kernel\.img, .*\x1b\[0m\r\n$/);
});

test('a guest is talked to key by key, in its own colours, until Ctrl-C', async () => {
  const { pty, text, type, shows } = await onTerminal('run', 'greets');
  await shows('What is your name? ');
  type('Adx');
  await shows('What is your name? Adx');
  type('\x7fa\r');
  await shows('Hello, Ada. You are visitor 1.');
  expect(text()).toContain('\x1b[90m[');
  const asked = performance.now();
  type('\x03');
  expect((await pty.exited).status).toBe(130);
  expect(performance.now() - asked).toBeLessThan(SOON_MS);
  expect(cli.leftovers()).toEqual([]);
});
