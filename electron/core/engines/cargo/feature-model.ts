/**
 * The features of a Cargo package and of its dependencies as the configuration that the window shows. What is chosen
 * stands in the package's own Cargo.toml: `default` of `[features]`, and `features` of each dependency.
 */
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import type { TextProblem } from '../../contract/config.ts';
import type {
  ConfigDelta,
  ConfigModel,
  ConfigNode,
  ConfigRefusal,
  ConfigStep,
  ConfigTree,
  ModelDetails,
  ModelFixes,
  ModelWarning,
  OptionId,
  OptionState,
} from '../config/config-model.ts';
import { lineDiff } from '../config/line-diff.ts';
import { shownText } from '../kconfig/text.ts';
import { type FeatureView, featureDetails, holdersOf, isChosen, obstacleOf, promptOf } from './feature-details.ts';
import { dependencyIn, withFeature, withoutFeature } from './feature-edits.ts';
import {
  type FeatureNode,
  type FeatureState,
  featureNodes,
  type KnownDependency,
  MANIFEST_FILE,
  resolveFeatures,
} from './feature-graph.ts';
import type { FeatureRules } from './feature-rules.ts';
import { featureTree } from './feature-tree.ts';
import { featureWarnings } from './feature-warnings.ts';
import { type Manifest, type ManifestDependency, parseManifest } from './manifest.ts';
import {
  type ManifestSetting,
  settingFault,
  settingIn,
  settingState,
  settingValue,
  withSetting,
} from './manifest-settings.ts';

/** Finds the Cargo.toml of a dependency; null where it is not on the disk. */
export type FindManifest = (dependency: ManifestDependency) => FoundManifest | null;

export interface FoundManifest {
  /** As places name it. */
  readonly file: string;
  readonly manifest: Manifest;
}

export class FeatureModel implements ConfigModel {
  private content = '';
  private own!: Manifest;
  private dependencies: readonly KnownDependency[] = [];
  private features: ReadonlyMap<OptionId, FeatureNode> = new Map();
  private resolved: FeatureState = { on: new Set(), selectedBy: new Map() };
  private nodes: readonly ConfigNode[] = [];
  private before: string[] = [];
  private after: string[] = [];
  private readonly settings: ReadonlyMap<OptionId, ManifestSetting>;

  /** @param text the package's Cargo.toml as a binary string: options are those that it and its dependencies have now */
  constructor(
    text: string,
    private readonly find: FindManifest,
    private readonly rules: FeatureRules | null = null,
  ) {
    this.settings = new Map((rules?.settings ?? []).map((setting) => [setting.id, setting]));
    this.take(text);
    this.nodes = featureTree(
      {
        own: this.own,
        dependencies: this.dependencies,
        features: this.features,
        settings: [...this.settings.values()],
      },
      (id) => this.help(id) !== '',
    );
  }

  get tree(): ConfigTree {
    return {
      title: this.own.name === '' ? 'Features' : `Features of ${this.own.name}`,
      nodes: this.nodes,
      states: Object.fromEntries(this.stateMap()),
      hidden: [],
      problems: this.own.problems.map(({ message, line, column }) => ({
        ...{ code: 'cargo.manifest', severity: 'error', message, file: MANIFEST_FILE, line, column },
      })),
    };
  }

  prepare(): void {}

  get depth(): number {
    return this.before.length;
  }

  get canUndo(): boolean {
    return this.before.length > 0;
  }

  get canRedo(): boolean {
    return this.after.length > 0;
  }

  state(id: OptionId): OptionState | null {
    return this.stateMap().get(id) ?? null;
  }

  apply(steps: readonly ConfigStep[]): Result<ConfigDelta, ConfigRefusal> {
    const made = this.edited(this.content, steps);
    return made.ok ? ok(this.change(made.value)) : made;
  }

  reset(ids: readonly OptionId[]): ConfigDelta {
    let text = this.content;
    for (const id of ids) {
      const node = this.features.get(id);
      const setting = this.settings.get(id);
      if (node && isChosen(this.view, node)) text = withoutFeature(text, node);
      if (setting) text = withSetting(text, setting, setting.defaultValue);
    }
    return this.change(text);
  }

  undo(): ConfigDelta {
    const text = this.before.pop();
    if (text === undefined) return this.delta(this.stateMap());
    this.after.push(this.content);
    return this.become(text);
  }

  redo(): ConfigDelta {
    const text = this.after.pop();
    if (text === undefined) return this.delta(this.stateMap());
    this.before.push(this.content);
    return this.become(text);
  }

