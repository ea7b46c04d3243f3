import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CliProgram, objects } from './cli-program.ts';

let cli: CliProgram;
const at = (...names: string[]): string => join(cli.folder, 'tree ü', ...names);
const put = (name: string, text: string): void => writeFileSync(at(name), text);
const get = (name: string): string => readFileSync(at(name), 'utf8');
const config = (...words: string[]) => cli.run(['config', at(), ...words]);

const KCONFIG = `mainmenu "Test"
menu "Network"
config NET
	bool "Network"
	default y
	help
	  Packets go out and come in.
config TCP
	bool "TCP"
	depends on NET
	select SUMS
config PORT
	int "Port"
	depends on NET
	range 1 65535
	default 80
endmenu
config SUMS
	bool "Checksums"
config NAME
	string "Name"
	default "$(shell,echo asked)"
choice
	prompt "Speed"
config FAST
	bool "fast"
config SMALL
	bool "small"
endchoice
config ONLY_A
	bool "a"
	depends on !ONLY_B
config ONLY_B
	bool "b"
`;

beforeAll(async () => {
  cli = await CliProgram.build();
});
afterAll(() => cli.remove());
beforeEach(() => {
  rmSync(at(), { recursive: true, force: true });
  mkdirSync(at());
  put('Kconfig', KCONFIG);
});

