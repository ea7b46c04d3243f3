import { expect, test } from 'vitest';
import { l4reFamily } from '#core/families/l4re/l4re.ts';
import { planBuild } from '#core/families/l4re/plan-build.ts';
import { planRun } from '#core/families/l4re/plan-run.ts';
import { noContext } from '#core/families/source.ts';
import { contextOf, filesOf, foundSource, HELLO, SOURCES } from './project.ts';

const ARM = { arch: 'arm64' } as const;
const here = {
  '/build/arm64': 'hello\nhello.dbg\nsystem.elf',
  '/home/me/hello': 'Makefile\nmodules.list\nstart.cfg',
  '/fiasco': 'Kconfig\nfiasco',
  '/l4f': 'hello\nl4re\nmoe\nned\nsigma0',
  '/plain': 'bootstrap\nbootstrap.elf',
};
const context = (files = filesOf(), facts: Readonly<Record<string, string>> = here) =>
  contextOf((known) => l4reFamily.ask!(files, { ...ARM, purpose: 'run' }, known), facts);
const plan = (files = filesOf()) => planBuild(files, { goal: 'build', ...ARM, jobs: 2 }, context(files)).value;
const record = (files = filesOf()) => plan(files).files?.find(({ path }) => path.endsWith('.new'));

test('both halves of the platform begin with the options for the machine that QEMU plays', () => {
  const words = (title: string) =>
    plan()
      .steps.find((step) => step.title === title)
      ?.argv.at(-1);
  expect(words('Set up the microkernel')).toBe('T=arm64-virt-el2');
  expect(words('Set up the packages')).toBe('T=arm64-virt-v8a');
});

test('the bootstrapper’s own repository for device trees is asked for here, and not on a PC', () => {
  const ids = (arch: string) =>
    l4reFamily.sources!(filesOf({ '.unikernel-studio.json': JSON.stringify({ arch }) })).map(({ id }) => id);
  expect(ids('arm64')).toContain('libfdt');
  expect(ids('x86_64')).not.toContain('libfdt');
});

test('the modules are put into one image, by a list with an absolute path, and it counts as built only with it', () => {
  const { steps, artifacts, env } = plan();
  const image = steps.find(({ title }) => title === 'Put the image together')?.argv ?? [];
  expect(image[image.indexOf('--modules-list-file') + 1]).toBe('/home/me/hello/modules.list');
  expect(image[image.indexOf('--entry') + 1]).toBe('hello');
  expect(image[image.indexOf('-i') + 1]).toMatch(/\/bin\/arm64_armv8a\/plain\/bootstrap\.elf$/);
  expect(image[image.indexOf('--search-path') + 1]).toMatch(
    /^\/home\/me\/hello\/build\/arm64\/arm64_armv8a\/l4f:\/home\/me\/hello:/,
  );
  expect(artifacts).toEqual(['build/arm64/hello', 'build/arm64/hello.dbg', 'build/arm64/system.elf']);
  expect(env).toMatchObject({ CROSS_COMPILE: 'aarch64-linux-gnu-' });
});

test('QEMU gets the image alone, on a machine with the level that the kernel runs on', () => {
  const { value, problems } = planRun(filesOf(), ARM, context());
  expect(problems).toEqual([]);
  expect(value.program).toBe('qemu-system-aarch64');
  expect(value.args).toEqual([
    ...['-machine', 'virt,virtualization=on', '-cpu', 'cortex-a57', '-nodefaults', '-m', '512', '-no-reboot'],
    ...['-kernel', 'build/arm64/system.elf'],
  ]);
  expect(value.accelerators).toEqual(['tcg']);
});

test.each([
  ['modules.list', (text: string) => text.replace('module ned', 'module ned -v')],
  ['start.cfg', (text: string) => `${text}\n-- another`],
])('an image that was made before %s changed is not booted for the new one', (file, change) => {
  const made = record()!.text;
  const changed = filesOf({ ...HELLO, [file]: change(HELLO[file]!) });
  const codes = (files: typeof changed) =>
    planRun(files, ARM, context(files, { ...here, 'image record': made })).problems.map(({ code }) => code);
  expect(codes(filesOf())).toEqual([]);
  expect(codes(changed)).toEqual(['l4re.image-outdated']);
  expect(record(changed)!.text).not.toBe(made);
});

test('the project says which processor it is for, and keeps what it said before', () => {
  const files = filesOf({ ...HELLO, '.unikernel-studio.json': '{"template":"hello"}' });
  const [{ path, text } = { path: '', text: '' }] = l4reFamily.retarget(files, 'arm64');
  expect([path, JSON.parse(text)]).toEqual(['.unikernel-studio.json', { template: 'hello', arch: 'arm64' }]);
  expect(l4reFamily.archsOf(filesOf({ [path]: text }))).toEqual(['arm64', 'x86_64']);
});

test('options for a PC are not taken over', () => {
  const files = filesOf({
    ...HELLO,
    'fiasco.config': 'CONFIG_AMD64=y\n',
    'l4re.config': 'CONFIG_BUILD_ARCH_arm64=y\n',
  });
  const problems = (arch: 'arm64' | 'x86_64') =>
    planBuild(files, { goal: 'build', arch, jobs: 2 }, context(files)).problems.map(({ title }) => title.split(' ')[0]);
  expect(problems('arm64')).toEqual(['fiasco.config']);
  expect(problems('x86_64')).toEqual(['l4re.config']);
});

test('its platform is another one than a PC’s, of the same sources', () => {
  const sources = { ...SOURCES, libfdt: foundSource('/cache/sources/libfdt') };
  const lock = (arch: 'arm64' | 'x86_64') =>
    planBuild(filesOf(), { goal: 'build', arch, jobs: 2 }, { ...noContext, cache: '/c', sources }).value.locks;
  expect(lock('arm64')).not.toEqual(lock('x86_64'));
});
