import { expect, test } from 'vitest';
import { l4reFamily } from '#core/families/l4re/l4re.ts';
import { contextOf, filesOf, HELLO } from './project.ts';

const texts = l4reFamily.texts!;
const RUN = { arch: 'x86_64' } as const;
const BUILT = { '/l4f': 'hello\nl4re\nmoe\nned\nned.std\nsigma0', '/plain': 'bootstrap', '/fiasco': 'fiasco' };

function setUp(changes: Readonly<Record<string, string>> = {}, facts: Readonly<Record<string, string>> = BUILT) {
  const files = filesOf({ ...HELLO, ...changes });
  const context = contextOf((known) => l4reFamily.ask!(files, { arch: 'x86_64', purpose: 'run' }, known), facts);
  return { files, context };
}

function check(changes: Readonly<Record<string, string>>, facts?: Readonly<Record<string, string>>) {
  const { files, context } = setUp(changes, facts);
  return texts.check(files, RUN, context);
}

/** `|` is the caret. */
function offered(path: string, text: string): readonly string[] {
  const offset = text.indexOf('|');
  const { files, context } = setUp({ [path]: text.replace('|', '') });
  return texts.complete(files, { ...RUN, path, offset }, context).map(({ label }) => label);
}

const list = HELLO['modules.list']!;

test('the list and the scripts that it brings are read', () => {
  expect(texts.paths(setUp().files)).toEqual(['modules.list', 'start.cfg']);
  expect(texts.paths(filesOf({ Makefile: '' }))).toEqual([]);
});

test('a template is in order, before its first build as well as after', () => {
  expect(check({})).toEqual([]);
  expect(check({}, {})).toEqual([]);
});

test('a module that is nowhere is found at its name, with the one that was probably meant', () => {
  const [problem, ...others] = check({ 'modules.list': list.replace('module ned', 'module nde') });
  expect(others).toEqual([]);
  const line = list.split('\n').indexOf('module ned') + 1;
  const at = { file: 'modules.list', line, column: 8, endLine: line, endColumn: 11 };
  expect(problem).toMatchObject({ code: 'l4re.module-missing', severity: 'error', at });
  expect(problem?.fixes[0]).toEqual({ kind: 'edit', title: 'Change it to ned', edits: [{ at, newText: 'ned' }] });
});

test('nothing is said of modules while nothing is built', () => {
  expect(check({ 'modules.list': list.replace('module ned', 'module nde') }, {})).toEqual([]);
});

test('a misspelt root task, and a script that the image does not bring', () => {
  expect(check({ 'modules.list': list.replace('roottask moe', 'roottask mo') })[0]?.title).toContain('`mo`');
  expect(check({ 'modules.list': list.replace('roottask', 'rootask') })[0]?.code).toBe('l4re.modules-keyword');
  const [missing] = check({ 'modules.list': list.replace('module start.cfg\n', '') });
  expect(missing).toMatchObject({ code: 'l4re.not-in-image', title: '`rom/start.cfg` is not in the boot image.' });
});

test('a script that starts what the image does not hold', () => {
  const script = '-- "rom/nothing" is only talked about\nL4.default_loader:start({}, "rom/helo one");\n';
  const [problem, ...others] = check({ 'start.cfg': script });
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    code: 'l4re.not-in-image',
    severity: 'warning',
    at: { file: 'start.cfg', line: 2, column: 34, endColumn: 38 },
  });
  expect(problem?.fixes.map(({ title }) => title)).toEqual(['Change it to hello', 'Add it to modules.list']);
});

test('keywords are offered at the start of a line, and names of modules behind them', () => {
  expect(offered('modules.list', 'entry a\nmo|')).toContain('module');
  expect(offered('modules.list', 'entry a\nmodule |')).toEqual(
    expect.arrayContaining(['hello', 'ned', 'start.cfg', 'bootstrap']),
  );
  expect(offered('modules.list', 'entry a\nmodule |')).not.toContain('ned.std');
  expect(offered('modules.list', 'entry a\nmodule hello |')).toEqual([]);
  expect(offered('modules.list', 'group g\nmodule l4re\nentry a\nmodule-group |')).toEqual(['g']);
});

test('names of the image are offered behind rom/', () => {
  expect(offered('modules.list', 'entry a\nmodule one\nroottask moe rom/|')).toContain('one');
  expect(offered('start.cfg', 'L4.default_loader:start({}, "rom/|")')).toEqual(
    expect.arrayContaining(['hello', 'ned', 'start.cfg']),
  );
  expect(offered('start.cfg', 'print("from/|")')).toEqual([]);
});
