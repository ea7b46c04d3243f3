/**
 * One configuration as it is shown: its model in the columns and answers of the contract. Changes nothing; edits and the
 * file on the disk are the business of `config-holder.ts`.
 */
import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { fail, ok, type Result } from '#core/base/result.ts';
import {
  type ConfigFixes,
  type ConfigHits,
  type ConfigPlace,
  type ConfigQuery,
  OPTION_FLAGS,
  type OptionDetails,
  type SymbolInfo,
} from '#core/contract/config.ts';
import { ConfigColumns, flagsOf, stateColumns } from '#core/engines/config/config-columns.ts';
import type { ConfigModel, ConfigTree, DefinedAt, OptionId, OptionState } from '#core/engines/config/config-model.ts';
import { OptionSearch } from '#core/engines/config/option-search.ts';
import { shownText } from '#core/engines/kconfig/text.ts';
import type { Comparand, NoOption } from './config-protocol.ts';
import { type BinaryText, readBinary, toBinary } from './kconfig-files.ts';
import type { ModelSource } from './model-source.ts';

const HELPS_AT_ONCE = 300;
const WARM_SEARCHES = 4;
const WARM_WORDS = ['e', 'support'];

export abstract class ShownConfig {
  protected model!: ConfigModel;
  protected columns!: ConfigColumns;
  /** Nodes, which no edit changes; its states are those of the time of loading. */
  protected staticTree!: ConfigTree;
  protected hidden = new Set<number>();
  /** Values that the file on the disk gives. */
  protected savedBy: ReadonlyMap<OptionId, string> = new Map();
  protected changedCount = 0;
  protected revision = 0;
  /** As last told. */
  private flags = new Uint16Array(0);
  private unknown: ReadonlySet<OptionId> = new Set();
  private search_: OptionSearch | null = null;
  private warmings = 0;

  protected constructor(
    protected readonly source: ModelSource,
    private readonly project: string,
    /** Folders that files are shown from; null: wherever the tree has them. */
    private readonly shownFrom: readonly string[] | null,
  ) {}

  protected show(model: ConfigModel): void {
    this.model = model;
    this.search_ = null;
    this.staticTree = model.tree;
    this.columns = new ConfigColumns(this.staticTree);
    this.flags = new Uint16Array(this.columns.ids.length);
  }

  /** Does, a slice at a time, what the first edit and the first key of a search would wait for; false when all is done. */
  warm(): boolean {
    if (this.searcher().warm(HELPS_AT_ONCE)) return true;
    const filter = { changed: false, notDefault: false, blocked: false, visible: false };
    // A first search is slow until the engine has compiled it.
    if (this.warmings < WARM_SEARCHES) this.search({ text: WARM_WORDS[this.warmings % 2]!, filter, limit: 50 });
    else this.model.prepare();
    return this.warmings++ < WARM_SEARCHES;
  }

  search({ text, filter, limit }: Omit<ConfigQuery, 'configId'>): ConfigHits {
    const found = this.searcher().find(text, filter, limit, {
      flags: (option) => this.flags[this.columns.indexOf(option)] ?? 0,
      isHidden: (node) => this.hidden.has(node),
    });
    return { revision: this.revision, ...found };
  }

  details(option: OptionId): Result<OptionDetails, NoOption> {
    const found = this.model.details(option);
    const state = this.model.state(option);
    if (!found || !state) return fail('no-such-option', `There is no option ${option}.`);
    const { nodes } = this.staticTree;
    const relations = (list: typeof found.selects) => list.map((each) => ({ ...each, at: this.place(each.at) }));
    const placesOf = found.places.map(({ node, condition, at }) => ({
      node: node < 0 || nodes[node]!.prompt === '' ? null : node,
      prompt: nodes[node]?.prompt ?? '',
      path: node < 0 ? [] : this.searcher().path(node),
      shown: node >= 0 && nodes[node]!.prompt !== '' && state.visible && !this.hidden.has(node),
      condition,
      at: this.place(at),
    }));
    return ok({
      ...found,
      revision: this.revision,
      type: state.type,
      help: this.model.help(option),
      value: state.value,
      defaultValue: state.defaultValue,
      range: state.range,
      savedValue: this.savedBy.get(option) ?? null,
      flags: this.flags[this.columns.indexOf(option)] ?? 0,
      because: found.because.map((each) => ({ ...each, at: each.at && this.place(each.at) })),
      places: placesOf,
      selects: relations(found.selects),
      implies: relations(found.implies),
      selectedBy: relations(found.selectedBy),
      impliedBy: relations(found.impliedBy),
      obstacle: found.obstacle && { ...found.obstacle, heldBy: this.placed(found.obstacle.heldBy) },
    });
  }

  fixes(option: OptionId, value: string): Result<ConfigFixes, NoOption> {
    const found = this.model.fixes(option, toBinary(value));
    if (!found.ok) return found;
    const { obstacle, sets, excluding, complete } = found.value;
    return ok({
      revision: this.revision,
      obstacle: obstacle && { ...obstacle, heldBy: this.placed(obstacle.heldBy) },
      sets: sets.map((set) => ({ ...set, cost: null })),
      excluding,
      complete,
    });
  }

