/**
 * Configuration as the window shows it, whatever it is written in: places in a menu apart from the options whose values
 * they show. Everything here is plain data that can be sent to another thread.
 */
import type { Failure, Result } from '../../base/result.ts';
import type { ConditionPart, ConfigFixes, ConfigWarning, OptionDetails, TextProblem } from '../../contract/config.ts';

/** Name of an option without prefix; `choice:N` for the Nth choice of a tree. */
export type OptionId = string;
export type OptionType = 'bool' | 'tristate' | 'int' | 'hex' | 'string' | 'choice' | 'unknown';

export interface DefinedAt {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface ConfigNode {
  /** Position in `ConfigTree.nodes`. */
  readonly id: number;
  /** Id of the node that it is in; -1 for the root. */
  readonly parent: number;
  readonly kind: 'root' | 'menu' | 'comment' | 'option' | 'choice';
  /** '' for an option that has no prompt at this place. */
  readonly prompt: string;
  readonly option: OptionId | null;
  readonly definedAt: DefinedAt;
  readonly hasHelp: boolean;
}

export interface OptionState {
  readonly type: OptionType;
  /** For a choice: the id of the chosen option, or ''. */
  readonly value: string;
  /** Can be set by the user now. */
  readonly visible: boolean;
  /** Of bools and tristates: values that it can be given now. */
  readonly assignable: readonly string[];
  /** The user has set it, even if that does not count now. */
  readonly isSet: boolean;
  /** What it would be if nobody had set it. */
  readonly defaultValue: string;
  /** Bounds that count now; null where there are none. */
  readonly range: { readonly low: string; readonly high: string } | null;
}

export interface ConfigProblem extends DefinedAt {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly column: number;
}

export interface ConfigTree {
  readonly title: string;
  /** In the order of the menu, each after its parent; a flat list, because menus may be nested without bound. */
  readonly nodes: readonly ConfigNode[];
  readonly states: Readonly<Record<OptionId, OptionState>>;
  /** Ids of nodes that are hidden now: menus, comments, and places of options that have several. */
  readonly hidden: readonly number[];
  readonly problems: readonly ConfigProblem[];
}

export interface ConfigDelta {
  /** States that differ from before. */
  readonly states: Readonly<Record<OptionId, OptionState>>;
  readonly nowHidden: readonly number[];
  readonly nowShown: readonly number[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface ConfigStep {
  readonly option: OptionId;
  readonly to: string;
}

export type ConfigRefusal = Failure<
  'no-such-option' | 'bad-value' | 'not-visible' | 'held-by-select' | 'out-of-range' | 'limited'
>;

/** What places and menus add to details is filled in by the holder, which knows the tree's order and the project's folder. */
export type ModelDetails = Omit<
  OptionDetails,
  'revision' | 'savedValue' | 'flags' | 'places' | keyof Located | 'help' | 'value' | 'defaultValue' | 'type' | 'range'
> &
  Located & { readonly places: readonly ModelPlace[] };
interface Located {
  readonly because: readonly (Omit<OptionDetails['because'][number], 'at'> & { readonly at: DefinedAt | null })[];
  readonly selects: readonly ModelRelation[];
  readonly implies: readonly ModelRelation[];
  readonly selectedBy: readonly ModelRelation[];
  readonly impliedBy: readonly ModelRelation[];
  readonly obstacle: (ModelObstacle & { readonly wanted: string }) | null;
}
export type ModelRelation = Omit<OptionDetails['selects'][number], 'at'> & { readonly at: DefinedAt };
export interface ModelPlace {
  /** -1: a place without a prompt. */
  readonly node: number;
  readonly condition: ConditionPart[];
  readonly at: DefinedAt;
}
export interface ModelObstacle {
  readonly code: string;
  readonly message: string;
  readonly heldBy: readonly { readonly option: OptionId; readonly prompt: string; readonly at: DefinedAt }[];
}
export type ModelFixes = Omit<ConfigFixes, 'revision' | 'obstacle' | 'sets'> & {
  readonly obstacle: ModelObstacle | null;
  readonly sets: readonly Omit<ConfigFixes['sets'][number], 'cost'>[];
};
export type ModelWarning = Omit<ConfigWarning, 'at'> & { readonly at: DefinedAt | null };

/**
 * One configuration in memory. Kconfig trees and cargo features fill this; `services/config/config-holder.ts` adds what
 * is the same for both: what is saved, search, comparison, merge, drafts. Texts are those of the file that keeps the
 * choices, as binary strings: one char for each byte.
 */
export interface ConfigModel {
  readonly tree: ConfigTree;
  /** Does beforehand what the first edit would have to wait for. */
  prepare(): void;
  /** Number of edits that `undo` can take back. */
  readonly depth: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  state(id: OptionId): OptionState | null;
  /** Several values as one edit, refused as a whole. */
  apply(steps: readonly ConfigStep[]): Result<ConfigDelta, ConfigRefusal>;
  reset(ids: readonly OptionId[]): ConfigDelta;
  undo(): ConfigDelta;
  redo(): ConfigDelta;
  /** Takes over a text that undo does not go behind. */
  load(text: string): readonly TextProblem[];
  /** Takes over another text, as one edit; always one, even if nothing differs. */
  read(text: string): { readonly delta: ConfigDelta; readonly problems: readonly TextProblem[] };
  /** Help at the option's places, as one text; '' for none. */
  help(id: OptionId): string;
  /** The file as it would be saved now. */
  text(): string;
  /** The smallest file that gives the same values; null where the format knows none. */
  minimal(): string | null;
  /** Values that a text would give; nothing changes. */
  valuesOf(text: string): ReadonlyMap<OptionId, string>;
  /** Options that a person has to set to get what the text gives: everything else follows. Nothing changes. */
  essentials(text: string): ReadonlyMap<OptionId, string>;
  /** `text` with these values written into it; what follows from them is not. */
  withValues(text: string, values: readonly ConfigStep[]): string;
  details(id: OptionId): ModelDetails | null;
  /** The smallest sets of changes that give the option a value, each tried. */
  fixes(id: OptionId, wanted: string): Result<ModelFixes, Failure<'no-such-option'>>;
  /** Options that could have another value if what the tree asks of the computer had been answered. */
  unknown(): ReadonlySet<OptionId>;
  /** What is odd about the values as they are; problems of the text last read are told by `read`. */
  warnings(): readonly ModelWarning[];
}
