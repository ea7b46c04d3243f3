/** What the host and the thread that holds a configuration say to each other. */
import type { Failure, Result } from '#core/base/result.ts';
import type {
  CompareRow,
  ConfigChange,
  ConfigComparison,
  ConfigFixes,
  ConfigHits,
  ConfigMerge,
  ConfigQuery,
  ConfigTextState,
  ConfigTreeWire,
  ConfigWarning,
  OptionDetails,
  SymbolInfo,
} from '#core/contract/config.ts';
import type { FeatureRules } from '#core/engines/cargo/feature-rules.ts';
import type { ConfigRefusal, ConfigStep, OptionId } from '#core/engines/config/config-model.ts';
import type { DialectName } from '#core/engines/kconfig/dialect.ts';
import type { BinaryText } from './kconfig-files.ts';

/** A Kconfig tree; all paths are absolute. */
export interface KconfigTask {
  readonly kind: 'kconfig';
  /** The topmost Kconfig file. */
  readonly file: string;
  /** Where relative names are looked up, in this order. */
  readonly roots: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly dialect: DialectName;
  /** `run` for trusted projects only; `replay` names a file of recorded answers. */
  readonly shell: 'run' | 'off' | { readonly replay: string };
}

/** What a configuration is read from: one kind for each `ModelSource`. */
export type SourceTask = KconfigTask | CargoTask;

/** The features of a Cargo package; all paths are absolute. */
export interface CargoTask {
  readonly kind: 'cargo';
  readonly manifest: string;
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  readonly rules: FeatureRules | null;
}

export interface ConfigTask {
  readonly source: SourceTask;
  /** The project's folder: places inside it can be opened in the editor. */
  readonly project: string;
  /** The file that keeps the choices. */
  readonly config: string;
  /** Read while `config` is not there; missing: the defaults. */
  readonly initial?: string;
  /** Where unsaved edits are kept; null: nowhere. */
  readonly draft: string | null;
  /** This host had it open before: its draft is nothing to tell of. */
  readonly resumed: boolean;
  /** Revision to start from: larger than any that was told before. */
  readonly revision: number;
  /** How often the files are compared with those on the disk; default 1,000. */
  readonly pollMs?: number;
}

/** The tree but for what the host knows. */
export type HeldTree = Omit<ConfigTreeWire, 'source' | 'dialect' | 'shellOff' | 'writable'>;
export type NoOption = Failure<'no-such-option'>;
export interface Change {
  readonly from: string;
  readonly to: string;
}
export type Comparand = { readonly kind: 'saved' | 'default' } | { readonly kind: 'text'; readonly text: string };

/** Calls, with what they are given and what they answer. Texts are decoded, but for those of `BinaryText`. */
export interface ConfigCalls {
  tree(): HeldTree;
  apply(steps: readonly ConfigStep[]): Result<null, ConfigRefusal>;
  reset(options: readonly OptionId[]): Result<null>;
  undo(): Result<null>;
  redo(): Result<null>;
  revert(): Result<null>;
  search(query: Omit<ConfigQuery, 'configId'>): ConfigHits;
  details(option: OptionId): Result<OptionDetails, NoOption>;
  fixes(option: OptionId, value: string): Result<ConfigFixes, NoOption>;
  text(): ConfigTextState;
  setText(text: string, continues: boolean): ConfigTextState;
  /** As an edit, in the format that the file has when it is saved. */
  takeOver(text: string): ConfigTextState;
  compare(what: Comparand): Omit<ConfigComparison, 'title'>;
  exported(what: 'full' | 'minimal'): Result<string>;
  merge(): Result<ConfigMerge>;
  resolve(
    etag: string | null,
    choices: readonly { readonly option: OptionId; readonly side: 'ours' | 'theirs' }[],
  ): Result<null>;
  warnings(): { readonly revision: number; readonly warnings: ConfigWarning[]; readonly truncated: boolean };
  /** Text of a file that the tree is made of; null for others. */
  file(name: string): string | null;
  symbol(name: string): Omit<SymbolInfo, 'configId'> | null;
  /** What has to be written, and the etag of the file that it takes the place of. */
  toSave(): Result<{ readonly text: BinaryText; readonly baseEtag: string | null }>;
  /** That text is on the disk now. */
  saved(text: BinaryText): void;
  /** Options that a person has to set to get what this text of the file gives. */
  essentials(text: BinaryText): readonly (readonly [OptionId, string])[];
  /** What two texts of the file give differently; `to` null: the file on the disk. */
  difference(from: BinaryText, to: BinaryText | null): readonly Omit<CompareRow & Change, 'here' | 'there'>[];
  isUnsaved(): boolean;
  /** Compares the files with those on the disk now. */
  look(): void;
  /** Resolves when the draft is on the disk. */
  settle(): Promise<void>;
}

export type ConfigEvent = Exclude<ConfigChange, { kind: 'measured' }>;

export interface ConfigRequest {
  readonly id: number;
  readonly call: keyof ConfigCalls;
  readonly args: readonly unknown[];
}

export type ConfigReport =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'broken'; readonly id: number; readonly message: string }
  | { readonly kind: 'event'; readonly event: ConfigEvent };
