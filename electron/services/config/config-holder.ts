/**
 * Holds one configuration: the model, and what is the same for every kind of it. What is saved and what is not, texts,
 * search, comparison, merge with a file that changed on the disk, drafts. For a worker thread.
 */
import { relative, sep } from 'node:path';
import { fail, ok, type Result } from '#core/base/result.ts';
import type { ConfigChange, ConfigMerge, ConfigTextState, ConfigWarning, TextProblem } from '#core/contract/config.ts';
import type {
  ConfigDelta,
  ConfigProblem,
  ConfigRefusal,
  ConfigStep,
  OptionId,
} from '#core/engines/config/config-model.ts';
import { joinDeltas } from '#core/engines/config/join-deltas.ts';
import { mergeRows, oursOf } from '#core/engines/config/merge-rows.ts';
import { shownText } from '#core/engines/kconfig/text.ts';
import { contentEtag } from '../project/etag.ts';
import { ConfigDraft, type Draft } from './config-draft.ts';
import type { ConfigCalls, ConfigEvent, ConfigTask, HeldTree } from './config-protocol.ts';
import { type BinaryText, readBinary, toBinary } from './kconfig-files.ts';
import { stampOf } from './kconfig-source.ts';
import type { ModelSource } from './model-source.ts';
import { conflict, incomplete, isAway, noConflict } from './refusals.ts';
import { ShownConfig } from './shown-config.ts';
import { TextHistory } from './text-history.ts';

type Because = Extract<ConfigChange, { kind: 'delta' }>['because'];

/** More options than this are not told one by one. */
const MANY = 4000;
const WARNINGS_SHOWN = 2000;

export class ConfigHolder extends ShownConfig implements ConfigCalls {
  private history!: TextHistory;
  /** The file that the edits rest on; undefined: there was none. */
  private base: BinaryText | undefined;
  /** What counts where there is no file yet. */
  private first: BinaryText = '';
  /** What another program put in its place beside unsaved edits. */
  private theirs: BinaryText | null = null;
  private stamp = '';
  private seen: BinaryText | undefined;
  private restored = false;
  /** What could not be read of the tree; while there is such a thing the last whole tree is shown, and nothing is saved. */
  private away: readonly ConfigProblem[] = [];
  /** Edits of an earlier time that wait until the tree is whole again. */
  private waiting: Draft | null = null;
  private readonly draft: ConfigDraft;

  constructor(
    private readonly task: ConfigTask,
    source: ModelSource,
    private readonly tell: (event: ConfigEvent) => void,
  ) {
    super(source, task.project, shownFrom(task));
    this.revision = task.revision;
    this.draft = new ConfigDraft(task.draft, () => this.waiting ?? (this.isUnsaved() ? this.unsaved() : null));
    const kept = this.draft.read();
    const disk = this.onDisk();
    if (kept === null || kept.text === disk) {
      this.open(disk);
      if (kept !== null) this.draft.touch();
      return;
    }
    this.waiting = kept;
    this.open(kept.base ?? undefined);
    if (this.away.length > 0) return;
    this.waiting = null;
    if (task.resumed) this.replay(kept);
    else this.takeText(kept.text);
    this.restored = !task.resumed;
    if (disk !== this.base && disk !== undefined) this.theirs = disk;
    this.refreshAll();
  }

  // What is shown

  tree(): HeldTree {
    const { title } = this.staticTree;
    const problems = [...this.away, ...this.staticTree.problems.filter((each) => !isAway(each))];
    const pathOf = (file: string) => this.pathOf(file);
    return {
      ...this.standing(),
      title,
      restored: this.restored,
      ...this.columns.wire(pathOf),
      states: this.statesOf(this.columns.ids.keys()),
      hidden: [...this.hidden],
      problems: problems.map(({ file, line, column, code, severity, message }) => ({
        ...{ code, severity, message, column },
        at: this.place({ file, line }),
      })),
    };
  }

