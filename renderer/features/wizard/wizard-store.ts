/** What a person has chosen in the wizard so far, and the steps it goes through. */
import { createStore } from 'zustand/vanilla';
import type { Arch } from '#core/contract/problem.ts';
import type { FamilyCard, NewProject, Template } from '#core/contract/project.ts';
import type { SourceScope } from '#core/contract/sources.ts';
import { appInfoStore } from '../../app/app-info.ts';
import { familyStore, loadFamilies } from '../../app/families.ts';

const STEPS = ['Family', 'Language and template', 'Sources', 'Name and place', 'Preview and create'] as const;
export type Step = (typeof STEPS)[number];

/** Families that are built from their own files alone have no sources to choose. */
export function stepsOf(family: FamilyCard | null | undefined): readonly Step[] {
  return family?.hasSources ? STEPS : STEPS.filter((step) => step !== 'Sources');
}

export interface WizardState {
  readonly open: boolean;
  readonly step: number;
  readonly family: FamilyCard['id'] | null;
  readonly language: string | null;
  readonly template: Template['id'] | null;
  readonly arch: Arch | null;
  readonly name: string;
  readonly location: string;
  /** Folders of the person's own, by the id of the source. */
  readonly sources: Readonly<Record<string, string>>;
}

const closed: WizardState = {
  open: false,
  step: 0,
  family: null,
  language: null,
  template: null,
  arch: null,
  name: '',
  location: '',
  sources: {},
};

export const wizardStore = createStore<WizardState>(() => closed);

export async function openWizard(): Promise<void> {
  const { info } = appInfoStore.getState();
  wizardStore.setState({ ...closed, open: true, location: info?.projectsFolder ?? '' });
  if (!familyStore.getState().loaded) await loadFamilies();
  const first = familyStore.getState().families.find((family) => family.available);
  if (first && wizardStore.getState().family === null) chooseFamily(first);
}

/** Every step has an answer when it appears: the name is proposed before it is asked for. */
export function goToStep(step: number): void {
  const { name, template, family } = wizardStore.getState();
  const card = familyStore.getState().families.find(({ id }) => id === family);
  const proposed = stepsOf(card)[step] === 'Name and place' && name === '' ? `my-${template ?? family}` : name;
  wizardStore.setState({ step, name: proposed });
}

export function closeWizard(): void {
  wizardStore.setState(closed);
}

/** Takes the first of everything that the family offers, so that every later step has an answer already. */
export function chooseFamily(family: FamilyCard): void {
  const template = family.templates[0];
  wizardStore.setState({
    family: family.id,
    sources: {},
    language: template?.language ?? family.languages[0] ?? null,
    template: template?.id ?? null,
    arch: template?.archs[0] ?? null,
  });
}

export function chooseLanguage(family: FamilyCard, language: string): void {
  const template = family.templates.find((other) => other.language === language);
  wizardStore.setState({ language });
  if (template) chooseTemplate(template);
}

/** Keeps the architecture where the template has it. */
export function chooseTemplate(template: Template): void {
  const { arch } = wizardStore.getState();
  wizardStore.setState({
    template: template.id,
    arch: arch !== null && template.archs.includes(arch) ? arch : (template.archs[0] ?? null),
  });
}

/** The choice as the host wants it; null while something is missing. */
export function wanted(state: WizardState): NewProject | null {
  const { family, template, language, arch, name, location, sources } = state;
  if (family === null || template === null || language === null || arch === null || name.trim() === '') return null;
  return {
    family,
    template,
    language,
    arch,
    name: name.trim(),
    location: location.trim(),
    ...(Object.keys(sources).length > 0 ? { sources } : {}),
  };
}

/** Whose sources are looked at; null while nothing is chosen. */
export function sourceScope({ family, template, arch }: WizardState): SourceScope | null {
  return family === null || template === null || arch === null ? null : { kind: 'template', family, template, arch };
}

/** A length of 0 to 1 on a logarithmic scale from `low` to `high`. */
export function logShare(value: number, low: number, high: number): number {
  const share = Math.log(Math.max(value, low) / low) / Math.log(high / low);
  return Math.min(1, Math.max(0.04, share));
}
