/** Where a project's options come from, as its family describes it: opened by `services/config`. */
import type { ConfigSourceHead } from '../contract/config.ts';
import type { FeatureRules } from '../engines/cargo/feature-rules.ts';
import type { DialectName } from '../engines/kconfig/dialect.ts';

/** A Kconfig tree and the `.config` that keeps the choices. Absolute paths, or relative to the project's root. */
export interface KconfigSource extends ConfigSourceHead {
  readonly kind: 'kconfig';
  /** The topmost Kconfig file. */
  readonly kconfig: string;
  /** Folders in which the names in `source` are looked up, in this order; '' for the project's root. */
  readonly roots: readonly string[];
  /** What the Kconfig files find in their environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly dialect: DialectName;
  /** Choices to begin with while `file` is not there: a defconfig, absolute or relative to the project's root. */
  readonly initial?: string;
}

/** The features of a Cargo package. */
export interface CargoSource extends ConfigSourceHead {
  readonly kind: 'cargo';
  /** The package's Cargo.toml: absolute, or relative to the project's root. */
  readonly manifest: string;
  /**
   * Where the Cargo.toml of a dependency lies, by its name: the first lists its features, others tell more about features
   * of the same names. Missing: looked for where cargo keeps it.
   */
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  readonly rules?: FeatureRules;
}

export type ConfigSource = KconfigSource | CargoSource;