  load(text: string): readonly TextProblem[] {
    this.before = [];
    this.after = [];
    this.become(text);
    return this.textProblems();
  }

  read(text: string): { readonly delta: ConfigDelta; readonly problems: readonly TextProblem[] } {
    const delta = this.change(text);
    return { delta, problems: this.textProblems() };
  }

  help(id: OptionId): string {
    const node = this.features.get(id);
    if (!node) return this.settings.get(id)?.help ?? '';
    const { help } = node.feature;
    const isRuled = this.rules !== null && node.owner?.dependency.name === this.rules.dependency;
    const note = isRuled ? (this.rules?.notes[node.feature.name] ?? '') : '';
    return [node.owner ? help : shownText(help), note].filter((part) => part !== '').join('\n\n');
  }

  text(): string {
    return this.content;
  }

  minimal(): null {
    return null;
  }

  valuesOf(text: string): ReadonlyMap<OptionId, string> {
    const { on } = this.resolve(text);
    const features = [...this.features.keys()].map((id) => [id, on.has(id) ? 'y' : 'n'] as const);
    const settings = [...this.settings].map(([id, setting]) => [id, settingValue(text, setting)] as const);
    return new Map([...features, ...settings]);
  }

  essentials(text: string): ReadonlyMap<OptionId, string> {
    const own = parseManifest(text);
    const chosen = [...this.features.values()].filter(({ owner, feature }) => {
      const names = owner ? dependencyIn(own, owner.dependency)?.features : own.defaults;
      return names?.includes(feature.name) === true;
    });
    const settings = [...this.settings].flatMap(([id, setting]) => {
      const set = settingIn(text, setting);
      return set === null ? [] : [[id, set.value] as const];
    });
    return new Map([...chosen.map(({ id }) => [id, 'y'] as const), ...settings]);
  }

  withValues(text: string, values: readonly ConfigStep[]): string {
    let next = text;
    for (const step of values) {
      const made = this.edited(next, [step]);
      if (made.ok) next = made.value;
    }
    return next;
  }

  details(id: OptionId): ModelDetails | null {
    return featureDetails(this.view, id);
  }

  fixes(id: OptionId, wanted: string): Result<ModelFixes, Failure<'no-such-option'>> {
    const node = this.features.get(id);
    if (!node) {
      if (!this.settings.has(id)) return noOption(id);
      return ok({ obstacle: null, sets: [], excluding: [], complete: true });
    }
    const steps =
      wanted === 'n'
        ? [...holdersOf(this.view, id), id].map((option) => ({ option, to: 'n' }))
        : [{ option: id, to: wanted }];
    const obstacle = wanted === 'n' ? obstacleOf(this.view, node) : null;
    const made = this.edited(this.content, steps);
    if (!made.ok) return ok({ obstacle, sets: [], excluding: [], complete: true });
    const values = this.valuesOf(made.value);
    const named = new Set(steps.map(({ option }) => option));
    const changes = [...values].flatMap(([option, to]) => {
      const from = this.resolved.on.has(option) ? 'y' : 'n';
      return from === to ? [] : [{ option, prompt: promptOf(this.view, option), from, to }];
    });
    const words = steps.map(({ option, to }) => `turn ${to === 'n' ? 'off' : 'on'} ${option}`).join(', then ');
    const title = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
    return ok({
      obstacle,
      sets: [
        {
          title,
          steps: changes.filter(({ option }) => named.has(option)),
          follows: changes
            .filter(({ option }) => !named.has(option))
            .map((change) => ({ ...change, because: 'It follows along the edges of the features.' })),
          diff: lineDiff(shownText(this.content), shownText(made.value), null),
        },
      ],
      excluding: [],
      complete: true,
    });
  }

  unknown(): ReadonlySet<OptionId> {
    return new Set();
  }

  warnings(): readonly ModelWarning[] {
    return featureWarnings(this.view, this.rules);
  }

  // What stands behind

  private get view(): FeatureView {
    const { content, own, dependencies, features, resolved, nodes, settings } = this;
    return { content, own, dependencies, features, resolved, nodes, settings };
  }

  private take(text: string): void {
    this.content = text;
    this.own = parseManifest(text);
    this.dependencies = this.own.dependencies
      .filter(({ kind }) => kind === 'normal')
      .map((dependency) => {
        const found = this.find(dependency);
        return { dependency, manifest: found?.manifest ?? null, file: found?.file ?? MANIFEST_FILE };
      });
    this.features = featureNodes(this.own, this.dependencies);
    this.resolved = resolveFeatures(this.own, this.dependencies, this.features);
  }

