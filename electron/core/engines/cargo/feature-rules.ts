/** What a family knows of a crate's features beyond what cargo says: rules between them, and what they mean for the machine. */
import { assertNever } from '../../base/assert-never.ts';
import type { ManifestSetting } from './manifest-settings.ts';

export interface FeatureRules {
  /** Name of the dependency that it is about. */
  readonly dependency: string;
  /** A sentence that follows a feature's help. */
  readonly notes: Readonly<Record<string, string>>;
  readonly rules: readonly FeatureRule[];
  /** Values beside the features that the manifest keeps for the family. */
  readonly settings?: readonly ManifestSetting[];
}

export type FeatureRule = {
  readonly severity: 'error' | 'warning';
  readonly message: string;
} & (
  | /** While one of `when` is on (none named: always), one of `of` has to be on. Names that the crate does not have don't count. */ {
      readonly kind: 'needs';
      readonly when: readonly string[];
      readonly of: readonly string[];
    }
  | { readonly kind: 'one-at-most'; readonly of: readonly string[] }
  /** With all of these on, something is wrong. */
  | { readonly kind: 'never'; readonly of: readonly string[] }
);

export interface BrokenRule {
  /** The feature that it is about; null for a group of them. */
  readonly feature: string | null;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** @param has whether the crate has such a feature at all */
export function brokenRules(
  { rules }: FeatureRules,
  isOn: (feature: string) => boolean,
  has: (feature: string) => boolean,
): readonly BrokenRule[] {
  return rules.flatMap((rule): BrokenRule[] => {
    const { severity, message } = rule;
    switch (rule.kind) {
      case 'needs': {
        const because = rule.when.find(isOn);
        const known = rule.of.filter(has);
        const isMeant = known.length > 0 && (rule.when.length === 0 || because !== undefined);
        return isMeant && !known.some(isOn) ? [{ feature: because ?? null, severity, message }] : [];
      }
      case 'one-at-most': {
        const on = rule.of.filter(isOn);
        return on.length > 1 ? [{ feature: on[1] ?? null, severity, message }] : [];
      }
      case 'never':
        return rule.of.every(isOn) ? [{ feature: rule.of[0] ?? null, severity, message }] : [];
      default:
        return assertNever(rule);
    }
  });
}
