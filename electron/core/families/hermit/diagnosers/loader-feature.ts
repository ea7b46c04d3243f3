/** The change that turns a feature of the crate `hermit` on. */
import type { Fix } from '../../../contract/problem.ts';
import { withDependency } from '../../../engines/cargo/edit-manifest.ts';
import type { DiagnosisInput } from '../../family.ts';
import { hermitProject, MANIFEST } from '../hermit-project.ts';
import { wholeEdit } from './whole-edit.ts';

export function turnOn(input: Pick<DiagnosisInput, 'files'>, feature: string): readonly Fix[] {
  const text = input.files.read(MANIFEST);
  const { dependency, features } = hermitProject(input.files);
  if (text === undefined || !dependency || features?.has(feature)) return [];
  const next = withDependency(text, dependency.key, {
    features: [...dependency.features, feature],
    defaultFeatures: dependency.defaultFeatures,
  });
  return [{ kind: 'edit', title: `Turn on the feature \`${feature}\``, edits: wholeEdit(MANIFEST, text, next) }];
}

export function loaderFeature(input: DiagnosisInput): readonly Fix[] {
  return turnOn(input, 'loader');
}
