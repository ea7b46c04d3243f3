/**
 * Configuration as the window shows it, whatever it is written in: places in a menu apart from the options whose values
 * they show. Everything here is plain data that can be sent to another thread.
 */
import type { Failure, Result } from '../../base/result.ts';

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
  /** Ids of menus and comments that are hidden now. */
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

export interface ConfigModel {
  readonly tree: ConfigTree;
  state(id: OptionId): OptionState | null;
  /** Several values as one edit, refused as a whole. */
  apply(steps: readonly ConfigStep[]): Result<ConfigDelta, ConfigRefusal>;
  reset(ids: readonly OptionId[]): ConfigDelta;
  undo(): ConfigDelta;
  redo(): ConfigDelta;
  /** Help at the option's places, as one text; '' for none. */
  help(id: OptionId): string;
  /** The file as it would be saved now, as bytes in a binary string. */
  text(): string;
}
