import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CliProgram } from './cli-program.ts';

let cli: CliProgram;
const at = (...names: string[]): string => join(cli.folder, 'tree ü', ...names);
const put = (name: string, text: string): void => writeFileSync(at(name), text);
const get = (name: string): string => readFileSync(at(name), 'utf8');
const kconfig = (...words: string[]) => cli.run(['kconfig', at('Kconfig'), ...words]);

beforeAll(async () => {
  cli = await CliProgram.build();
});
afterAll(() => cli.remove());
beforeEach(() => {
  rmSync(at(), { recursive: true, force: true });
  mkdirSync(at('sub'), { recursive: true });
  put('Kconfig', 'mainmenu "Test ä"\nconfig A\n\tbool "A"\n\tdefault y\nsource "sub/Kconfig"\n');
  put('sub/Kconfig', 'config B\n\tstring "B"\n\tdefault "$(WHO)"\nconfig C\n\tbool "C"\n');
});

describe('kconfig', () => {
  test('writes a configuration to standard output, sources found beside the file', async () => {
    expect(await kconfig('--mode', 'alldefconfig', '--env', 'WHO=wörld=1')).toMatchObject({
      status: 0,
      stderr: '',
      stdout:
        '#\n# Automatically generated file; DO NOT EDIT.\n# Test ä\n#\nCONFIG_A=y\nCONFIG_B="wörld=1"\n# CONFIG_C is not set\n',
    });
  });

  test('reads --in, writes --out, and says which lines were left out', async () => {
    put('in', '# CONFIG_A is not set\nCONFIG_GONE=y\nCONFIG_C=maybe\nCONFIG_B="x"\n');
    const done = await kconfig('--mode', 'olddefconfig', '--in', at('in'), '--out', at('out'));
    expect(done).toMatchObject({ status: 0, stdout: '' });
    expect(done.stderr).toContain(':2: warning: there is no option GONE');
    expect(done.stderr).toContain(':3: warning: C cannot have this value');
    expect(get('out')).toContain('# CONFIG_A is not set\nCONFIG_B="x"\n');
  });

  test('takes the first default configuration that is there, where none is given', async () => {
    const list = 'config LIST\n\tstring\n\toption defconfig_list\n';
    put(
      'Kconfig',
      `${list}\tdefault "none"\n\tdefault "for-b" if B\n\tdefault "usual"\n\tdefault "later"\nsource "sub/Kconfig"\n`,
    );
    put('sub/Kconfig', 'config A\n\tbool "A"\nconfig B\n\tbool "B"\n');
    put('usual', 'CONFIG_A=y\nCONFIG_GONE=y\n');
    put('later', 'CONFIG_B=y\n');
    put('for-b', 'CONFIG_B=y\n');
    const done = await kconfig('--mode', 'olddefconfig', '--dialect', 'unikraft');
    expect(done.stdout).toContain('CONFIG_A=y\n# CONFIG_B is not set\n');
    expect(done.stdout).not.toContain('LIST');
    expect(done.stderr).toContain('taking the defaults of usual');
    expect(done.stderr).toContain('usual:2: warning: there is no option GONE');
    expect((await kconfig('--mode', 'alldefconfig')).stdout).toContain('# CONFIG_A is not set\n');
  });

  test.each([
    ['allyesconfig', 'CONFIG_C=y'],
    ['allnoconfig', '# CONFIG_A is not set'],
  ])('%s answers what is open', async (mode, line) => {
    expect((await kconfig('--mode', mode)).stdout).toContain(`${line}\n`);
  });

  test('savedefconfig keeps what differs from the defaults, listnewconfig lists what is open', async () => {
    put('in', '# CONFIG_A is not set\nCONFIG_B=""\n');
    expect((await kconfig('--mode', 'savedefconfig', '--in', at('in'))).stdout).toBe('# CONFIG_A is not set\n');
    expect((await kconfig('--mode', 'listnewconfig', '--in', at('in'))).stdout).toBe('CONFIG_C=n\n');
  });

  test('the same seed gives the same configuration, and another seed another one', async () => {
    put('sub/Kconfig', Array.from({ length: 40 }, (_, i) => `config X${i}\n\tbool "X"\n`).join(''));
    const [one, again, other] = await Promise.all(
      ['1', '1', '2'].map((seed) => kconfig('--mode', 'randconfig', '--seed', seed)),
    );
    expect(one!.stdout).toBe(again!.stdout);
    expect(one!.stdout).not.toBe(other!.stdout);
  });

  test('--srctree is where names are looked up first, also that of the file', async () => {
    mkdirSync(at('other/sub'), { recursive: true });
    put('other/sub/Kconfig', 'config D\n\tdef_bool y\n');
    put('other/Top', 'source "$(srctree)/sub/Kconfig"\n');
    const done = await cli.run(['kconfig', 'Top', '--mode', 'alldefconfig', '--srctree', at('other')]);
    expect(done).toMatchObject({ status: 0, stdout: expect.stringContaining('CONFIG_D=y\n') });
    expect((await kconfig('--mode', 'alldefconfig', '--srctree', at('other'))).stdout).toContain('CONFIG_D=y\n');
  });

  test('the shell runs, is recorded, is played back, and is off', async () => {
    put('Kconfig', 'config A\n\tstring\n\tdefault "$(shell,cat answer)"\n');
    writeFileSync(join(cli.folder, 'answer'), 'one ä\ntwo\n');
    const run = async (shell: string) => (await kconfig('--mode', 'alldefconfig', '--shell', shell)).stdout;
    expect(await run('run')).toContain('CONFIG_A="one ä two"');
    expect(await run(`record=${at('record')}`)).toContain('CONFIG_A="one ä two"');
    rmSync(join(cli.folder, 'answer'));
    expect(JSON.parse(get('record'))).toEqual({ 'cat answer': 'one ä\ntwo\n' });
    expect(await run(`replay=${at('record')}`)).toContain('CONFIG_A="one ä two"');
    const off = await kconfig('--mode', 'alldefconfig', '--shell', 'off');
    expect(off).toMatchObject({ status: 0, stdout: expect.stringContaining('CONFIG_A=""') });
    expect(off.stderr).toContain('the answer of the shell to “cat answer” is not known');
  });

  test('dialects differ: 6.12 writes 0 for an int without a default', async () => {
    put('Kconfig', 'config N\n\tint "N"\n');
    expect((await kconfig('--mode', 'alldefconfig')).stdout).toContain('CONFIG_N=\n');
    expect((await kconfig('--mode', 'alldefconfig', '--dialect', 'linux-6.12')).stdout).toContain('CONFIG_N=0\n');
  });

  test('errors are told with file, line and column, nothing is written, and the status is 1', async () => {
    put('Kconfig', 'config A\n\tbool "A"\n\tdepends on (B\n');
    const done = await kconfig('--mode', 'alldefconfig', '--out', at('out'));
    expect(done.status).toBe(1);
    expect(done.stderr).toMatch(/Kconfig:3:\d+: error: a closing parenthesis is missing/);
    expect(existsSync(at('out'))).toBe(false);
  });

  test.each([
    [['x'], '--mode is missing.'],
    [['x', '--mode', 'menuconfig'], 'There is no mode "menuconfig".'],
    [['x', '--mode', 'alldefconfig'], 'The Kconfig file x cannot be read.'],
    [['x', '--mode', 'alldefconfig', '--dialect', 'qbasic'], 'There is no dialect "qbasic".'],
    [['x', '--mode', 'randconfig', '--seed', 'two'], '"two" is no seed.'],
    [['x', '--mode', 'alldefconfig', '--env', 'K'], '"K" sets no variable.'],
    [['x', '--mode', 'alldefconfig', '--shell', 'perhaps'], '"perhaps" is no way to answer.'],
    [['--mode', 'alldefconfig'], 'FILE is missing.'],
  ])('%j is wrong usage', async (words, message) => {
    const done = await cli.run(['kconfig', ...words]);
    expect(done).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
  });
});
