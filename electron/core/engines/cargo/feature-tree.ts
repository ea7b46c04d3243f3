/** The menu of a Cargo package: its own features, those of its dependencies below each, in their groups, then settings. */
import type { ConfigNode, DefinedAt, OptionId } from '../config/config-model.ts';
import { shownText } from '../kconfig/text.ts';
import { type FeatureNode, featurePlace, type KnownDependency, MANIFEST_FILE } from './feature-graph.ts';
import type { Manifest } from './manifest.ts';
import { type ManifestSetting, settingNodes } from './manifest-settings.ts';

export interface FeatureTreeParts {
  readonly own: Manifest;
  readonly dependencies: readonly KnownDependency[];
  readonly features: ReadonlyMap<OptionId, FeatureNode>;
  readonly settings: readonly ManifestSetting[];
}

export function featureTree(
  { own, dependencies, features, settings }: FeatureTreeParts,
  hasHelp: (id: OptionId) => boolean,
): readonly ConfigNode[] {
  const nodes: ConfigNode[] = [];
  const top: DefinedAt = { file: MANIFEST_FILE, line: 1 };
  const add = (
    parent: number,
    kind: ConfigNode['kind'],
    prompt: string,
    definedAt: DefinedAt,
    option: OptionId | null = null,
  ) => {
    const id = nodes.length;
    nodes.push({ id, parent, kind, prompt, option, definedAt, hasHelp: option !== null && hasHelp(option) });
    return id;
  };
  const root = add(-1, 'root', own.name, top);
  const list = (
    parent: number,
    manifest: Manifest | null,
    owner: KnownDependency | null,
    shown: readonly FeatureNode[],
  ) => {
    let group = '';
    let at = parent;
    for (const node of shown) {
      const definedAt = featurePlace(node);
      if (node.feature.group !== group) {
        group = node.feature.group;
        const head = manifest?.groups.find(({ title }) => title === group);
        const title = owner ? group : shownText(group);
        at = group === '' ? parent : add(parent, 'menu', title, { ...definedAt, line: head?.line ?? definedAt.line });
      }
      add(at, 'option', node.feature.name, definedAt, node.id);
    }
  };
  const all = [...features.values()];
  list(
    root,
    own,
    null,
    all.filter(({ owner }) => owner === null),
  );
  for (const known of dependencies) {
    const shown = all.filter(({ owner }) => owner === known);
    if (shown.length === 0) continue;
    const { name, line } = known.dependency;
    list(add(root, 'menu', name, { file: MANIFEST_FILE, line }), known.manifest, known, shown);
  }
  return [...nodes, ...settingNodes(settings, nodes.length, root, top)];
}
