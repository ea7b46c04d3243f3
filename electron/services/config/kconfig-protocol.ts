/** What the host and the thread that holds a Kconfig tree say to each other. */

import type { Failure, Result } from '#core/base/result.ts';
import type {
  ConfigDelta,
  ConfigRefusal,
  ConfigStep,
  ConfigTree,
  OptionId,
} from '#core/engines/config/config-model.ts';
import type { DialectName } from '#core/engines/kconfig/dialect.ts';
import type { Explanation, Obstacle } from '#core/engines/kconfig/explain.ts';
import type { Fixes } from '#core/engines/kconfig/fixes.ts';

export interface KconfigTask {
  /** The topmost Kconfig file, absolute. */
  readonly file: string;
  /** Where the .config is, or will be: absolute. */
  readonly config: string;
  /** Where relative names are looked up, in this order. */
  readonly roots: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly dialect: DialectName;
  /** `run` for trusted projects only; `replay` names a file of recorded answers. */
  readonly shell: 'run' | 'off' | { readonly replay: string };
  /** How often the files are compared with those on the disk; default 1,000. */
  readonly pollMs?: number;
}

/** Calls, with what they are given and what they answer. */
export interface KconfigCalls {
  tree(): ConfigTree;
  apply(steps: readonly ConfigStep[]): Result<ConfigDelta, ConfigRefusal>;
  reset(ids: readonly OptionId[]): ConfigDelta;
  undo(): ConfigDelta;
  redo(): ConfigDelta;
  help(id: OptionId): string;
  explain(id: OptionId): Explanation | null;
  obstacle(id: OptionId, value: string): Obstacle | null;
  fixes(id: OptionId, wanted: string): Result<Fixes, Failure<'no-such-option'>>;
  /** The .config as it would be saved now; what is no UTF-8 is replaced. */
  text(): string;
  /** The minimal .config. */
  minimal(): string;
  /** Takes over another text for the .config; undo does not go behind it. */
  read(text: string): ConfigDelta;
  /** Writes the .config. */
  save(): Promise<Result<void, Failure<'write-failed'>>>;
}

export type KconfigEvent =
  /** A Kconfig file, or a .config without unsaved edits, has changed on the disk: the tree is another one. */
  | { readonly kind: 'reloaded'; readonly tree: ConfigTree; readonly because: 'kconfig' | 'config' }
  /** The .config has changed on the disk while there are unsaved edits; they were kept. */
  | { readonly kind: 'config-conflict' };

export interface KconfigRequest {
  readonly id: number;
  readonly call: keyof KconfigCalls;
  readonly args: readonly unknown[];
}

export type KconfigReport =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'broken'; readonly id: number; readonly message: string }
  | { readonly kind: 'event'; readonly event: KconfigEvent };
