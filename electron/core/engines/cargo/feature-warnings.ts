/** What cargo will refuse, what the rules of a dependency forbid, and settings whose value can't be. */
import type { ModelWarning } from '../config/config-model.ts';
import type { FeatureView } from './feature-details.ts';
import { MANIFEST_FILE } from './feature-graph.ts';
import { brokenRules, type FeatureRules } from './feature-rules.ts';
import { settingFault, settingIn } from './manifest-settings.ts';

export function featureWarnings(view: FeatureView, rules: FeatureRules | null): readonly ModelWarning[] {
  const asked = view.dependencies.flatMap(({ dependency, manifest }) =>
    manifest === null
      ? []
      : dependency.features
          .filter((name) => name !== 'default' && !manifest.features.some((feature) => feature.name === name))
          .map(
            (name): ModelWarning => ({
              code: 'unknown-symbol',
              severity: 'error',
              message: `\`${dependency.name}\` has no feature \`${name}\`: cargo will refuse to build.`,
              option: null,
              wanted: name,
              at: { file: MANIFEST_FILE, line: dependency.line },
            }),
          ),
  );
  const ruled = view.dependencies.flatMap(({ dependency }) => {
    if (rules === null || dependency.name !== rules.dependency) return [];
    const id = (name: string) => `${dependency.name}/${name}`;
    const broken = brokenRules(
      rules,
      (name) => view.resolved.on.has(id(name)),
      (name) => view.features.has(id(name)),
    );
    return broken.map(
      ({ feature, message, severity }): ModelWarning => ({
        ...{ code: 'unmet-select', severity, message, wanted: null },
        option: feature === null ? null : id(feature),
        at: { file: MANIFEST_FILE, line: dependency.line },
      }),
    );
  });
  const faulty = [...view.settings.values()].flatMap((setting): readonly ModelWarning[] => {
    const set = settingIn(view.content, setting);
    const message = set && settingFault(setting, set.value);
    if (!set || !message) return [];
    const at = { file: MANIFEST_FILE, line: set.line };
    return [{ code: 'bad-value', severity: 'error', message, option: setting.id, wanted: set.value, at }];
  });
  return [...asked, ...ruled, ...faulty];
}
