import { describe, expect, it } from 'vitest';
import { KconfigModel } from '#core/engines/kconfig/kconfig-model.ts';
import { sessionOf } from '../../../kconfig/run-session.ts';

const TREE = `
config MODULES
	bool "Modules"
	modules
config STRICT
	bool "Strict"
	select CHECKS if !LOOSE
	imply TRACE
config LOOSE
	bool "Loose"
config CHECKS
	bool "Checks"
	default y if LOOSE
config TRACE
	bool "Trace"
config BUS
	tristate "Bus"
config CARD
	tristate "Card"
	depends on BUS && (STRICT || LOOSE) && SIZE > 8
config SIZE
	int "Size"
	range 4 16 if !STRICT
	range 8 16
	default 8
choice
	prompt "Speed"
config SLOW
	bool "slow"
config FAST
	bool "fast"
	depends on STRICT
endchoice
config QUIET
	bool
config OLD
	bool "Old ways (DEPRECATED)"
config NEEDS
	bool "Needs"
	depends on BUS
config PUSH
	bool "Push"
	select NEEDS
`;

function modelOf(config = ''): KconfigModel {
  const model = new KconfigModel(sessionOf(TREE));
  model.load(config);
  return model;
}
/** As conf saves it: every option named. */
const saved = (config: string): KconfigModel => modelOf(modelOf(config).text());
const why = (model: KconfigModel, option: string) => {
  const { origin, because } = model.details(option)!;
  return [origin, because[0]?.text];
};
const sentence = (model: KconfigModel, option: string, value: string) => {
  const found = model.fixes(option, value);
  return found.ok ? found.value.obstacle?.message : null;
};

describe('details of an option', () => {
  it('say why it has its value, also where a saved file names every option', () => {
    const plain = saved('');
    expect(why(plain, 'CHECKS')).toEqual(['unset', 'It is off unless something turns it on.']);
    expect(why(plain, 'SIZE')).toEqual(['default', 'It is its default.']);
    const strict = saved('CONFIG_STRICT=y\nCONFIG_SIZE=9\nCONFIG_TRACE=y\n');
    expect(why(strict, 'STRICT')).toEqual(['user', 'It was set: by default it would be `n`.']);
    expect(why(strict, 'CHECKS')).toEqual(['selected', 'It is selected by `STRICT`.']);
    expect(why(strict, 'TRACE')).toEqual(['implied', 'It is implied by `STRICT`, and can be set otherwise.']);
    expect(why(strict, 'SIZE')).toEqual(['user', 'It was set: by default it would be `8`.']);
    expect(saved('CONFIG_LOOSE=y\nCONFIG_CHECKS=y\n').details('CHECKS')?.because).toEqual([
      { text: 'It is its default.', option: null, condition: 'LOOSE', at: { file: 'Kconfig', line: 13 } },
    ]);
  });

  it('say for the values of a choice which one was chosen', () => {
    const fast = saved('CONFIG_STRICT=y\nCONFIG_FAST=y\n');
    expect(why(fast, 'FAST')).toEqual(['user', 'It is the value of “Speed”: it was chosen.']);
    expect(fast.details('SLOW')).toMatchObject({
      origin: 'choice',
      because: [{ text: '`FAST` is chosen for “Speed”.', option: 'FAST' }],
      dependency: [],
    });
    expect(fast.details('FAST')?.dependency.map(({ text }) => text)).toEqual(['STRICT']);
    expect(why(saved(''), 'SLOW')).toEqual(['default', 'It is the value of “Speed” by default.']);
  });

  it('show a condition as parts with present values, a tick or a cross for each', () => {
    const parts = modelOf('CONFIG_BUS=y\nCONFIG_LOOSE=y\n').details('CARD')!.dependency;
    expect(
      parts.map(({ depth, kind, text, met }) => `${'  '.repeat(depth)}${met ? '+' : '-'} ${kind} ${text}`),
    ).toEqual([
      '- all BUS && (STRICT || LOOSE) && SIZE > 8',
      '  + option BUS',
      '  + any STRICT || LOOSE',
      '    - option STRICT',
      '    + option LOOSE',
      '  - compare SIZE > 8',
    ]);
    expect(parts.at(-1)?.options).toEqual([{ option: 'SIZE', value: '8' }]);
  });

  it('list what selects and implies it, with what is active now, and what depends on it', () => {
    const strict = modelOf('CONFIG_STRICT=y\n');
    expect(strict.details('CHECKS')?.selectedBy).toEqual([
      {
        option: 'STRICT',
        prompt: 'Strict',
        value: 'y',
        condition: '!LOOSE',
        active: true,
        at: { file: 'Kconfig', line: 7 },
      },
    ]);
    expect(strict.details('STRICT')?.implies).toMatchObject([{ option: 'TRACE', active: true }]);
    expect(strict.details('STRICT')?.dependents.map(({ option }) => option)).toEqual(['CARD', 'FAST']);
  });

  it('say in one sentence what is in the way', () => {
    const plain = modelOf();
    expect(sentence(plain, 'CARD', 'y')).toBe(
      "`CARD` can't be set: it needs `BUS` (now n), `STRICT || LOOSE` (STRICT is n, LOOSE is n) and `SIZE > 8` (SIZE is 8).",
    );
    expect(sentence(modelOf('CONFIG_STRICT=y\n'), 'CHECKS', 'n')).toBe(
      "`CHECKS` can't be turned off: it is selected by `STRICT`.",
    );
    expect(sentence(plain, 'SIZE', '99')).toBe('`SIZE` takes 4 to 16, not 99.');
    expect(sentence(plain, 'QUIET', 'y')).toBe(
      '`QUIET` has no prompt of its own: only other options and its default decide about it.',
    );
    const module = modelOf('CONFIG_MODULES=y\nCONFIG_BUS=m\nCONFIG_LOOSE=y\nCONFIG_SIZE=9\n');
    expect(sentence(module, 'CARD', 'y')).toBe('`CARD` can only be `m` here: it needs `BUS` (now m).');
    expect(sentence(plain, 'FAST', 'y')).toBe("`FAST` can't be set: it needs `STRICT` (now n).");
    expect(sentence(plain, 'STRICT', 'y')).toBeUndefined();
  });

  it('warn of what was set and does not count, of selects whose needs are not met, and of what is deprecated', () => {
    const model = modelOf('CONFIG_CARD=y\nCONFIG_PUSH=y\nCONFIG_OLD=y\nCONFIG_QUIET=y\n');
    expect(model.warnings().map(({ code, option, severity }) => [code, option, severity])).toEqual([
      ['did-not-take', 'CARD', 'warning'],
      ['unmet-select', 'NEEDS', 'warning'],
      ['deprecated', 'OLD', 'info'],
    ]);
    expect(model.warnings()[1]?.message).toBe(
      '`NEEDS` is on because it is selected by `PUSH`, although what it depends on is off.',
    );
  });
});
