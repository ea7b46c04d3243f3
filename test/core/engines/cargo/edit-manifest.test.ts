import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { withDefaults, withDependency, withText } from '#core/engines/cargo/edit-manifest.ts';
import { parseManifest } from '#core/engines/cargo/manifest.ts';

const KEY = ['dependencies', 'hermit'];
const choose = (text: string, features: readonly string[], defaultFeatures = true, key: readonly string[] = KEY) =>
  withDependency(text, key, { features, defaultFeatures });

describe('edits of a manifest', () => {
  it('makes a table of a bare version', () => {
    expect(choose('[dependencies]\nhermit = "0.13" # pinned\n', ['tcp'], false)).toBe(
      '[dependencies]\nhermit = { version = "0.13", default-features = false, features = ["tcp"] } # pinned\n',
    );
    expect(choose('[dependencies]\nhermit = "0.13"\n', [])).toBe('[dependencies]\nhermit = "0.13"\n');
  });

  it('adds to an inline table and takes from it', () => {
    const before = '[dependencies]\nhermit = { git = "u", features = ["tcp", "udp"] }\n';
    const after = choose(before, ['udp', 'dns']);
    expect(after).toBe('[dependencies]\nhermit = { git = "u", features = ["udp", "dns"] }\n');
    expect(choose(before, ['tcp', 'udp'], false)).toBe(
      '[dependencies]\nhermit = { git = "u", features = ["tcp", "udp"], default-features = false }\n',
    );
    expect(choose(choose(before, ['tcp', 'udp'], false), ['tcp', 'udp'], true)).toBe(before);
    expect(choose(before, [])).toBe('[dependencies]\nhermit = { git = "u", features = [] }\n');
  });

  it('keeps one item on each line, with the comments of those that stay', () => {
    const before = '[dependencies.hermit]\nfeatures = [\n    "tcp", # streams\n    "udp" # datagrams\n]\n# end\n';
    expect(choose(before, ['tcp', 'udp', 'dns'])).toBe(
      '[dependencies.hermit]\nfeatures = [\n    "tcp", # streams\n    "udp", # datagrams\n    "dns",\n]\n# end\n',
    );
    expect(choose(before, ['udp'])).toBe('[dependencies.hermit]\nfeatures = [\n    "udp" # datagrams\n]\n# end\n');
  });

  it('finds the table of a target, and a dotted key', () => {
    const target = ['target', 'cfg(target_os = "hermit")', 'dependencies', 'hermit'];
    const table = `[target.'cfg(target_os = "hermit")'.dependencies]\nhermit = { git = "u" }\n`;
    expect(choose(table, ['tcp'], true, target)).toBe(
      `[target.'cfg(target_os = "hermit")'.dependencies]\nhermit = { git = "u", features = ["tcp"] }\n`,
    );
    expect(choose('[dependencies]\nhermit.git = "u"\nlog = "0.4"\n', ['tcp'])).toBe(
      '[dependencies]\nhermit.git = "u"\nhermit.features = ["tcp"]\nlog = "0.4"\n',
    );
  });

  it('adds a table that is not there, with the line ends of the file', () => {
    expect(withDefaults('[package]\r\nname = "a"\r\n', ['x'])).toBe(
      '[package]\r\nname = "a"\r\n\r\n[features]\r\ndefault = ["x"]\r\n',
    );
    expect(withText('', ['env', 'HERMIT_IP'], '10.0.5.3')).toBe('[env]\nHERMIT_IP = "10.0.5.3"\n');
  });

  it('sets and takes away a variable, also one with options of its own', () => {
    const before = '[env]\nA = { value = "1", force = true } # a\nB = "2"\n';
    expect(withText(before, ['env', 'A'], '3')).toBe('[env]\nA = { value = "3", force = true } # a\nB = "2"\n');
    expect(withText(before, ['env', 'A'], null)).toBe('[env]\nB = "2"\n');
  });

  it('comes out as asked for any array and any choice, and touches nothing but the array', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const names = ['a', 'b', 'c', 'd'];
    for (let round = 0; round < 2000; round++) {
      const some = names.filter(() => random(2) === 1);
      const gap = () => ['', ' ', '\n  ', ' # note\n\t'][random(4)]!;
      const last = random(2) === 1 ? ',' : '';
      const array = `[${gap()}${some.map((name) => `"${name}"${gap()}`).join(`,${gap()}`)}${some.length > 0 ? last : ''}${gap()}]`;
      const before = `x = 1 # keep\n[features] # here\ndefault = ${array}\n# after\na=[]\nb=[]\nc=[]\nd=[]\n`;
      if (!isToml(before)) continue;
      const wanted = names.filter(() => random(2) === 1);
      const after = withDefaults(before, wanted);
      expect(isToml(after), `${before}\n-> ${wanted}\n${after}`).toBe(true);
      expect([...parseManifest(after).defaults].sort(), before).toEqual(wanted);
      expect(after.startsWith('x = 1 # keep\n[features] # here\ndefault = ')).toBe(true);
      expect(after.endsWith('\n# after\na=[]\nb=[]\nc=[]\nd=[]\n')).toBe(true);
    }
  });
});

function isToml(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
