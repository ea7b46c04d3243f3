import { describe, expect, it } from 'vitest';
import type { BuildPlan, ProjectFiles } from '#core/families/family.ts';
import { planBuild } from '#core/families/hermit/plan-build.ts';
import { type FoundSource, noContext, type PlanContext } from '#core/families/source.ts';

const MANIFEST = `[package]
name = "app"
version = "0.1.0"

[target.'cfg(target_os = "hermit")'.dependencies]
hermit = { git = "https://github.com/hermit-os/hermit-rs.git", tag = "hermit-0.13.2" }
`;
const STD = { 'active.targets': 'x86_64-unknown-hermit', 'active.version': 'release: 1.95.0\nhost: x' };
const source = (folder: string, version: string): FoundSource => ({
  ...{ folder, version, commit: 'c'.repeat(40), adopted: false, read: () => undefined },
});
const context: PlanContext = {
  ...{ ...noContext, which: (name: string) => `/bin/${name}`, facts: STD, cache: '/cache' },
  sources: { loader: source('/src/loader', '0.5.6'), kernel: source('/src/kernel', '0.13.2') },
};

function filesOf(manifest: string): ProjectFiles {
  const texts: Record<string, string> = { 'Cargo.toml': manifest };
  return { root: '/home/me/a b', paths: Object.keys(texts), read: (path) => texts[path] };
}
const plan = (manifest = MANIFEST) => planBuild(filesOf(manifest), { goal: 'build', arch: 'x86_64', jobs: 2 }, context);

