import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KconfigModel } from '#core/engines/kconfig/kconfig-model.ts';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import { memoryOutside } from '../../../kconfig/run-session.ts';

function modelOf(text: string, shell: (command: string) => string | undefined = () => undefined): KconfigModel {
  return new KconfigModel(new KconfigSession(memoryOutside({ Kconfig: text }, {}, shell), 'Kconfig'));
}

const valuesOf = (model: KconfigModel) =>
  Object.fromEntries(Object.entries(model.tree.states).map(([id, { value, visible }]) => [id, `${value} ${visible}`]));

describe('what hangs on answers that nobody gave', () => {
  const tree = `
success = $(shell,{ $(1); } && echo y || echo n)
version := $(shell,cc --version)
config SELF
	def_bool $(success,test -e /x)
config BEHIND
	bool "behind it"
	default y
	depends on SELF
config UNSET
	bool "nobody has set it, so it is n whatever it depends on"
	depends on BEHIND
config FARTHER
	def_bool UNSET
config FAR
	def_bool BEHIND
config BESIDE
	bool "beside it"
config TEXT
	string
	default "$(version)"
config EITHER
	def_bool SELF || BESIDE
config NUMBER
	int "number"
	default $(shell,nproc)
menu "as $(shell,uname) says"
	visible if $(success,false)
config INSIDE
	bool "inside"
endmenu
`;

  it('is told of the option itself, of what depends on it, and of nothing else', () => {
    const model = modelOf(tree);
    expect(model.tree.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect([...model.unknown()].sort()).toEqual([
      'BEHIND',
      'EITHER',
      'FAR',
      'INSIDE',
      'NUMBER',
      'SELF',
      'TEXT',
      'UNSET',
    ]);
    // Whatever the shell says, one of the two is on.
    model.apply([{ option: 'BESIDE', to: 'y' }]);
    expect([...model.unknown()]).not.toContain('EITHER');
  });

  it('writes and shows nothing but text', () => {
    const model = modelOf(tree);
    expect(model.text()).toContain('CONFIG_TEXT=""\n');
    expect(/^[\x00-\xff]*$/.test(model.text())).toBe(true);
    expect(model.tree.nodes.find(({ kind }) => kind === 'menu')?.prompt).toBe('as ? says');
  });

  it('names the commands', () => {
    expect(modelOf(tree).details('FAR')?.unknownBecause).toEqual(['{ test -e /x; } && echo y || echo n']);
    expect(modelOf(tree).details('BESIDE')?.unknownBecause).toEqual([]);
  });

  it('is nothing where every answer is known', () => {
    expect(modelOf(tree, () => 'y').unknown().size).toBe(0);
  });

  it('leaves a file whose name is not known alone, and says so', () => {
    const { problems } = modelOf('source "$(shell,where)"\nconfig A\n\tbool "A"\n').tree;
    expect(problems.map(({ code }) => code)).toEqual(['shell-unknown', 'path-unknown']);
  });

  it('never asks for a command that is made of an unknown answer', () => {
    const asked: string[] = [];
    modelOf('a := $(shell,first)\nb := $(shell,rm -r $(a)/*)\n', (command) => {
      asked.push(command);
      return undefined;
    });
    expect(asked).toEqual(['first']);
  });

  it('is all that could come out differently, on any tree, for any answers', () => {
    const answers = fc.array(fc.constantFrom('y', 'n'), { minLength: 4, maxLength: 4 });
    const operand = fc.oneof(
      fc.integer({ min: 0, max: 7 }).map((i) => `O${i}`),
      fc.integer({ min: 0, max: 3 }).map((i) => `$(shell,${i})`),
    );
    const expression = fc
      .tuple(operand, fc.constantFrom('&&', '||', '='), operand, fc.boolean())
      .map(([a, op, b, not]) => (op === '=' ? `${a} = ${b}` : `${not ? '!' : ''}${a} ${op} ${b}`));
    const option = fc.record({
      prompt: fc.boolean(),
      depends: fc.option(expression),
      fallback: fc.option(expression),
      selects: fc.option(fc.integer({ min: 0, max: 7 })),
      implies: fc.option(fc.integer({ min: 0, max: 7 })),
    });
    const optionText = (of: typeof option extends fc.Arbitrary<infer T> ? T : never, i: number): string =>
      [
        `config O${i}`,
        of.prompt ? `\tbool "o${i}"` : '\tbool',
        // Only earlier options, so that nothing depends on itself.
        ...(of.depends ? [`\tdepends on ${earlier(of.depends, i)}`] : []),
        ...(of.fallback ? [`\tdefault ${earlier(of.fallback, i)}`] : []),
        ...(of.selects !== null && of.selects > i ? [`\tselect O${of.selects}`] : []),
        ...(of.implies !== null && of.implies > i ? [`\timply O${of.implies}`] : []),
      ].join('\n');
    const earlier = (text: string, i: number) =>
      text.replace(/O(\d)/g, (name, n: string) => (Number(n) < i ? name : 'y'));
    fc.assert(
      fc.property(fc.array(option, { minLength: 8, maxLength: 8 }), answers, fc.nat(255), (options, given, set) => {
        const text = options.map(optionText).join('\n');
        const config = options.map((_, i) => `CONFIG_O${i}=${set & (1 << i) ? 'y' : 'n'}\n`).join('');
        const without = modelOf(text);
        const withAnswers = modelOf(text, (command) => given[Number(command)]);
        for (const model of [without, withAnswers]) model.load(config);
        const [here, there] = [valuesOf(without), valuesOf(withAnswers)];
        const unknown = without.unknown();
        for (const id of Object.keys(here)) if (here[id] !== there[id]) expect([...unknown]).toContain(id);
      }),
      { numRuns: 400 },
    );
  });
});
