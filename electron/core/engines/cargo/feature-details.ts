/** Why a feature is on or off: who asks for it, what it turns on, and what stands in the way of turning it off. */
import type { ConfigNode, DefinedAt, ModelDetails, ModelRelation, OptionId } from '../config/config-model.ts';
import {
  type FeatureNode,
  type FeatureState,
  featurePlace,
  type KnownDependency,
  MANIFEST_FILE,
  targetOf,
} from './feature-graph.ts';
import type { Manifest, ManifestDependency } from './manifest.ts';
import { type ManifestSetting, settingIn } from './manifest-settings.ts';

/** What is known of a package at one moment. */
export interface FeatureView {
  readonly content: string;
  readonly own: Manifest;
  readonly dependencies: readonly KnownDependency[];
  readonly features: ReadonlyMap<OptionId, FeatureNode>;
  readonly resolved: FeatureState;
  readonly nodes: readonly ConfigNode[];
  readonly settings: ReadonlyMap<OptionId, ManifestSetting>;
}

export function featureDetails(view: FeatureView, id: OptionId): ModelDetails | null {
  const node = view.features.get(id);
  if (!node) return detailsOfSetting(view, id);
  const at = featurePlace(node);
  const by = view.resolved.selectedBy.get(id) ?? [];
  const selectors = by.filter((each) => each !== '');
  const isDefault = by.includes('');
  const chosen = isChosen(view, node);
  const on = view.resolved.on.has(id);
  const because = [
    ...(chosen
      ? [
          {
            text: node.owner ? 'Cargo.toml asks for it.' : 'It is in `default`.',
            option: null,
            condition: '',
            at: chosenAt(view, node),
          },
        ]
      : []),
    ...(isDefault
      ? [{ text: `It is a default feature of \`${node.owner?.dependency.name}\`.`, option: null, condition: '', at }]
      : []),
    ...selectors.map((other) => ({
      text: `It is turned on by \`${other}\`.`,
      option: other,
      condition: '',
      at: featurePlace(view.features.get(other)!),
    })),
    ...(on ? [] : [{ text: 'Nothing turns it on.', option: null, condition: '', at: null }]),
  ];
  const obstacle = obstacleOf(view, node);
  const users = [...view.features.values()].filter((other) => targetsOf(view, other).includes(id));
  return {
    option: id,
    name: id,
    origin: chosen ? 'user' : selectors.length > 0 ? 'selected' : isDefault ? 'default' : 'unset',
    because,
    dependency: [],
    places: [{ node: view.nodes.findIndex((each) => each.option === id), condition: [], at }],
    members: [],
    choice: null,
    selects: targetsOf(view, node).map((target) => relation(view, view.features.get(target)!, on)),
    implies: [],
    selectedBy: users.map((user) => relation(view, user, view.resolved.on.has(user.id))),
    impliedBy: [],
    dependents: [],
    dependentsTotal: 0,
    obstacle: obstacle && { ...obstacle, wanted: 'n' },
    unknownBecause: [],
  };
}

function detailsOfSetting(view: FeatureView, id: OptionId): ModelDetails | null {
  const setting = view.settings.get(id);
  if (!setting) return null;
  const set = settingIn(view.content, setting);
  const at = { file: MANIFEST_FILE, line: set?.line ?? 1 };
  const text = set ? 'Cargo.toml sets it.' : 'Nothing sets it.';
  return {
    ...{ option: id, name: id, origin: set ? 'user' : 'default', dependency: [], members: [], choice: null },
    because: [{ text, option: null, condition: '', at: set ? at : null }],
    places: [{ node: view.nodes.findIndex((each) => each.option === id), condition: [], at }],
    ...{ selects: [], implies: [], selectedBy: [], impliedBy: [], dependents: [], dependentsTotal: 0 },
    ...{ obstacle: null, unknownBecause: [] },
  };
}

export function isChosen(view: FeatureView, { owner, feature }: FeatureNode): boolean {
  return (owner ? currentOf(view, owner).features : view.own.defaults).includes(feature.name);
}

function currentOf(view: FeatureView, { dependency }: KnownDependency): ManifestDependency {
  return (
    view.own.dependencies.find(({ name, target }) => name === dependency.name && target === dependency.target) ??
    dependency
  );
}

function targetsOf(view: FeatureView, { owner, feature }: FeatureNode): readonly OptionId[] {
  return feature.edges.flatMap((edge) => {
    const target = targetOf(edge, owner);
    return target !== null && view.features.has(target) ? [target] : [];
  });
}

/** Everything that has to go for the feature to go, the outermost first. */
export function holdersOf(view: FeatureView, id: OptionId): readonly OptionId[] {
  const seen = new Set<OptionId>();
  const visit = (each: OptionId): void => {
    for (const by of view.resolved.selectedBy.get(each) ?? []) {
      if (by === '' || seen.has(by) || by === id) continue;
      seen.add(by);
      visit(by);
    }
  };
  visit(id);
  return [...seen].reverse();
}

export function obstacleOf(view: FeatureView, node: FeatureNode) {
  const by = (view.resolved.selectedBy.get(node.id) ?? []).filter((each) => each !== '');
  if (by.length === 0) return null;
  return {
    code: 'held-by-select',
    message: `\`${node.id}\` can't be turned off: it is turned on by ${by.map((each) => `\`${each}\``).join(', ')}.`,
    heldBy: by.map((option) => ({
      option,
      prompt: promptOf(view, option),
      at: featurePlace(view.features.get(option)!),
    })),
  };
}

function relation(view: FeatureView, node: FeatureNode, active: boolean): ModelRelation {
  const value = view.resolved.on.has(node.id) ? 'y' : 'n';
  return { option: node.id, prompt: promptOf(view, node.id), value, condition: '', active, at: featurePlace(node) };
}

export function promptOf(view: FeatureView, id: OptionId): string {
  return view.features.get(id)?.feature.name ?? id;
}

function chosenAt(view: FeatureView, { owner }: FeatureNode): DefinedAt | null {
  return owner ? { file: MANIFEST_FILE, line: currentOf(view, owner).line } : null;
}
