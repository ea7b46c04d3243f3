/** What turns a feature on and off in the text of a Cargo.toml: `default` of `[features]`, or `features` of a dependency. */
import { withDefaults, withDependency } from './edit-manifest.ts';
import type { FeatureNode } from './feature-graph.ts';
import { type Manifest, type ManifestDependency, parseManifest } from './manifest.ts';

export function withFeature(text: string, { owner, feature }: FeatureNode): string {
  const manifest = parseManifest(text);
  if (!owner)
    return manifest.defaults.includes(feature.name) ? text : withDefaults(text, [...manifest.defaults, feature.name]);
  const current = dependencyIn(manifest, owner.dependency);
  if (!current || current.features.includes(feature.name)) return text;
  const isDefault = current.defaultFeatures && owner.manifest?.defaults.includes(feature.name) === true;
  if (isDefault) return text;
  return withDependency(text, current.key, {
    features: [...current.features, feature.name],
    defaultFeatures: current.defaultFeatures,
  });
}

export function withoutFeature(text: string, { owner, feature }: FeatureNode): string {
  const manifest = parseManifest(text);
  const off = (names: readonly string[]) => names.filter((name) => name !== feature.name);
  if (!owner) return manifest.defaults.includes(feature.name) ? withDefaults(text, off(manifest.defaults)) : text;
  const current = dependencyIn(manifest, owner.dependency);
  if (!current) return text;
  const defaults = owner.manifest?.defaults ?? [];
  const isDefault = current.defaultFeatures && defaults.includes(feature.name);
  if (!isDefault && !current.features.includes(feature.name)) return text;
  // One default off means that the others have to be named.
  const features = isDefault ? [...new Set([...defaults, ...current.features])] : current.features;
  return withDependency(text, current.key, {
    features: off(features),
    defaultFeatures: current.defaultFeatures && !isDefault,
  });
}

export function dependencyIn(manifest: Manifest, dependency: ManifestDependency): ManifestDependency | undefined {
  return manifest.dependencies.find(
    ({ name, target, kind }) => name === dependency.name && target === dependency.target && kind === dependency.kind,
  );
}
