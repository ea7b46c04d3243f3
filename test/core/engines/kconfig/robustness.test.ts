/** Bad input is a value: whatever the files hold, the engine ends soon, throws nothing, and says what is wrong. */
import { describe, expect, it } from 'vitest';
import { type DialectName, dialects } from '#core/engines/kconfig/dialect.ts';
import { explain, obstacle } from '#core/engines/kconfig/explain.ts';
import { findFixes } from '#core/engines/kconfig/fixes.ts';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import { computedMs } from '../../../computed-ms.ts';
import { random, randomConfig, randomTree } from '../../../kconfig/random-tree.ts';
import { memoryOutside, sessionOf } from '../../../kconfig/run-session.ts';

const INPUTS = 50_000;
const SLOW_MS = 1000;
const names = Object.keys(dialects) as DialectName[];

/** Everything that is done with a tree, in short. */
function exercise(made: KconfigSession, config: string, next: () => number): void {
  made.read(config);
  const text = made.write();
  const { symbols } = made.tree;
  for (let i = 0; i < 3; i++) {
    const symbol = symbols[Math.floor(next() * symbols.length)]!;
    made.set(symbol.name, ['y', 'n', 'm', '7', 'text'][Math.floor(next() * 5)]!);
  }
  while (made.canUndo) made.undo();
  if (made.values.loops.length === 0) expect(made.write()).toBe(text);
  made.writeMinimal();
  made.writeHeader();
  made.listNew();
  const symbol = symbols[Math.floor(next() * symbols.length)]!;
  explain(made, symbol);
  obstacle(made, symbol, 'y');
}

function timed(label: () => string, body: () => void): number {
  const start = computedMs();
  try {
    body();
  } catch (error) {
    throw new Error(`${label()}: ${error}`, { cause: error });
  }
  return computedMs() - start;
}

const WORDS =
  'config menuconfig choice endchoice menu endmenu if endif source rsource osource "Kconfig" "x*" comment mainmenu bool tristate int hex string def_bool def_tristate prompt default depends on select imply range visible optional modules option env= help ---help--- y m n && || ! = != < > <= >= ( ) := += = $(shell,x) $(A) $(error-if,y,no) $(info,hello) $( ) "text" \'t\' "open A B C D E 0x10 10 -5 \\ # \n \n\t \n\t\t \t \r\n'.split(
    ' ',
  );

/** Statements in any order, with blocks that do not fit and halves of expressions. */
function wordSoup(next: () => number): string {
  let out = '';
  for (let i = 0, count = 5 + Math.floor(next() * 60); i < count; i++) {
    out += WORDS[Math.floor(next() * WORDS.length)]!;
    out += next() < 0.7 ? ' ' : next() < 0.6 ? '\n\t' : '\n';
  }
  return out;
}

function mutated(text: string, next: () => number): string {
  let out = text;
  for (let i = 0, count = 1 + Math.floor(next() * 4); i < count; i++) {
    const at = Math.floor(next() * out.length);
    const r = next();
    const byte = String.fromCharCode(Math.floor(next() * 256));
    if (r < 0.3) out = out.slice(0, at) + byte + out.slice(at + 1);
    else if (r < 0.5) out = out.slice(0, at) + byte + out.slice(at);
    else if (r < 0.7) out = out.slice(0, at) + out.slice(at + Math.floor(next() * 20));
    else if (r < 0.9) out = out.slice(0, at) + out.slice(Math.floor(next() * out.length)).slice(0, 40) + out.slice(at);
    else out = out.slice(0, at);
  }
  return out;
}