describe('config', () => {
  test('tells what is wrong with the Kconfig files, and that nothing brings about what is defined nowhere', async () => {
    put('Kconfig', `${KCONFIG}config NEVER\n\tbool "Never"\n\tdepends on NOWHERE\nsource "away/Kconfig"\n`);
    const run = await config('set', 'NEVER=y');
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('Kconfig:38: the file away/Kconfig cannot be read');
    expect(run.stderr).toContain("NEVER can't be set: it needs NOWHERE (defined nowhere).");
    expect(run.stderr).toContain('Nothing that can be set brings about NOWHERE.');
    expect(objects((await config('list', '--json')).stdout)).toContainEqual(
      expect.objectContaining({ kind: 'problem', severity: 'error', code: 'file-missing', line: 38 }),
    );
    const saved = await config('set', 'NET=n');
    expect(saved.status).toBe(1);
    expect(saved.stderr).toContain('Nothing was saved: the file away/Kconfig cannot be read');
    expect(existsSync(at('.config'))).toBe(false);
  });

  test('lists what can be set, what a word finds, and what is not as by default', async () => {
    put('.config', '# CONFIG_NET is not set\n');
    const all = await config('list');
    expect(all).toMatchObject({ status: 0, stderr: '' });
    expect(all.stdout).toContain('NET=n  Network\nSUMS=n  Checksums\nNAME=asked  Name\nFAST=y  fast\n');
    expect(all.stdout).not.toContain('TCP');
    expect((await config('list', '--blocked')).stdout).toBe('TCP=n  TCP\nPORT=  Port\n');
    expect((await config('list', 'packets', '--json')).stdout).toBe(
      `{"kind":"option","option":"NET","prompt":"Network","path":["Network"],"value":"n","default":"y"}\n{"kind":"result","status":0}\n`,
    );
    expect((await config('list', '--changed')).stdout).toBe('NET=n  Network\n');
  });

  test('tells one value, with or without the prefix', async () => {
    expect(await config('get', 'CONFIG_PORT')).toMatchObject({ status: 0, stdout: '80\n' });
    expect(await config('get', 'prot')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean PORT?'),
    });
  });

  test('sets several options and saves once, choices and texts among them', async () => {
    const done = await config('set', 'TCP=y', 'PORT=8080', 'NAME=wörld "2"', 'SMALL=y');
    expect(done).toMatchObject({ status: 0, stderr: '' });
    expect(done.stdout).toContain('TCP: n -> y\nPORT: 80 -> 8080\nSUMS: n -> y\nNAME: asked -> wörld "2"\n');
    expect(get('.config')).toContain('CONFIG_TCP=y\nCONFIG_PORT=8080\n');
    expect(get('.config')).toContain('CONFIG_NAME="wörld \\"2\\""\n# CONFIG_FAST is not set\nCONFIG_SMALL=y\n');
  });

  test('saves nothing where one is refused, and says why and what would allow it', async () => {
    put('.config', '# CONFIG_NET is not set\n');
    const done = await config('set', 'SUMS=y', 'TCP=y');
    expect(done.status).toBe(1);
    expect(done.stderr).toContain("TCP can't be set: it needs NET (now n).\n");
    expect(done.stderr).toContain('  1. turn on NET, then turn on TCP');
    expect(done.stderr).toContain('+ CONFIG_NET=y   # needed by TCP');
    expect(done.stderr).toContain('config … set TCP=y --fix\n');
    expect(get('.config')).toBe('# CONFIG_NET is not set\n');
    expect(await config('set', 'SUMS=y', 'TCP=y', '--fix')).toMatchObject({ status: 0 });
    expect(get('.config')).toContain('CONFIG_TCP=y\n');
  });

  test("says what holds an option, and lets go of it with --fix and the set's number", async () => {
    await config('set', 'TCP=y');
    const done = objects((await config('set', 'SUMS=n', '--json')).stdout);
    expect(done).toMatchObject([
      { kind: 'error', code: 'held-by-select', message: "`SUMS` can't be turned off: it is selected by `TCP`." },
      { kind: 'fix', number: 1, title: expect.stringMatching(/^turn off TCP/) },
      { kind: 'fix', number: 2 },
      { kind: 'result', status: 1 },
    ]);
    expect((await config('set', '--fix', '1', 'SUMS=n')).status).toBe(0);
    expect((await config('get', 'TCP')).stdout).toBe('n\n');
    expect(await config('set', 'PORT=70000')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('PORT takes 1 to 65535, not 70000.'),
    });
  });

  test('forgets what was set', async () => {
    await config('set', 'PORT=81', 'SMALL=y', 'NET=y');
    expect((await config('reset', 'PORT')).stdout).toBe('PORT: 81 -> 80\n');
    expect((await config('reset', '--all')).status).toBe(0);
    expect((await config('diff')).stdout).toBe('');
    expect((await config('reset', 'PORT')).stderr).toContain('Nothing is different');
  });

  test('explains with places and present values', async () => {
    put('.config', '# CONFIG_NET is not set\n');
    const { stdout, stderr, status } = await config('explain', 'TCP');
    expect(status).toBe(0);
    expect(stdout).toContain('TCP  TCP\n  value    n  (bool; by default n)\n');
    expect(stdout).toContain('  depends on\n    - NET (n)\n');
    expect(stdout).toContain('  selects  SUMS\n');
    expect(stdout).toContain('  at       Kconfig:8  Network > Network\n');
    expect(stderr).toContain('1. turn on NET, then turn on TCP');
  });

  test('compares with the defaults and with another file, and writes the shortest one', async () => {
    put('.config', 'CONFIG_TCP=y\n');
    put('other', 'CONFIG_PORT=81\n');
    expect((await config('diff')).stdout).toBe('TCP: y here, n there  TCP\nSUMS: y here, n there  Checksums\n');
    const rows = objects((await config('diff', '--with', at('other'), '--json')).stdout);
    expect(rows.slice(0, -1).map(({ option, here, there }) => [option, here, there])).toEqual([
      ['TCP', 'y', 'n'],
      ['PORT', '80', '81'],
      ['SUMS', 'y', 'n'],
    ]);
    expect(await config('save-minimal')).toMatchObject({ status: 0, stdout: 'CONFIG_TCP=y\n' });
    await config('save-minimal', at('defconfig'));
    expect(get('defconfig')).toBe('CONFIG_TCP=y\n');
    expect(get('.config')).toBe('CONFIG_TCP=y\n');
  });

  test('leaves nothing behind that a window would take for unsaved edits', async () => {
    await config('set', 'TCP=y');
    expect(existsSync(join(cli.folder, '..', 'home', 'data', 'config-drafts'))).toBe(false);
    expect(cli.leftovers()).toEqual([]);
  });

  test.each([
    [[], 'FOLDER, or what to do, is missing.'],
    [['frob'], 'There is no "config … frob".'],
    [['get'], 'NAME is missing.'],
    [['set', 'TCP'], '"TCP" sets nothing.'],
    [['get', 'A', 'B'], '"B" is one word too many.'],
    [['list', '--source', 'other'], 'The project has no configuration "other".'],
    [['diff', '--with', 'nowhere'], "can't be read"],
  ])('%j is wrong usage', async (words, message) => {
    expect(await config(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });
});
