import { describe, expect, it } from 'vitest';
import { FeatureModel } from '#core/engines/cargo/feature-model.ts';
import type { FeatureRules } from '#core/engines/cargo/feature-rules.ts';
import { parseManifest } from '#core/engines/cargo/manifest.ts';

const OWN = `[package]
name = "app"

[features]
default = ["fast"] # what is on
#! ### Speed
## Goes faster.
fast = ["simd"]
simd = []
## Draws.
gui = ["dep:window", "kernel/vga", "window?/gl"]
log = ["window?/trace"]

[dependencies]
kernel = { git = "u", features = [
  "tcp",
] }
window = { version = "1", optional = true }
`;
const KERNEL = `[features]
default = ["acpi", "smp"]
#! ### Hardware
## The tables of the firmware.
acpi = []
smp = ["acpi"]
vga = []
#! ### Network
tcp = ["net"]
udp = ["net"]
net = []
virtio-net = ["net"]
`;
const WINDOW = '[features]\ngl = []\ntrace = []\n';
const rules: FeatureRules = {
  dependency: 'kernel',
  notes: { 'virtio-net': 'The machine gets a card.' },
  rules: [
    { kind: 'needs', severity: 'warning', when: ['virtio-net'], of: ['tcp', 'udp'], message: 'It needs tcp or udp.' },
    { kind: 'needs', severity: 'error', when: [], of: ['loader'], message: 'not asked of a crate without it' },
  ],
};

function model(text = OWN) {
  const texts: Record<string, string> = { kernel: KERNEL, window: WINDOW };
  const made = new FeatureModel(
    text,
    ({ name }) => (texts[name] ? { file: `${name}/Cargo.toml`, manifest: parseManifest(texts[name]) } : null),
    rules,
  );
  made.load(text);
  return made;
}
const on = (made: FeatureModel) =>
  [...made.valuesOf(made.text())].filter(([, value]) => value === 'y').map(([id]) => id);

describe('cargo features as options', () => {
  it('lists them in groups, with those of dependencies below the dependency', () => {
    const { nodes } = model().tree;
    const shown = nodes.map(({ kind, prompt, parent }) => `${parent}:${kind}:${prompt}`);
    expect(shown).toEqual([
      ...['-1:root:app', '0:menu:Speed', '1:option:fast', '1:option:simd', '1:option:gui', '1:option:log'],
      ...['0:menu:kernel', '6:menu:Hardware', '7:option:acpi', '7:option:smp', '7:option:vga'],
      ...['6:menu:Network', '11:option:tcp', '11:option:udp', '11:option:net', '11:option:virtio-net'],
      ...['0:menu:window', '16:option:gl', '16:option:trace'],
    ]);
    expect(model().help('fast')).toBe('Goes faster.');
    expect(model().help('kernel/virtio-net')).toBe('The machine gets a card.');
  });

  it('follows edges, defaults of dependencies, and optional dependencies that are on', () => {
    expect(on(model())).toEqual(['fast', 'simd', 'kernel/acpi', 'kernel/smp', 'kernel/tcp', 'kernel/net']);
    const made = model();
    expect(made.apply([{ option: 'log', to: 'y' }]).ok).toBe(true);
    expect(on(made)).not.toContain('window/trace');
    made.apply([{ option: 'gui', to: 'y' }]);
    expect(on(made)).toEqual(expect.arrayContaining(['kernel/vga', 'window/gl', 'window/trace']));
  });

  it('writes what is chosen where cargo reads it, and touches nothing else', () => {
    const made = model();
    made.apply([{ option: 'kernel/udp', to: 'y' }]);
    expect(made.text()).toBe(OWN.replace('  "tcp",\n', '  "tcp",\n  "udp",\n'));
    made.apply([{ option: 'fast', to: 'n' }]);
    expect(made.text()).toContain('default = [] # what is on');
    made.undo();
    made.undo();
    expect(made.text()).toBe(OWN);
    made.redo();
    expect(on(made)).toContain('kernel/udp');
  });

  it('turns one default feature off by naming the others', () => {
    const made = model();
    expect(made.apply([{ option: 'kernel/smp', to: 'n' }]).ok).toBe(true);
    expect(made.text()).toContain('default-features = false');
    expect(on(made)).toEqual(['fast', 'simd', 'kernel/acpi', 'kernel/tcp', 'kernel/net']);
  });

  it('refuses what another feature holds, says which, and offers to turn that off too', () => {
    const made = model();
    const refused = made.apply([{ option: 'simd', to: 'n' }]);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'held-by-select', message: expect.stringContaining('`fast`') },
    });
    expect(made.text()).toBe(OWN);
    expect(made.state('simd')).toMatchObject({ value: 'y', assignable: ['y'], isSet: false, defaultValue: 'y' });
    const fixes = made.fixes('simd', 'n');
    expect(fixes.ok && fixes.value.sets[0]?.diff.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(fixes.ok && fixes.value.sets[0]).toMatchObject({
      steps: [
        { option: 'fast', from: 'y', to: 'n' },
        { option: 'simd', from: 'y', to: 'n' },
      ],
    });
  });

  it('says why a feature is on, and what it turns on', () => {
    const made = model();
    expect(made.details('kernel/acpi')).toMatchObject({
      origin: 'selected',
      because: [{ text: 'It is a default feature of `kernel`.' }, { text: 'It is turned on by `kernel/smp`.' }],
      selectedBy: [{ option: 'kernel/smp', active: true }],
      obstacle: { code: 'held-by-select' },
    });
    expect(made.details('gui')).toMatchObject({
      origin: 'unset',
      selects: [{ option: 'kernel/vga', active: false }, { option: 'window/gl' }],
    });
  });

  it('tells of features that do not exist, and of rules that cargo does not know', () => {
    const made = model(OWN.replace('"tcp",', '"virtio-net", "tpc",'));
    expect(made.warnings().map(({ code, severity, wanted }) => [code, severity, wanted])).toEqual([
      ['unknown-symbol', 'error', 'tpc'],
      ['unmet-select', 'warning', null],
    ]);
  });

  it('goes on while the text is broken, and says where', () => {
    const made = model();
    const { problems } = made.read(OWN.replace('[dependencies]', '[dependencies'));
    expect(problems).toHaveLength(1);
    made.undo();
    expect(on(made)).toContain('kernel/tcp');
  });

  it('keeps no undo step of what changes nothing, and what was undone can still be redone', () => {
    const made = model();
    made.apply([{ option: 'fast', to: 'n' }]);
    made.undo();
    made.apply([{ option: 'fast', to: 'y' }]);
    made.read(made.text());
    made.reset(['kernel/udp']);
    expect([made.depth, made.canUndo, made.canRedo]).toEqual([0, false, true]);
  });
});