  /** Values of another text for the options that are shown now. */
  private resolve(text: string): FeatureState {
    const own = parseManifest(text);
    const dependencies = this.dependencies.map((known) => ({
      ...known,
      dependency: own.dependencies.find(
        ({ name, target }) => name === known.dependency.name && target === known.dependency.target,
      ) ?? {
        ...known.dependency,
        ...{ features: [], defaultFeatures: false },
      },
    }));
    return resolveFeatures(own, dependencies, this.features);
  }

  private become(text: string): ConfigDelta {
    const states = this.stateMap();
    const { features, nodes } = this;
    this.take(text);
    // Places move with the text, and options stay those that the window knows, until everything is read anew.
    this.features = new Map([...features].map(([id, node]) => [id, this.features.get(id) ?? node]));
    this.resolved = resolveFeatures(this.own, this.dependencies, this.features);
    this.nodes = nodes;
    return this.delta(states);
  }

  /** What changes nothing is no step that could be undone. */
  private change(text: string): ConfigDelta {
    if (text === this.content) return this.delta(this.stateMap());
    this.before.push(this.content);
    this.after = [];
    return this.become(text);
  }

  private stateMap(): ReadonlyMap<OptionId, OptionState> {
    const features = [...this.features.keys()].map((id) => [id, this.stateOf(id)] as const);
    const settings = [...this.settings].map(([id, setting]) => [id, settingState(this.content, setting)] as const);
    return new Map([...features, ...settings]);
  }

  private delta(earlier: ReadonlyMap<OptionId, OptionState>): ConfigDelta {
    const changed = [...this.stateMap()].filter(
      ([id, state]) => JSON.stringify(state) !== JSON.stringify(earlier.get(id)),
    );
    const { canUndo, canRedo } = this;
    return { states: Object.fromEntries(changed), nowHidden: [], nowShown: [], canUndo, canRedo };
  }

  private stateOf(id: OptionId): OptionState {
    const node = this.features.get(id)!;
    const selected = (this.resolved.selectedBy.get(id) ?? []).some((by) => by !== '');
    const isDefault = (this.resolved.selectedBy.get(id) ?? []).includes('');
    return {
      type: 'bool',
      value: this.resolved.on.has(id) ? 'y' : 'n',
      visible: true,
      assignable: selected ? ['y'] : ['n', 'y'],
      isSet: isChosen(this.view, node),
      defaultValue: selected || isDefault ? 'y' : 'n',
      range: null,
    };
  }

  /** The text with these choices; refused as a whole where one does not come out as asked. */
  private edited(text: string, steps: readonly ConfigStep[]): Result<string, ConfigRefusal> {
    let next = text;
    for (const { option, to } of steps) {
      const setting = this.settings.get(option);
      if (setting) {
        const fault = settingFault(setting, to);
        if (fault !== null) return fail('bad-value', fault);
        next = withSetting(next, setting, to);
        continue;
      }
      const node = this.features.get(option);
      if (!node) return noOption(option);
      if (to !== 'y' && to !== 'n') return fail('bad-value', `A feature is on (y) or off (n), not “${to}”.`);
      next = to === 'y' ? withFeature(next, node) : withoutFeature(next, node);
    }
    const { on, selectedBy } = this.resolve(next);
    for (const { option, to } of steps) {
      if (this.settings.has(option) || on.has(option) === (to === 'y')) continue;
      const by = (selectedBy.get(option) ?? []).filter((each) => each !== '');
      return to === 'n'
        ? fail(
            'held-by-select',
            `\`${option}\` can't be turned off: it is turned on by ${by.map((each) => `\`${each}\``).join(', ')}.`,
          )
        : fail(
            'not-visible',
            `\`${option}\` can't be turned on here.`,
            'The optional dependency that it belongs to is off.',
          );
    }
    return ok(next);
  }

  private textProblems(): readonly TextProblem[] {
    return this.own.problems.map(({ message, line, column }) => ({
      ...{ code: 'cargo.manifest', severity: 'error', message, line, column, endColumn: column + 1, option: null },
    }));
  }
}

function noOption(id: OptionId): Result<never, Failure<'no-such-option'>> {
  return fail('no-such-option', `There is no feature ${id}.`);
}