  compare(what: Comparand) {
    const there =
      what.kind === 'saved' ? this.savedBy : this.model.valuesOf(what.kind === 'text' ? toBinary(what.text) : '');
    const rows = this.rowOptions().flatMap((option) => {
      const { value: here, visible } = this.model.state(option)!;
      const other = there.get(option) ?? '';
      return other === here ? [] : [{ option, prompt: this.promptOf(option), here, there: other, settable: visible }];
    });
    return { revision: this.revision, rows };
  }

  file(name: string): string | null {
    const path = this.source.fileAt(name);
    const text = path === null || !this.mayShow(path) ? undefined : readBinary(toBinary(path));
    return text === undefined ? null : shownText(text);
  }

  /** A stranger's tree may name any file of this computer. */
  private mayShow(path: string): boolean {
    if (this.shownFrom === null) return true;
    const real = realPath(path);
    return real !== null && this.shownFrom.some((folder) => real.startsWith(`${realPath(folder) ?? folder}${sep}`));
  }

  symbol(name: string): Omit<SymbolInfo, 'configId'> | null {
    const option = this.model.state(name) ? name : name.replace(/^CONFIG_/, '');
    const state = this.model.state(option);
    const found = state && this.model.details(option);
    if (!state || !found) return null;
    return {
      option,
      type: state.type,
      prompt: this.promptOf(option),
      value: state.value,
      help: this.model.help(option),
      places: found.places.map(({ at }) => this.place(at)),
    };
  }

  essentials(text: BinaryText): readonly (readonly [OptionId, string])[] {
    return [...this.model.essentials(text)];
  }

  difference(from: BinaryText, to: BinaryText | null) {
    const before = this.model.valuesOf(from);
    const after = to === null ? this.savedBy : this.model.valuesOf(to);
    return this.rowOptions().flatMap((option) => {
      const change = { from: before.get(option) ?? '', to: after.get(option) ?? '' };
      const settable = this.model.state(option)!.visible;
      return change.from === change.to ? [] : [{ option, prompt: this.promptOf(option), ...change, settable }];
    });
  }

  protected refreshAll(): void {
    this.changedCount = 0;
    this.flags.fill(0);
    this.lookForUnknown();
    for (const index of this.columns.ids.keys()) this.refresh(index);
    this.hidden = new Set(this.model.tree.hidden);
  }

  /** @returns options that have become unknown or known */
  protected lookForUnknown(): number[] {
    const before = this.unknown;
    const now = this.model.unknown();
    this.unknown = now;
    const different = [...now].filter((id) => !before.has(id)).concat([...before].filter((id) => !now.has(id)));
    return different.map((id) => this.columns.indexOf(id)).filter((index) => index >= 0);
  }

  /** @returns whether a flag has changed */
  protected refresh(index: number): boolean {
    const id = this.columns.ids[index]!;
    const before = this.flags[index]!;
    const now = flagsOf(this.stateAt(index), this.savedBy.get(id), this.unknown.has(id));
    if (now === before) return false;
    this.flags[index] = now;
    const counts = this.columns.prompted[index] === 1 && this.columns.member[index] === 0;
    if (counts) this.changedCount += isChanged(now) - isChanged(before);
    return true;
  }

  protected statesOf(indexes: Iterable<number>) {
    return stateColumns(
      indexes,
      (index) => this.stateAt(index),
      (index) => this.flags[index]!,
    );
  }

  protected stateAt(index: number): OptionState {
    return this.model.state(this.columns.ids[index]!)!;
  }

  protected valuesNow(): ReadonlyMap<OptionId, string> {
    return new Map(this.columns.ids.map((id) => [id, this.model.state(id)!.value]));
  }

  /** Options that a row of a comparison is about, in the order of the menu. */
  protected rowOptions(): OptionId[] {
    const { prompted, member } = this.columns;
    const options = this.staticTree.nodes.flatMap(({ option }) => (option === null ? [] : [option]));
    return [...new Set(options)].filter((option) => {
      const index = this.columns.indexOf(option);
      return prompted[index] === 1 && member[index] === 0;
    });
  }

  private searcher(): OptionSearch {
    this.search_ ??= new OptionSearch(this.staticTree, (option) => this.model.help(option));
    return this.search_;
  }

  protected promptOf(option: OptionId): string {
    return this.searcher().promptOf(option);
  }

  private placed<T extends { readonly at: DefinedAt }>(list: readonly T[]) {
    return list.map((each) => ({ ...each, at: this.place(each.at) }));
  }

  protected place({ file, line }: DefinedAt): ConfigPlace {
    return { file, path: this.pathOf(file), line };
  }

  protected pathOf(file: string): string | null {
    const found = this.source.fileAt(file);
    if (found === null) return null;
    const path = relative(this.project, found);
    return path === '' || path.startsWith('..') || isAbsolute(path) ? null : path.split(sep).join('/');
  }
}

function isChanged(flags: number): number {
  return flags & OPTION_FLAGS.changed ? 1 : 0;
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
