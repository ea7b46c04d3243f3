import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeatureModel } from '#core/engines/cargo/feature-model.ts';
import { type ManifestSetting, settingIn, settingValue, withSetting } from '#core/engines/cargo/manifest-settings.ts';

const MANIFEST = `[package]
name = "app" # mine

[dependencies]
kernel = { git = "u" }
`;
const MTU: ManifestSetting = {
  ...{ id: 'MTU', path: ['package', 'metadata', 'kernel', 'MTU'], prompt: 'MTU', help: 'Bytes.', group: 'Environment' },
  ...{ defaultValue: '1500', pattern: '\\d+', expects: 'a number' },
};
const ARGS: ManifestSetting = {
  ...{
    id: 'args',
    path: ['package', 'metadata', 'kernel', 'args'],
    prompt: 'Arguments',
    help: '',
    group: 'Command line',
  },
  ...{ defaultValue: '', pattern: '[^\\n\\r]*', expects: 'one line' },
};

function model(text = MANIFEST) {
  const rules = { dependency: 'kernel', notes: {}, rules: [], settings: [MTU, ARGS] };
  const made = new FeatureModel(text, () => null, rules);
  made.load(text);
  return made;
}

describe('a setting that Cargo.toml keeps', () => {
  it('stands in a menu of its own, with the value that counts where nothing is written', () => {
    const { tree } = model();
    expect(tree.nodes.slice(-4).map(({ kind, prompt, hasHelp }) => [kind, prompt, hasHelp])).toEqual([
      ['menu', 'Environment', false],
      ['option', 'MTU', true],
      ['menu', 'Command line', false],
      ['option', 'Arguments', false],
    ]);
    expect(tree.nodes.every(({ id }, index) => id === index)).toBe(true);
    expect(tree.states.MTU).toMatchObject({ type: 'string', value: '1500', isSet: false, defaultValue: '1500' });
    expect(model().help('MTU')).toBe('Bytes.');
  });

  it('is written below [package.metadata], undone byte for byte, and gone again when it is reset', () => {
    const made = model();
    expect(made.apply([{ option: 'MTU', to: '9000' }]).ok).toBe(true);
    expect(made.text()).toBe(`${MANIFEST}\n[package.metadata.kernel]\nMTU = "9000"\n`);
    expect(made.state('MTU')).toMatchObject({ value: '9000', isSet: true });
    expect(made.details('MTU')).toMatchObject({ origin: 'user', because: [{ at: { line: 8 } }] });
    made.reset(['MTU']);
    expect(made.state('MTU')).toMatchObject({ value: '1500', isSet: false });
    made.undo();
    made.undo();
    expect(made.text()).toBe(MANIFEST);
  });

  it('is refused with what it may be, and a bad one in the text is told of with its line', () => {
    const made = model();
    const refused = made.apply([{ option: 'MTU', to: 'large' }]);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'bad-value', message: '`MTU` is a number, not “large”.' },
    });
    made.read(`${MANIFEST}\n[package.metadata.kernel]\nMTU = "large"\n`);
    expect(made.warnings()).toMatchObject([{ code: 'bad-value', option: 'MTU', at: { line: 8 } }]);
  });

  it('is one of the values that a comparison and a merge know', () => {
    const text = withSetting(MANIFEST, ARGS, 'one two');
    expect(model().valuesOf(text).get('args')).toBe('one two');
    expect([...model().essentials(text)]).toEqual([['args', 'one two']]);
  });

  it('is read as it was written, whatever its text is', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (value, before) => {
        const text = before ? withSetting(MANIFEST, ARGS, 'before') : MANIFEST;
        const next = withSetting(text, ARGS, value);
        return settingValue(next, ARGS) === value && (settingIn(next, ARGS) === null) === (value === '');
      }),
    );
  });
});
