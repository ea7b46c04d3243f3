import { expect, test } from 'vitest';
import { l4reFamily } from '#core/families/l4re/l4re.ts';
import { planRun } from '#core/families/l4re/plan-run.ts';
import { contextOf, filesOf, HELLO } from './project.ts';

const RUN = { arch: 'x86_64' } as const;
const ask =
  (files = filesOf()) =>
  (known: Parameters<NonNullable<typeof l4reFamily.ask>>[2]) =>
    l4reFamily.ask!(files, { arch: 'x86_64', purpose: 'run' }, known);
const here = (changes: Readonly<Record<string, string>> = {}) => ({
  '/build/x86_64': 'hello\nhello.dbg',
  '/home/me/hello': 'Makefile\nmodules.list\nstart.cfg',
  '/fiasco': 'Kconfig\nfiasco',
  '/l4f': 'hello\nl4re\nmoe\nned\nsigma0',
  '/plain': 'bootstrap',
  ...changes,
});

test('QEMU gets the bootstrapper, and each module with its arguments', () => {
  const { value, problems } = planRun(filesOf(), RUN, contextOf(ask(), here()));
  expect(problems).toEqual([]);
  const modules = value.args[value.args.indexOf('-initrd') + 1]!.split(',').map((module) => {
    const [file = '', ...args] = module.split(' ');
    return [file.slice(file.lastIndexOf('/') + 1), ...args].join(' ').trim();
  });
  expect(modules).toEqual([
    ...['fiasco -serial_esc', 'sigma0', 'moe rom/start.cfg', 'l4re', 'ned', 'start.cfg', 'hello'],
  ]);
  expect(value.args[value.args.indexOf('-kernel') + 1]).toMatch(/\/bin\/amd64_gen\/plain\/bootstrap$/);
});

test('the project’s own program is booted, not one of the same name that another project left', () => {
  const { value } = planRun(filesOf(), RUN, contextOf(ask(), here()));
  expect(value.args.join(' ')).toContain('/home/me/hello/build/x86_64/hello ');
});

test('commas in a module’s line are doubled', () => {
  const files = filesOf({ ...HELLO, 'modules.list': 'entry a\nroottask moe rom/start.cfg\nmodule hello a,b\n' });
  expect(planRun(files, RUN, contextOf(ask(files), here())).value.args.join(' ')).toContain('hello a,,b');
});

test('a module that is nowhere is found before the boot, at its line', () => {
  const { problems } = planRun(filesOf(), RUN, contextOf(ask(), here({ '/home/me/hello': 'Makefile' })));
  expect(problems.map(({ code, at }) => [code, at?.file, at?.line])).toEqual([
    ['l4re.module-missing', 'modules.list', HELLO['modules.list']!.split('\n').indexOf('module start.cfg') + 1],
  ]);
});

test('a list without an entry is said to be one', () => {
  const files = filesOf({ ...HELLO, 'modules.list': '# nothing\n' });
  expect(planRun(files, RUN, contextOf(ask(files), here())).problems[0]?.code).toBe('l4re.no-entry');
});

test('a folder is known for an L4Re project by what its Makefile includes', () => {
  expect(l4reFamily.detect(filesOf()).confidence).toBe(2);
  expect(l4reFamily.detect(filesOf({ Makefile: 'all:\n' })).confidence).toBe(0);
});
