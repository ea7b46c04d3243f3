/** What is on: the features of a package and of its dependencies, followed along their edges as cargo's resolver does. */
import type { DefinedAt } from '../config/config-model.ts';
import type { FeatureEdge, Manifest, ManifestDependency, ManifestFeature } from './manifest.ts';

export const MANIFEST_FILE = 'Cargo.toml';

/** `feature` of the package itself, `dependency/feature` of a dependency. */
export type FeatureId = string;

export interface KnownDependency {
  readonly dependency: ManifestDependency;
  /** null: its Cargo.toml is not at hand; only the features that are asked for are known. */
  readonly manifest: Manifest | null;
  /** As places name it. */
  readonly file: string;
}

export interface FeatureNode {
  readonly id: FeatureId;
  /** null: of the package itself. */
  readonly owner: KnownDependency | null;
  readonly feature: ManifestFeature;
}

export interface FeatureState {
  readonly on: ReadonlySet<FeatureId>;
  /** Who turns a feature on, beside the person: other features, or `''` for the defaults of a dependency. */
  readonly selectedBy: ReadonlyMap<FeatureId, readonly FeatureId[]>;
}

/** Where it is written; an optional dependency that is a feature by itself has no line of its own. */
export function featurePlace({ owner, feature }: FeatureNode): DefinedAt {
  return { file: owner?.file ?? MANIFEST_FILE, line: Math.max(1, feature.line) };
}

/** Every feature that a person can choose, by id. */
export function featureNodes(
  own: Manifest,
  dependencies: readonly KnownDependency[],
): ReadonlyMap<FeatureId, FeatureNode> {
  const nodes = new Map<FeatureId, FeatureNode>();
  for (const feature of own.features) nodes.set(feature.name, { id: feature.name, owner: null, feature });
  for (const owner of dependencies) {
    const { name, features, line } = owner.dependency;
    const known = owner.manifest?.features ?? [];
    for (const feature of known)
      nodes.set(`${name}/${feature.name}`, { id: `${name}/${feature.name}`, owner, feature });
    for (const unknown of features) {
      const id = `${name}/${unknown}`;
      if (nodes.has(id) || owner.manifest !== null) continue;
      nodes.set(id, { id, owner, feature: { name: unknown, edges: [], line, help: '', group: '', implicit: false } });
    }
  }
  return nodes;
}

/** The feature that an edge leads to, as seen from the package or from one of its dependencies; null: none that is shown. */
export function targetOf(edge: FeatureEdge, owner: KnownDependency | null): FeatureId | null {
  if (edge.kind === 'feature') return owner ? `${owner.dependency.name}/${edge.name}` : edge.name;
  if (edge.kind === 'dependency-feature' && !owner) return `${edge.name}/${edge.feature}`;
  return null;
}

export function resolveFeatures(
  own: Manifest,
  dependencies: readonly KnownDependency[],
  nodes: ReadonlyMap<FeatureId, FeatureNode>,
): FeatureState {
  const on = new Set<FeatureId>();
  const selectedBy = new Map<FeatureId, FeatureId[]>();
  const enabled = new Set(
    dependencies.filter(({ dependency }) => !dependency.optional).map(({ dependency }) => dependency.name),
  );
  const queue: FeatureId[] = [];
  /** `dependency?/feature` counts once something turns the dependency on. */
  const weak: { readonly name: string; readonly target: FeatureId; readonly from: FeatureId }[] = [];

  const turnOn = (id: FeatureId, by: FeatureId | null): void => {
    if (!nodes.has(id)) return;
    if (by !== null) {
      const all = selectedBy.get(id) ?? [];
      if (!all.includes(by)) selectedBy.set(id, [...all, by]);
    }
    if (on.has(id)) return;
    on.add(id);
    queue.push(id);
  };
  const enable = (name: string): void => {
    if (enabled.has(name)) return;
    enabled.add(name);
    start(name);
    for (const each of weak) if (each.name === name) turnOn(each.target, each.from);
  };
  const start = (name: string): void => {
    const known = dependencies.find(({ dependency }) => dependency.name === name);
    if (!known) return;
    for (const feature of known.dependency.features) turnOn(`${name}/${feature}`, null);
    if (known.dependency.defaultFeatures) {
      for (const feature of known.manifest?.defaults ?? []) turnOn(`${name}/${feature}`, '');
    }
  };

  for (const name of [...enabled]) start(name);
  for (const name of own.defaults) turnOn(name, null);
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const { owner, feature } = nodes.get(id)!;
    for (const edge of feature.edges) {
      const target = targetOf(edge, owner);
      if (edge.kind === 'dependency' && !owner) enable(edge.name);
      if (edge.kind === 'dependency-feature' && !owner) {
        if (edge.weak && !enabled.has(edge.name)) {
          if (target) weak.push({ name: edge.name, target, from: id });
          continue;
        }
        if (!edge.weak) enable(edge.name);
      }
      if (target) turnOn(target, id);
    }
  }
  return { on, selectedBy };
}