  warnings(): { revision: number; warnings: ConfigWarning[]; truncated: boolean } {
    const file = relative(this.task.project, this.task.config).split(sep).join('/');
    const ofText = (this.history.exact()?.problems ?? [])
      // Said of the values below, also after further edits.
      .filter(({ code }) => code !== 'did-not-take')
      .map(({ code, severity, message, line, option }) => ({
        code: code as ConfigWarning['code'],
        ...{ severity, message, option },
        wanted: null,
        at: { file, path: file.startsWith('../') ? null : file, line },
      }));
    const ofValues = this.model.warnings().map((each) => ({ ...each, at: each.at && this.place(each.at) }));
    const all = [...ofText, ...ofValues];
    return {
      revision: this.revision,
      warnings: all.slice(0, WARNINGS_SHOWN),
      truncated: all.length > WARNINGS_SHOWN,
    };
  }

  // Edits

  apply(steps: readonly ConfigStep[]): Result<null, ConfigRefusal> {
    this.history.beforeEdit();
    const made = this.model.apply(steps.map(({ option, to }) => ({ option, to: toBinary(to) })));
    if (!made.ok) return made;
    this.edited(made.value, 'edit');
    return ok(null);
  }

  reset(options: readonly OptionId[]): Result<null> {
    this.history.beforeEdit();
    return this.edited(this.model.reset(options), 'reset');
  }

  undo(): Result<null> {
    return this.edited(this.model.undo(), 'undo');
  }

  redo(): Result<null> {
    return this.edited(this.model.redo(), 'redo');
  }

  revert(): Result<null> {
    this.waiting = null;
    if (this.theirs !== null) this.restOn(this.theirs);
    return this.edited(this.takeText(this.base ?? this.first, this.base), 'text', true);
  }

  text(): ConfigTextState {
    return {
      revision: this.revision,
      text: shownText(this.history.text()),
      etag: etagOf(this.base),
      problems: [...(this.history.exact()?.problems ?? [])],
    };
  }

  setText(text: string, continues: boolean): ConfigTextState {
    const bytes = toBinary(text);
    if (bytes !== this.history.text()) {
      const undone = continues && this.history.endsInText() ? this.model.undo() : null;
      const delta = this.takeText(bytes);
      this.edited(undone ? joinDeltas(undone, delta) : delta, 'text', true);
    }
    return this.text();
  }

  takeOver(text: string): ConfigTextState {
    const delta = this.takeText(toBinary(text));
    // Other files are often minimal ones: what is saved is the whole of it.
    this.history.mark(this.model.text());
    this.edited(delta, 'text', true);
    return this.text();
  }

  exported(what: 'full' | 'minimal'): Result<string> {
    const text = what === 'full' ? this.history.text() : this.model.minimal();
    if (text === null) return fail('not-available', 'This kind of configuration has no minimal form.');
    return ok(shownText(text));
  }

  // The file on the disk

  toSave(): Result<{ text: BinaryText; baseEtag: string | null }> {
    const [away] = this.away;
    if (away) return incomplete(shownText(away.message));
    if (this.theirs !== null) return conflict();
    return ok({ text: this.history.text(), baseEtag: etagOf(this.base) });
  }

  saved(text: BinaryText): void {
    this.seen = text;
    this.stamp = stampOf(toBinary(this.task.config));
    this.settleOn(text, 'saved');
  }

  isUnsaved(): boolean {
    const exact = this.history.exact();
    if (exact) return exact.bytes !== undefined && exact.bytes !== this.base;
    return this.changedCount > 0 || this.history.text() !== this.base;
  }

  merge(): Result<ConfigMerge> {
    if (this.theirs === null) return noConflict();
    const rows = this.mergeRows(this.theirs).map((row) => ({ ...row, prompt: this.promptOf(row.option) }));
    return ok({ revision: this.revision, etag: etagOf(this.theirs), rows });
  }

