/** One click from nothing to a machine that speaks: make the first project, build it, boot it, show its console. */

import { createStore } from 'zustand/vanilla';
import type { Failure } from '#core/base/result.ts';
import type { FamilyCard, NewProject, Template } from '#core/contract/project.ts';
import { appInfoStore, loadAppInfo } from '../../app/app-info.ts';
import { run } from '../../app/build-and-run.ts';
import { client } from '../../app/client.ts';
import { familyStore, loadFamilies } from '../../app/families.ts';
import { toastFailure } from '../../app/toasts.ts';
import { createProject, setTrust } from '../../app/workspace.ts';

export const firstName = 'first-boot';

/** True from the click until the machine was started or something failed. */
export const bootFirstStore = createStore<{ busy: boolean }>(() => ({ busy: false }));

export interface FirstProject {
  readonly family: FamilyCard;
  readonly template: Template;
}

/** The family that needs nothing downloaded stands first in the list; its first template is the smallest program. */
export function firstProject(families: readonly FamilyCard[]): FirstProject | null {
  const family = families.find((card) => card.available && card.templates.length > 0);
  const template = family?.templates[0];
  return family && template ? { family, template } : null;
}

export async function bootFirst(): Promise<void> {
  if (bootFirstStore.getState().busy) return;
  bootFirstStore.setState({ busy: true });
  try {
    await make();
  } finally {
    bootFirstStore.setState({ busy: false });
  }
}

async function make(): Promise<void> {
  if (!appInfoStore.getState().info) await loadAppInfo();
  if (!familyStore.getState().loaded) await loadFamilies();
  const { info } = appInfoStore.getState();
  const first = firstProject(familyStore.getState().families);
  if (!info || !first) return;
  const wanted = await freeName({
    family: first.family.id,
    template: first.template.id,
    language: first.template.language,
    arch: first.template.archs[0]!,
    name: firstName,
    location: info.projectsFolder,
  });
  if ('message' in wanted) return toastFailure(wanted);
  const made = await createProject(wanted, first.template.entry);
  if (!made.ok) return toastFailure(made.error);
  // The person asked for exactly this program to be built and run.
  if (made.value.trust === 'asked') await setTrust('trusted');
  await run();
}

/** The name, or the next one that the host suggests: "first-boot-2" where the first is taken. */
async function freeName(wanted: NewProject): Promise<NewProject | Failure> {
  let candidate = wanted;
  for (let tries = 0; tries < 5; tries++) {
    const answer = await client().call('project.checkPlace', candidate);
    if (!answer.ok) return answer.error;
    if (answer.value === null) return candidate;
    const { field, message, suggestion } = answer.value;
    if (field !== 'name' || suggestion === null)
      return { code: 'place', message, hint: 'Choose another place with New project.' };
    candidate = { ...candidate, name: suggestion };
  }
  return { code: 'place', message: `There is no free name for “${wanted.name}” in ${wanted.location}.` };
}
