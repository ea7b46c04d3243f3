import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missingModules, parseModulesList } from '#core/families/l4re/modules-list.ts';

const LIST = `# vim:set ft=l4mods:
modaddr 0x01100000
default-kernel fiasco -serial_esc
default-bootstrap bootstrap

entry greeter
roottask moe rom/greeter.cfg
module l4re
module ned
module greeter.cfg
module[fname=app] /opt/it/greeter --fast

group drivers
module io
module[arch=amd64, shell] ls *.vbus

entry other
moe other.cfg
module-group drivers
`;

const brief = (text: string) =>
  parseModulesList(text, 'modules.list').value.entries.map(({ name, modules }) => [
    name,
    ...modules.map(({ role, file, name: inside, args }) => `${role} ${file} ${inside} ${args}`.trim()),
  ]);

test('lists what the bootstrapper gets for each entry, defaults first', () => {
  expect(parseModulesList(LIST, 'modules.list').problems).toEqual([]);
  expect(brief(LIST)).toEqual([
    [
      'greeter',
      'bootstrap bootstrap bootstrap',
      'kernel fiasco fiasco -serial_esc',
      'sigma0 sigma0 sigma0',
      'roottask moe moe rom/greeter.cfg',
      'module l4re l4re',
      'module ned ned',
      'module greeter.cfg greeter.cfg',
      'module /opt/it/greeter app --fast',
    ],
    [
      'other',
      'bootstrap bootstrap bootstrap',
      'kernel fiasco fiasco -serial_esc',
      'sigma0 sigma0 sigma0',
      'roottask moe moe rom/other.cfg',
      'module other.cfg other.cfg',
      'module io io',
      'module  ls *.vbus',
    ],
  ]);
});

test('an entry’s own kernel line takes the place of the default', () => {
  expect(brief('entry a\nkernel fiasco.debug -wait\nmodule x')[0]).toContain('kernel fiasco.debug fiasco.debug -wait');
});

test('a name is found where it stands', () => {
  const [entry] = parseModulesList(LIST, 'modules.list').value.entries;
  const app = entry!.modules.at(-1)!;
  const row = LIST.split('\n')[app.line - 1]!;
  expect(row.slice(app.column - 1, app.endColumn - 1)).toBe('/opt/it/greeter');
});

test('modules that no folder holds are named, those that only a run knows are not', () => {
  const [greeter, other] = parseModulesList(LIST, 'modules.list').value.entries;
  const here = new Set(['bootstrap', 'fiasco', 'sigma0', 'moe', 'l4re', 'ned', 'greeter.cfg']);
  expect(missingModules(greeter!, (file) => here.has(file)).map(({ file }) => file)).toEqual(['/opt/it/greeter']);
  expect(missingModules(other!, (file) => here.has(file)).map(({ file }) => file)).toEqual(['other.cfg', 'io']);
});

test.each([
  ['modul l4re', 'l4re.modules-keyword', 1],
  ['entry', 'l4re.modules-incomplete', 1],
  ['module ned', 'l4re.modules-outside', 1],
  ['entry a\nmodule x\nentry a', 'l4re.modules-entry-twice', 3],
  ['entry a\nmodule-group none', 'l4re.modules-group', 2],
  ['group g\nmodule-group g\nentry a\nmodule-group g', 'l4re.modules-group-loop', 2],
])('tells what is wrong with %j', (text, code, line) => {
  const { problems } = parseModulesList(text, 'modules.list');
  expect(problems.map((problem) => [problem.code, problem.at?.line])).toEqual([[code, line]]);
});

test('whatever is in the file, it is read', () => {
  const word = fc.constantFrom(
    'entry',
    'module',
    'group',
    'module-group',
    'moe',
    '[',
    ']',
    'a',
    '#',
    '\n',
    ' ',
    '\0',
    'é',
  );
  fc.assert(fc.property(fc.array(word, { maxLength: 60 }), (words) => void parseModulesList(words.join(' '), 'm')));
  fc.assert(fc.property(fc.string(), (text) => void parseModulesList(text, 'm')));
});