describe('the engine', () => {
  it(`survives ${INPUTS} inputs made of Kconfig's own words`, { timeout: 120_000 }, () => {
    let slowest = 0;
    for (let seed = 0; seed < INPUTS; seed++) {
      const next = random(seed);
      const soup = next() < 0.5;
      const tree = soup ? null : randomTree(seed, { symbols: 5 });
      const text = tree?.text ?? wordSoup(next);
      const took = timed(
        () => `seed ${seed}`,
        () => exercise(sessionOf(text, names[seed % names.length]), tree ? randomConfig(seed, tree.symbols) : '', next),
      );
      slowest = Math.max(slowest, took);
    }
    expect(slowest).toBeLessThan(SLOW_MS);
  });

  it(`survives ${INPUTS} trees and configurations with bytes changed`, { timeout: 120_000 }, () => {
    let slowest = 0;
    const bases = Array.from({ length: 50 }, (_, seed) => {
      const { text, symbols } = randomTree(seed, { symbols: 6 });
      return { text, config: randomConfig(seed, symbols) };
    });
    for (let seed = 0; seed < INPUTS; seed++) {
      const next = random(seed + 1_000_000);
      const { text, config } = bases[seed % bases.length]!;
      const took = timed(
        () => `seed ${seed}`,
        () => exercise(sessionOf(mutated(text, next), names[seed % names.length]), mutated(config, next), next),
      );
      slowest = Math.max(slowest, took);
    }
    expect(slowest).toBeLessThan(SLOW_MS);
  });

  it('finds its way out of sources that source each other, and names the place', () => {
    const made = new KconfigSession(
      memoryOutside({
        Kconfig: 'source "a"\nconfig LAST\n\tdef_bool y\n',
        a: 'config A\n\tdef_bool y\nsource "b"\n',
        b: 'source "a"\nsource "Kconfig"\nsource "b"\n',
      }),
      'Kconfig',
    );
    expect(made.problems.map(({ code, file, line }) => `${code} ${file}:${line}`)).toEqual([
      'source-loop b:1',
      'source-loop b:2',
      'source-loop b:3',
    ]);
    expect(made.write()).toContain('CONFIG_A=y\nCONFIG_LAST=y\n');
  });

  it('reports a missing file, an unknown symbol in use, a loop and a syntax error, and keeps the rest', () => {
    const made = sessionOf(
      'source "nowhere"\nconfig A\n\tbool "A"\n\tdepends on UNKNOWN\nconfig B\n\tbool "B"\n\tdepends on C\nconfig C\n\tbool "C"\n\tdepends on B\nconfig D\n\tbool "D"\n\tdepends on ((A\nconfig E\n\tdef_bool y\n',
    );
    const errors = made.problems.filter(({ severity }) => severity === 'error').map(({ code, line }) => [code, line]);
    expect(errors).toEqual([
      ['file-missing', 1],
      ['syntax', 13],
      ['dependency-loop', 5],
    ]);
    expect(made.write()).toContain('CONFIG_E=y\n');
  });

  const depth = 10_000;
  const repeated = (count: number, each: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => each(i)).join('');
  it.each([
    ['menus', `${repeated(depth, (i) => `menu "M${i}"\n`)}config X\n\tdef_bool y\n${'endmenu\n'.repeat(depth)}`],
    ['ifs', `config A\n\tdef_bool y\n${'if A\n'.repeat(depth)}config X\n\tdef_bool y\n${'endif\n'.repeat(depth)}`],
    ['parentheses', `config A\n\tdef_bool y\nconfig X\n\tdef_bool ${'('.repeat(depth)}A${')'.repeat(depth)}\n`],
    ['nots', `config A\n\tdef_bool y\nconfig X\n\tdef_bool ${'!'.repeat(depth)}A\n`],
    [
      'ands and ors',
      `config A\n\tdef_bool y\nconfig X\n\tdef_bool A${repeated(depth, (i) => (i % 2 ? ' && A' : ` || B${i}`))}\n`,
    ],
    [
      'dependencies',
      repeated(depth, (i) => `config S${i}\n\tbool "S"\n\tdefault y\n${i > 0 ? `\tdepends on S${i - 1}\n` : ''}`) +
        'config X\n\tdef_bool y\n',
    ],
    [
      'selects',
      repeated(depth, (i) => `config S${i}\n\tbool "S"\n\tselect S${i + 1}\n`) +
        `config S${depth}\n\tbool\nconfig X\n\tdef_bool y\n`,
    ],
    [
      'a loop of selects',
      `${repeated(depth, (i) => `config S${i}\n\tbool "S"\n\tselect S${(i + 1) % depth}\n`)}config X\n\tdef_bool y\n`,
    ],
    ['references', `A := ${'$('.repeat(depth)}x${')'.repeat(depth)}\nconfig X\n\tdef_bool y\n`],
    [
      'choices',
      `${repeated(depth, () => 'choice\n\tprompt "C"\n') + 'endchoice\n'.repeat(depth)}config X\n\tdef_bool y\n`,
    ],
    ['block ends too many', `${'endmenu\nendif\nendchoice\n'.repeat(depth)}config X\n\tdef_bool y\n`],
  ])('takes %s ten thousand deep', (_what, text) => {
    const made = sessionOf(text);
    expect(made.write()).toContain('CONFIG_X=y\n');
    const last = made.symbol(`S${depth - 1}`) ?? made.symbol('X')!;
    explain(made, last);
    obstacle(made, last, 'y');
    findFixes(made, last, 'y', { maxWork: 20_000 });
    findFixes(made, last, 'n', { maxWork: 20_000 });
    made.set(made.symbol('S0') ? 'S0' : 'X', 'n');
    made.undo();
  });

  it('takes files sourced ten thousand deep', () => {
    const files = Object.fromEntries(
      Array.from({ length: depth }, (_, i) => [`f${i}`, `source "f${i + 1}"\nconfig F${i}\n\tdef_bool y\n`]),
    );
    const made = new KconfigSession(
      memoryOutside({ ...files, Kconfig: 'source "f0"\n', [`f${depth}`]: 'config X\n\tdef_bool y\n' }),
      'Kconfig',
    );
    expect(made.problems).toEqual([]);
    expect(made.write()).toContain('CONFIG_X=y\nCONFIG_F9999=y\n');
  });

  it('takes a macro that grows without end', () => {
    const text = `A = xxxxxxxxxx\n${repeated(40, (i) => `A := $(A)$(A)${i}\n`)}B = $(B)\nconfig X\n\tdef_bool y\n\tdefault "$(B)"\n`;
    const made = sessionOf(text);
    expect(made.problems.some(({ code }) => code === 'macro-error')).toBe(true);
    expect(made.write()).toContain('CONFIG_X=y\n');
  });

  it('reads carriage returns as C ends of lines, and bytes that are no UTF-8 as they are', () => {
    const made = sessionOf(
      'config A\r\n\tstring "A\xff\xfe"\r\n\tdefault "\xc3\x28"\r\n\thelp\r\n\t  Text\r\nconfig B\r\n\tdef_bool y\r\n',
    );
    expect(made.problems).toEqual([]);
    expect(made.write()).toContain('CONFIG_A="\xc3\x28"\nCONFIG_B=y\n');
  });

  it('reports NUL bytes and goes on', () => {
    const made = sessionOf('config A\0\n\tbool "A\0"\0\n\0\nconfig B\n\tdef_bool y\n');
    expect(made.problems.length).toBeGreaterThan(0);
    expect(made.write()).toContain('CONFIG_B=y\n');
  });

  it('takes a file of 100 MB', { timeout: 60_000 }, () => {
    const block = 'config A\n\tbool "A"\n\thelp\n\t  A line of help that is as long as such lines are.\n'.padEnd(
      1000,
      '# filling\n',
    );
    const made = sessionOf(`${block.repeat(100_000)}\nconfig X\n\tdef_bool y\n`);
    expect(made.write()).toContain('CONFIG_X=y\n');
  });
});
