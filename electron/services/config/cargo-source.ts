/** Reads a package's Cargo.toml and those of its dependencies, where cargo keeps them; runs nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { MANIFEST_FILE } from '#core/engines/cargo/feature-graph.ts';
import { FeatureModel, type FoundManifest } from '#core/engines/cargo/feature-model.ts';
import { type Manifest, type ManifestDependency, parseManifest } from '#core/engines/cargo/manifest.ts';
import type { CargoTask } from './config-protocol.ts';
import { type BinaryText, readBinary, toBinary } from './kconfig-files.ts';
import { stampOf } from './kconfig-source.ts';
import type { ModelSource } from './model-source.ts';

export class CargoSource implements ModelSource {
  /** Of the files of dependencies; the package's own keeps the choices. */
  private stamps = new Map<string, string>();
  /** By the name that places have. */
  private files = new Map<string, string>();

  /** When the package's own manifest was looked at last, and what it declared when it was loaded. */
  private manifestStamp = '';
  private declared = '';

  constructor(private readonly task: CargoTask) {}

  load(): FeatureModel {
    this.stamps = new Map();
    this.files = new Map([[MANIFEST_FILE, this.task.manifest]]);
    const text = this.manifestText();
    this.manifestStamp = stampOf(toBinary(this.task.manifest));
    this.declared = declaredIn(text);
    return new FeatureModel(text, (dependency) => this.find(dependency), this.task.rules);
  }

  isStale(): boolean {
    return this.declaresOthers() || [...this.stamps].some(([path, stamp]) => stampOf(toBinary(path)) !== stamp);
  }

  /** The manifest keeps the choices as well: only what it declares makes another tree. */
  private declaresOthers(): boolean {
    const stamp = stampOf(toBinary(this.task.manifest));
    if (stamp === this.manifestStamp) return false;
    this.manifestStamp = stamp;
    return declaredIn(this.manifestText()) !== this.declared;
  }

  private manifestText(): BinaryText {
    return readBinary(toBinary(this.task.manifest)) ?? '';
  }

  fileAt(name: string): string | null {
    return this.files.get(name) ?? null;
  }

  private find(dependency: ManifestDependency): FoundManifest | null {
    const named = this.task.dependencies[dependency.name];
    const [path, ...more] = named ?? this.candidates(dependency);
    const manifest = path === undefined ? null : this.read(path);
    if (path === undefined || manifest === null) return null;
    const file = `${dependency.name}/${MANIFEST_FILE}`;
    this.files.set(file, path);
    const others = named === undefined ? [] : more.flatMap((each) => this.read(each) ?? []);
    return { file, manifest: others.reduce(enriched, manifest) };
  }

  private read(path: string): Manifest | null {
    this.stamps.set(path, stampOf(toBinary(path)));
    try {
      return parseManifest(readFileSync(path, 'utf8'));
    } catch {
      return null;
    }
  }

  /** Where the dependency's Cargo.toml may be; the first that is there. */
  private candidates({ path, git, package: name, version }: ManifestDependency): readonly string[] {
    if (path !== null) return [resolve(dirname(this.task.manifest), path, MANIFEST_FILE)];
    const home = process.env.CARGO_HOME || join(homedir(), '.cargo');
    // `git/checkouts` is laid out by commit, and which one is used only cargo says.
    if (git !== null || version === null) return [];
    const wanted = version.replace(/^[\^=~ ]+/, '');
    return foldersIn(join(home, 'registry', 'src')).flatMap((index) =>
      foldersIn(index)
        .filter((folder) => folder.startsWith(join(index, `${name}-${wanted.split('.')[0]}.`)))
        .sort()
        .reverse()
        .slice(0, 1)
        // As published: cargo rewrites Cargo.toml and takes the comments out.
        .map((folder) =>
          this.read(join(folder, 'Cargo.toml.orig')) ? join(folder, 'Cargo.toml.orig') : join(folder, MANIFEST_FILE),
        ),
    );
  }
}

/** Groups, help and edges of features that only another manifest tells of, as a kernel's of its wrapper's. */
function enriched(manifest: Manifest, other: Manifest): Manifest {
  const known = new Map(other.features.map((feature) => [feature.name, feature]));
  const own = new Set(manifest.features.map(({ name }) => name));
  const features = manifest.features
    .filter(({ implicit }) => !implicit)
    .map((feature) => {
      const more = known.get(feature.name);
      if (!more) return feature;
      const edges =
        feature.edges.length > 0
          ? feature.edges
          : more.edges.filter((edge) => edge.kind === 'feature' && own.has(edge.name));
      return { ...feature, edges, help: feature.help || more.help, group: more.group || feature.group };
    });
  const order = [...manifest.groups, ...other.groups].map(({ title }) => title);
  const place = (group: string) => (group === '' ? -1 : order.indexOf(group));
  return {
    ...manifest,
    features: features.sort((a, b) => place(a.group) - place(b.group)),
    groups: [...manifest.groups, ...other.groups],
  };
}

/** What a manifest declares, whatever is chosen of it; equal for two that make the same tree. */
function declaredIn(text: BinaryText): string {
  const { features, groups, dependencies, problems } = parseManifest(text);
  const declared = features.map(({ name, edges, help, group }) => [name, edges, help, group]);
  const from = dependencies.map(({ name, target, kind, path, git, version }) => [
    name,
    target,
    kind,
    path,
    git,
    version,
  ]);
  return JSON.stringify([declared, groups.map(({ title }) => title), from, problems]);
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