describe('the build of a Hermit project', () => {
  it('is cargo for the program with its kernel, and then the loader that is not there yet', () => {
    const { value, problems } = plan();
    expect(problems).toEqual([]);
    expect(value.steps.map(({ argv }) => argv.slice(0, 3).join(' '))).toEqual([
      'cargo build --target',
      'cargo run --manifest-path=/src/loader/Cargo.toml',
    ]);
    expect(value.env).toMatchObject({ HERMIT_MANIFEST_DIR: '/src/kernel' });
    expect(value.artifacts).toEqual(['target/x86_64-unknown-hermit/debug/app']);
  });

  it('hands the variables on that Cargo.toml sets for the kernel, and no others', () => {
    const text = `${MANIFEST}\n[package.metadata.hermit.env]\nHERMIT_LOG_LEVEL_FILTER = "debug"\nLD_PRELOAD = "x"\n`;
    const { env } = plan(text).value;
    expect(env.HERMIT_LOG_LEVEL_FILTER).toBe('debug');
    expect(env).not.toHaveProperty('LD_PRELOAD');
    expect(plan().value.env).not.toHaveProperty('HERMIT_LOG_LEVEL_FILTER');
  });

  it.each([
    [MANIFEST.replace('"app"', '"my app"'), 'cargo.package-name', 2],
    [MANIFEST.replace('[package]', '[package'), 'cargo.manifest', 1],
    [MANIFEST.replace(/\n\[target[\s\S]*/, ''), 'hermit.no-dependency', 1],
  ])('is told at once what cargo would not take: %o', (text, code, line) => {
    expect(plan(text).problems).toMatchObject([{ code, severity: 'error', at: { file: 'Cargo.toml', line } }]);
  });
});

describe('what cargo prints', () => {
  const follow = (): BuildPlan => {
    const { value } = plan();
    const unit = (id: string, name: string, mode: string, kind: string) => ({
      ...{ pkg_id: `path+file:///x#${id}@1.0.0`, mode, platform: null, features: [], dependencies: [] },
      target: { kind: [kind], crate_types: [kind], name, src_path: '/x.rs', edition: '2021' },
      profile: { name: 'dev' },
      is_std: false,
    });
    const graph = {
      version: 1,
      units: [
        unit('cc', 'cc', 'build', 'lib'),
        unit('hermit', 'build-script-build', 'run-custom-build', 'custom-build'),
      ],
      roots: [],
    };
    value.readCount(JSON.stringify(graph));
    return value;
  };

  it('is a command although a crate’s description breaks its line, and none of it is shown', () => {
    const value = follow();
    const lines = [
      "     Running `CARGO=/c CARGO_PKG_DESCRIPTION='Calls a",
      'C compiler, and',
      "more.' rustc --crate-name cc --edition=2021 -L x`",
    ];
    expect(lines.map((line) => value.hides?.(line))).toEqual([true, true, true]);
    expect(value.hides?.('   Compiling cc v1.0.0')).toBe(false);
    expect(lines.map((line) => value.readLine(line)?.kind ?? null)).toEqual([null, null, 'starts']);
  });

  it('of the kernel’s build as a command is shown without what was taken out of its environment, and once', () => {
    const { shows, hides } = follow();
    const command = '"/b/cargo" "run" "--package=xtask"';
    const said = `$ cd "/src/the kernel" && env -u CARGO -u RUSTC ${command}`;
    expect(shows?.(`[hermit 0.13.2] cargo:warning=${said}`)).toBe(
      `[hermit 0.13.2] $ cd "/src/the kernel" && ${command}`,
    );
    expect(hides?.(`warning: hermit@0.13.2: ${said}`)).toBe(true);
  });

  it('of the kernel’s own cargo counts as the kernel’s, and stays in sight', () => {
    const value = follow();
    const line = '[hermit 0.13.2]    Compiling smoltcp v0.12.0';
    expect(value.hides?.(line)).toBe(false);
    expect(value.readLine(line)).toMatchObject({ kind: 'starts', title: 'kernel: smoltcp' });
    const broken = '[hermit 0.13.2] error[E0425]: cannot find value `x` in this scope';
    expect(value.hides?.(broken)).toBe(false);
  });
});

describe('the units of the last good build', () => {
  const graph = JSON.stringify({
    version: 1,
    units: [
      {
        ...{ pkg_id: 'path+file:///x#app@0.1.0', mode: 'build', platform: 'x', features: [], dependencies: [] },
        target: { kind: ['bin'], crate_types: ['bin'], name: 'app', src_path: '/x.rs', edition: '2021' },
        profile: { name: 'dev' },
        is_std: false,
      },
    ],
    roots: [],
  });
  const again = (kept: string | null, manifest = MANIFEST, jobs = 2) =>
    planBuild(
      filesOf(manifest),
      { goal: 'build', arch: 'x86_64', jobs },
      { ...context, facts: { ...STD, 'units.kept': kept } },
    ).value;
  const kept = () => {
    const first = again(null);
    expect(first.count).not.toBeNull();
    first.readCount(graph);
    const [note] = first.notes ?? [];
    expect(note).toMatchObject({ path: '/home/me/a b/target/unikernel-studio-units.json', when: 'succeeded' });
    return note?.text() ?? '';
  };

  it('need no second cargo as long as manifest, lock and command are the same', () => {
    const next = again(kept(), MANIFEST, 8);
    expect(next.count).toBeNull();
    expect(next.known).toMatchObject([{ label: 'app', stage: 3 }]);
    expect(next.readLine('     Running `rustc --crate-name app --edition=2021`')).toMatchObject({ kind: 'starts' });
    // What was kept is kept on.
    expect(next.notes?.[0]?.text()).toBe(kept());
  });

  it.each([
    ['of another manifest', (text: string) => text, MANIFEST.replace('0.1.0', '0.2.0')],
    ['that are damaged', (text: string) => text.slice(0, -9), MANIFEST],
    ['of which there are none', (text: string) => `${text.slice(0, text.indexOf('"units":'))}"units":[]}`, MANIFEST],
    ['that are no units', (text: string) => text.replace('"runs":false', '"runs":0'), MANIFEST],
  ])('count for nothing: those %s', (_name, damage, manifest) => {
    expect(again(damage(kept()), manifest).count).not.toBeNull();
  });

  it.each([
    ['a crate beside the project', `${MANIFEST}own = { path = "../own" }\n`],
    ['a workspace', `${MANIFEST}\n[workspace]\nmembers = ["more"]\n`],
  ])('are not kept where %s decides as well', (_name, manifest) => {
    expect(again(null, manifest).notes).toEqual([]);
  });
});
