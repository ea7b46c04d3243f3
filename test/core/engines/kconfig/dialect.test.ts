import { describe, expect, it } from 'vitest';
import type { DialectName } from '#core/engines/kconfig/dialect.ts';
import { resultOf, sessionOf } from '../../../kconfig/run-session.ts';

/** The lines of the written .config, without header and blank lines. */
function lines(tree: string, dialect: DialectName, config = ''): string[] {
  const written = resultOf(sessionOf(tree, dialect), 'olddefconfig', config);
  return written.split('\n').slice(4).filter(Boolean);
}

describe('an imply whose dependency is not met', () => {
  const tree = 'config A\n\tdef_bool y\n\timply B\nconfig OFF\n\tbool "Off"\nconfig B\n\tbool "B"\n\tdepends on OFF\n';

  it.each([
    ['linux-6.1', ['CONFIG_A=y', '# CONFIG_OFF is not set', '# CONFIG_B is not set']],
    ['linux-6.12', ['CONFIG_A=y', '# CONFIG_OFF is not set', '# CONFIG_B is not set']],
    ['unikraft', ['CONFIG_A=y', '# CONFIG_OFF is not set']],
    ['zephyr', ['CONFIG_A=y', '# CONFIG_OFF is not set']],
  ] as const)('is written as %s does', (dialect, wanted) => {
    expect(lines(tree, dialect)).toEqual(wanted);
  });
});

describe('an imply of y on a tristate that depends on an m', () => {
  const tree =
    'config MODULES\n\tdef_bool y\n\tmodules\nconfig A\n\tdef_tristate y\n\timply B\nconfig L\n\tdef_tristate m\nconfig B\n\ttristate "B"\n\tdepends on L\n';

  it.each([
    ['linux-6.1', 'CONFIG_B=m'],
    ['linux-6.12', 'CONFIG_B=m'],
    ['unikraft', 'CONFIG_B=y'],
  ] as const)('gives what %s gives', (dialect, wanted) => {
    expect(lines(tree, dialect)).toContain(wanted);
  });
});

describe('a number of the user outside its range', () => {
  const tree = 'config N\n\tint "N"\n\trange 10 20\n\tdefault 12\n';

  it.each([
    ['linux-6.1', '12'],
    ['unikraft', '12'],
    ['linux-6.12', '20'],
    ['zephyr', '12'],
  ] as const)('becomes what %s makes of it, and stays so', (dialect, wanted) => {
    const first = lines(tree, dialect, 'CONFIG_N=99\n');
    expect(first).toEqual([`CONFIG_N=${wanted}`]);
    expect(lines(tree, dialect, `${first.join('\n')}\n`)).toEqual(first);
  });
});

describe('numbers without a default', () => {
  it.each([
    ['linux-6.1', ['CONFIG_N=', 'CONFIG_H=']],
    ['linux-6.12', ['CONFIG_N=0', 'CONFIG_H=0x0']],
  ] as const)('are written as %s does', (dialect, wanted) => {
    expect(lines('config N\n\tint "N"\nconfig H\n\thex "H"\n', dialect)).toEqual(wanted);
  });
});

describe('a bool as the default of a text', () => {
  const tree = 'config B\n\tdef_bool y\nconfig S\n\tstring "S"\n\tdefault B\n';

  it('is always n in C, and its value in kconfiglib', () => {
    expect(lines(tree, 'linux-6.1')).toContain('CONFIG_S="n"');
    expect(lines(tree, 'zephyr')).toContain('CONFIG_S="y"');
  });
});

describe('choices since Linux 6.9', () => {
  const choice = (inside: string, more = ''): string =>
    `config SHOW\n\tbool "Show"\nchoice\n\tprompt "Pick"${more}\n${inside}endchoice\n`;
  const values = 'config A\n\tbool "A"\nconfig B\n\tbool "B"\nconfig C\n\tbool "C"\n';
  const hidden = choice(values, ' if SHOW');

  it('write their values although the prompt cannot be seen; before, they did not', () => {
    expect(lines(hidden, 'linux-6.12')).toContain('CONFIG_A=y');
    expect(lines(hidden, 'linux-6.1')).toEqual(['# CONFIG_SHOW is not set']);
  });

  it('let the value that was said last win', () => {
    const config = 'CONFIG_B=y\nCONFIG_C=y\n';
    expect(lines(choice(values), 'linux-6.12', config).slice(1)).toEqual([
      '# CONFIG_A is not set',
      '# CONFIG_B is not set',
      'CONFIG_C=y',
    ]);
  });

  it('take the first undecided value when the default was refused', () => {
    expect(lines(choice(values), 'linux-6.12', '# CONFIG_A is not set\n')).toContain('CONFIG_B=y');
  });

  it('have neither names nor the word optional', () => {
    const named = sessionOf(
      'choice NAME\n\tprompt "Pick"\n\toptional\nconfig A\n\tbool "A"\nendchoice\n',
      'linux-6.12',
    );
    expect(named.problems.map(({ code, line }) => [code, line])).toEqual([
      ['choice-name', 1],
      ['choice-optional', 3],
    ]);
  });

  it('can be edited, and take edits back', () => {
    const made = sessionOf(choice(values), 'linux-6.12');
    made.read('CONFIG_B=y\n');
    const before = made.write();
    made.set('C', 'y');
    expect(made.write()).toContain('CONFIG_C=y');
    expect(resultOf(sessionOf(choice(values), 'linux-6.12'), 'olddefconfig', made.write())).toBe(made.write());
    made.undo();
    expect(made.write()).toBe(before);
  });
});

describe('a menu without anything in it', () => {
  it.each([
    ['linux-6.1', ['#', '# Empty', '#', '# end of Empty', 'CONFIG_A=y']],
    ['linux-6.12', ['#', '# Empty', '#', '# end of Empty', 'CONFIG_A=y']],
    ['unikraft', ['#', '# Empty', '#', 'CONFIG_A=y']],
    ['zephyr', ['#', '# Empty', '#', 'CONFIG_A=y']],
  ] as const)('is written as %s does', (dialect, wanted) => {
    expect(lines('menu "Empty"\nendmenu\nconfig A\n\tdef_bool y\n', dialect)).toEqual(wanted);
  });
});

describe('a default outside its range', () => {
  const tree =
    'config H\n\thex "H"\n\trange 0x0A 0x0F\n\tdefault 0x3\nconfig N\n\tint "N"\n\trange 010 20\n\tdefault 3\n';

  it.each([
    ['linux-6.1', ['CONFIG_H=0x0A', 'CONFIG_N=010']],
    ['linux-6.12', ['CONFIG_H=0x0A', 'CONFIG_N=010']],
    ['unikraft', ['CONFIG_H=0xa', 'CONFIG_N=10']],
    ['zephyr', ['CONFIG_H=0xa', 'CONFIG_N=10']],
  ] as const)('gets the text that %s gives it', (dialect, wanted) => {
    expect(lines(tree, dialect)).toEqual(wanted);
  });
});

describe('an option with two places, one of them without a dependency', () => {
  const tree =
    'config T\n\tdef_bool y\n\timply A\nconfig OFF\n\tbool "Off"\nconfig A\n\tbool "A"\nconfig A\n\tbool "A again"\n\tdepends on OFF\n';

  it('depends on the other one’s condition in C, and on nothing in kconfiglib', () => {
    expect(lines(tree, 'linux-6.1')).toContain('# CONFIG_A is not set');
    expect(lines(tree, 'zephyr')).toContain('CONFIG_A=y');
  });
});