  resolve(etag: string | null, choices: Parameters<ConfigCalls['resolve']>[1]): Result<null> {
    const { theirs } = this;
    if (theirs === null) return noConflict();
    if (etag !== etagOf(theirs))
      return fail('changed-on-disk', 'The file has changed again.', 'Look at the new differences.');
    const kept = oursOf(this.mergeRows(theirs), new Map(choices.map(({ option, side }) => [option, side])));
    this.restOn(theirs);
    if (kept.length === 0) return this.edited(this.takeText(theirs), 'resolved', true);
    const steps = kept.map(({ option, ours }) => ({ option, to: toBinary(ours) }));
    const delta = this.takeText(this.model.withValues(theirs, steps), undefined);
    // Lines put after the end are a means, not a text that anybody wrote.
    this.history.mark(this.model.text());
    return this.edited(delta, 'resolved', true);
  }

  look(): void {
    const disk = this.onDisk();
    const isAnother = disk !== (this.theirs ?? this.base);
    if (this.source.isStale()) this.reload(disk, isAnother);
    else if (isAnother) this.follow(disk);
  }

  settle(): Promise<void> {
    return this.draft.flush();
  }

  private unsaved(): Draft {
    const isText = this.history.exact() !== null;
    return { text: this.history.text(), base: this.base ?? null, steps: isText ? null : this.changedSteps() };
  }

  /**
   * Makes the edits again on a tree that is another one: only what was changed, because a whole text would also pin down
   * what followed from the tree as it was.
   */
  private replay({ text, steps }: Draft): void {
    this.takeText(steps === null ? text : this.model.withValues(this.base ?? this.first, steps));
    if (steps !== null) this.history.mark(this.model.text());
  }

  /** What differs from the file and can be set, with values as the file has them. */
  private changedSteps(): ConfigStep[] {
    return this.rowOptions().flatMap((option) => {
      const { value, visible } = this.model.state(option)!;
      return visible && value !== this.savedBy.get(option) ? [{ option, to: toBinary(value) }] : [];
    });
  }

  /** A file of the tree itself has changed: everything is read anew; unsaved edits outlive it. */
  private reload(disk: BinaryText | undefined, isAnother: boolean): void {
    const wasWhole = this.away.length === 0 || !this.staticTree.problems.some(isAway);
    const model = this.source.load();
    this.away = model.tree.problems.filter(isAway);
    // A tree with holes would forget what the file says of the options that are away.
    if (this.away.length > 0 && wasWhole) {
      this.tellReloaded('files');
      if (isAnother) this.follow(disk);
      return;
    }
    const unsaved = this.waiting ?? (this.isUnsaved() ? this.unsaved() : null);
    const base = this.waiting ? (this.waiting.base ?? undefined) : this.base;
    this.open(unsaved || !isAnother ? base : disk, model);
    if (this.away.length === 0) {
      this.waiting = null;
      if (unsaved) this.replay(unsaved);
    }
    this.refreshAll();
    this.tellReloaded('files');
    if (unsaved && isAnother) this.follow(disk);
  }

  private follow(disk: BinaryText | undefined): void {
    if (disk === this.base && this.theirs !== null) {
      this.theirs = null;
      this.tellDelta(null, 'conflict');
    } else if (disk !== undefined && disk === this.history.text()) this.settleOn(disk, 'saved');
    else if (!this.isUnsaved()) {
      this.rest(disk, this.model.load(disk ?? this.first));
      this.tellReloaded('files');
    } else if (disk === undefined) {
      // Nothing can be overwritten: a save makes the file anew.
      this.base = undefined;
      this.theirs = null;
      this.tellDelta(null, 'conflict');
    } else {
      this.theirs = disk;
      this.tellDelta(null, 'conflict');
    }
  }

  private onDisk(): BinaryText | undefined {
    const path = toBinary(this.task.config);
    const stamp = stampOf(path);
    if (stamp !== this.stamp) {
      this.stamp = stamp;
      this.seen = readBinary(path);
    }
    return this.seen;
  }

  // What stands behind

