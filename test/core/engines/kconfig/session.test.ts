import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFixes } from '#core/engines/kconfig/fixes.ts';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import { randomConfig, randomTree } from '../../../kconfig/random-tree.ts';

function session(text: string, config = ''): KconfigSession {
  const made = new KconfigSession(
    {
      read: (name) => (name === 'Kconfig' ? text : undefined),
      glob: () => [],
      environment: () => undefined,
      shell: () => undefined,
    },
    'Kconfig',
  );
  made.read(config);
  return made;
}

/** The same choices of the user, evaluated from scratch. */
function afresh(of: KconfigSession, text: string): string {
  const other = session(text);
  other.values.userTri.set(of.values.userTri);
  other.values.userChosen.set(of.values.userChosen);
  for (const [i, value] of of.values.userText.entries()) other.values.userText[i] = value;
  other.values.evaluateAll();
  return other.write();
}

const seeds = fc.integer({ min: 0, max: 1_000_000 });

describe('a session', () => {
  // C's first writing is no fixed point: a default hidden by one choice can appear as a user's value in the next
  // reading. Each pass equals C's (see the oracle tests), and the second is stable in both.
  it('writes what it reads, from the second writing on', () => {
    fc.assert(
      fc.property(seeds, seeds, (treeSeed, configSeed) => {
        const { text, symbols } = randomTree(treeSeed);
        const again = (config: string): string => session(text, config).write();
        const second = again(again(randomConfig(configSeed, symbols)));
        expect(again(second)).toBe(second);
      }),
      { numRuns: 300 },
    );
  });

  it('equals a full evaluation after any sequence of edits, undos and redos', () => {
    const action = fc.record({
      kind: fc.constantFrom('set', 'set', 'set', 'reset', 'undo', 'redo'),
      symbol: fc.nat(),
      value: fc.constantFrom('y', 'n', 'm', '5', '7', '0x10', 'a'),
    });
    fc.assert(
      fc.property(seeds, seeds, fc.array(action, { maxLength: 40 }), (treeSeed, configSeed, actions) => {
        const { text, symbols } = randomTree(treeSeed);
        const edited = session(text, randomConfig(configSeed, symbols));
        for (const { kind, symbol, value } of actions) {
          const { name } = symbols[symbol % symbols.length]!;
          if (kind === 'set') edited.set(name, value);
          else if (kind === 'reset') edited.reset([edited.symbol(name)!]);
          else if (kind === 'undo') edited.undo();
          else edited.redo();
        }
        expect(edited.write()).toBe(afresh(edited, text));
      }),
      { numRuns: 300 },
    );
  });

  it('is byte for byte as before after everything was undone, and as after when it was redone', () => {
    fc.assert(
      fc.property(seeds, seeds, fc.array(fc.nat(), { minLength: 1, maxLength: 20 }), (treeSeed, configSeed, picks) => {
        const { text, symbols } = randomTree(treeSeed);
        const edited = session(text, randomConfig(configSeed, symbols));
        const before = edited.write();
        for (const pick of picks) {
          const symbol = edited.symbol(symbols[pick % symbols.length]!.name)!;
          edited.set(symbol.name, edited.values.value(symbol) === 'y' ? 'n' : 'y');
        }
        const after = edited.write();
        while (edited.canUndo) edited.undo();
        expect(edited.write()).toBe(before);
        while (edited.canRedo) edited.redo();
        expect(edited.write()).toBe(after);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps nothing to undo of a value that is set once more', () => {
    const edited = session('config SIZE\n\tint "Size"\n\tdefault 7\nconfig NET\n\tbool "Net"\n');
    const before = edited.write();
    // What was a default is the user's from now on.
    for (const value of ['7', '7', '9', '9']) edited.set('SIZE', value);
    for (const value of ['y', 'y']) edited.set('NET', value);
    let undone = 0;
    for (; edited.canUndo; undone++) edited.undo();
    expect(undone).toBe(3);
    expect(edited.write()).toBe(before);
    edited.redo();
    edited.set('SIZE', '7');
    expect(edited.canRedo).toBe(true);
  });

  it('proposes only sets of changes that work, and leaves the session as it was', () => {
    fc.assert(
      fc.property(seeds, seeds, fc.nat(), fc.constantFrom('y', 'n'), (treeSeed, configSeed, pick, wanted) => {
        const { text, symbols } = randomTree(treeSeed, { symbols: 25 });
        const edited = session(text, randomConfig(configSeed, symbols));
        const before = edited.write();
        const logical = symbols.filter(({ type }) => type === 'bool' || type === 'tristate');
        const symbol = edited.symbol(logical[pick % logical.length]!.name)!;
        const { sets } = findFixes(edited, symbol, wanted, { maxTries: 300 });
        expect(edited.write()).toBe(before);
        for (const { steps } of sets) {
          const copy = session(text, '');
          copy.values.userTri.set(edited.values.userTri);
          copy.values.userChosen.set(edited.values.userChosen);
          for (const [i, value] of edited.values.userText.entries()) copy.values.userText[i] = value;
          copy.values.evaluateAll();
          const applied = copy.apply(steps.map(({ option, to }) => ({ symbol: copy.symbol(option)!, value: to })));
          expect(applied.ok).toBe(true);
          expect(copy.values.value(copy.symbol(symbol.name)!)).toBe(wanted);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a choice that nobody can choose from', () => {
  // Found by chance: the choice went back to n, which woke its values' conditions, which woke the choice.
  it.each([
    [132552, 821671],
    [885196, 831313],
  ])('comes to rest in tree %i, configuration %i', (treeSeed, configSeed) => {
    for (const size of [25, 40]) {
      const { text, symbols } = randomTree(treeSeed, { symbols: size });
      const edited = session(text, randomConfig(configSeed, symbols));
      for (const { name } of symbols) for (const value of ['y', 'n', 'm']) edited.set(name, value);
      expect(edited.write()).toBe(afresh(edited, text));
      expect(edited.values.recomputed).toBeLessThan(10 * edited.tree.symbols.length);
    }
  });
});

describe('fixes', () => {
  const tree = `
config NET
	bool "Networking"
config BUS_A
	bool "Bus A"
config BUS_B
	bool "Bus B"
	depends on BUS_A
config DEVICE
	bool "Device"
	depends on NET && (BUS_A || BUS_B)
config HELD
	bool "Held"
config HOLDER
	bool "Holder"
	default y
	select HELD
config NEVER
	bool "Never"
	depends on NET && !NET
`;

  it('finds the smallest set for a blocked option', () => {
    const made = session(tree);
    const { sets } = findFixes(made, made.symbol('DEVICE')!, 'y');
    expect(sets[0]!.steps.map(({ option, to }) => `${option}=${to}`).sort()).toEqual(['BUS_A=y', 'DEVICE=y', 'NET=y']);
  });

  it('turns off what selects an option that shall be off', () => {
    const made = session(tree);
    const { sets } = findFixes(made, made.symbol('HELD')!, 'n');
    expect(sets[0]!.steps).toEqual([{ option: 'HOLDER', from: 'y', to: 'n' }]);
  });

  it('names the parts that exclude each other when there is no way', () => {
    const made = session(tree);
    const { sets, excluding, complete } = findFixes(made, made.symbol('NEVER')!, 'y');
    expect(sets).toEqual([]);
    expect(complete).toBe(true);
    expect(excluding).toEqual(['NET', '!NET']);
  });

  it('turns an optional choice on with its first value, and off with the one that is chosen', () => {
    const made = session(
      'config NET\n\tbool "Net"\nchoice\n\tprompt "Pick"\n\tdepends on NET\n\toptional\n' +
        'config ONE\n\tbool "One"\nconfig TWO\n\tbool "Two"\nconfig NEVER\n\tbool "Never"\n\tdepends on MISSING\nendchoice\n',
    );
    const values = () => ['ONE', 'TWO'].map((name) => made.values.value(made.symbol(name)!));
    expect(made.set('TWO', 'y')).toMatchObject({ ok: false, error: { code: 'not-visible' } });
    made.set('NET', 'y');
    const before = made.write();
    expect(made.set('NEVER', 'y')).toMatchObject({ ok: false, error: { code: 'not-visible' } });
    expect(made.set('TWO', 'y').ok).toBe(true);
    expect(values()).toEqual(['n', 'y']);
    expect(made.set('ONE', 'n')).toMatchObject({ ok: true });
    expect(made.set('TWO', 'n').ok).toBe(true);
    expect(values()).toEqual(['n', 'n']);
    made.undo();
    expect(values()).toEqual(['n', 'y']);
    made.undo();
    made.undo();
    expect(made.write()).toBe(before);
    expect(
      findFixes(made, made.symbol('ONE')!, 'y').sets.map(({ steps }) => steps.map(({ option }) => option)),
    ).toEqual([['ONE']]);
  });
});