  private open(text: BinaryText | undefined, model = this.source.load()): void {
    this.show(model);
    this.away = this.staticTree.problems.filter(isAway);
    const { initial } = this.task;
    this.first = (initial === undefined ? undefined : readBinary(toBinary(initial))) ?? '';
    this.rest(text, this.model.load(text ?? this.first));
  }

  /** The model was just loaded with this text, and the disk has it. */
  private rest(text: BinaryText | undefined, problems: readonly TextProblem[]): void {
    this.base = text;
    this.theirs = null;
    this.restored = false;
    this.history = new TextHistory(this.model);
    this.history.mark(text, problems);
    this.savedBy = this.valuesNow();
    this.refreshAll();
    this.draft.touch();
  }

  /** The disk has this text, and the edits that are there rest on it from now on. */
  private restOn(text: BinaryText): void {
    this.base = text;
    this.theirs = null;
    this.savedBy = this.model.valuesOf(text);
  }

  /** The disk has what is here. */
  private settleOn(text: BinaryText, because: Because): void {
    this.base = text;
    this.theirs = null;
    this.restored = false;
    // Edits may have come while it was being written.
    if (this.history.text() === text) {
      this.history.mark(text);
      this.savedBy = this.valuesNow();
    } else this.savedBy = this.model.valuesOf(text);
    this.tellDelta(null, because, true);
    this.draft.touch();
  }

  private takeText(text: BinaryText, bytes: BinaryText | undefined = text): ConfigDelta {
    this.history.beforeEdit();
    const { delta, problems } = this.model.read(text);
    this.history.mark(bytes, problems);
    return delta;
  }

  private edited(delta: ConfigDelta, because: Because, all = false): Result<null> {
    this.tellDelta(delta, because, all);
    this.draft.touch();
    return ok(null);
  }

  /** @param all what an option was saved as may be different too */
  private tellDelta(delta: ConfigDelta | null, because: Because, all = false): void {
    const touched = new Set<number>();
    for (const index of this.lookForUnknown()) touched.add(index);
    for (const id of Object.keys(delta?.states ?? {})) touched.add(this.columns.indexOf(id));
    for (const index of all ? this.columns.ids.keys() : [...touched]) if (this.refresh(index)) touched.add(index);
    for (const node of delta?.nowHidden ?? []) this.hidden.add(node);
    for (const node of delta?.nowShown ?? []) this.hidden.delete(node);
    if (touched.size > MANY) {
      this.tellReloaded('many');
      return;
    }
    this.revision++;
    this.tell({
      kind: 'delta',
      ...this.standing(),
      because,
      states: this.statesOf(touched),
      nowHidden: [...(delta?.nowHidden ?? [])],
      nowShown: [...(delta?.nowShown ?? [])],
    });
  }

  private tellReloaded(because: Extract<ConfigEvent, { kind: 'reloaded' }>['because']): void {
    this.revision++;
    this.tell({ kind: 'reloaded', revision: this.revision, because });
  }

  private standing() {
    return {
      revision: this.revision,
      canUndo: this.model.canUndo,
      canRedo: this.model.canRedo,
      unsaved: this.isUnsaved(),
      changed: this.changedCount,
      conflict: this.theirs !== null,
    };
  }

  private mergeRows(theirs: BinaryText) {
    const ours = this.valuesNow();
    const rows = mergeRows(
      this.rowOptions(),
      this.model.valuesOf(this.base ?? this.first),
      ours,
      this.model.valuesOf(theirs),
    );
    // What we cannot set here only follows from what we did set.
    return rows.filter(({ option, changedBy }) => changedBy !== 'ours' || this.model.state(option)!.visible);
  }
}

/** Of a project that is not trusted only what lies in it, or where its family says that the tree is. */
function shownFrom({ source, project }: ConfigTask): readonly string[] | null {
  return source.kind === 'kconfig' && source.shell === 'off' ? [project, ...source.roots] : null;
}

function etagOf(text: BinaryText | undefined): string | null {
  return text === undefined ? null : contentEtag(Buffer.from(text, 'latin1'));
}
