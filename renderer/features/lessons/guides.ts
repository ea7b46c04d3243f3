/** Where the text of each page comes from: pages of ours, the change log, the README of the first family's projects. */
import { fail, ok, type Result } from '#core/base/result.ts';
import { appInfoStore } from '../../app/app-info.ts';
import { client } from '../../app/client.ts';
import { familyStore, loadFamilies } from '../../app/families.ts';

const pages = import.meta.glob<string>('./pages/*.md', { query: '?raw', import: 'default' });
const changeLog = import.meta.glob<string>('../../../CHANGELOG.md', { query: '?raw', import: 'default' });

export async function guideText(id: string): Promise<Result<string>> {
  if (id === 'changes') {
    const load = Object.values(changeLog)[0];
    return load ? ok(await load()) : fail('missing', 'This build came without its change log.');
  }
  if (id === 'kernel') return kernelReadme();
  const load = pages[`./pages/${id}.md`];
  if (!load) return fail('missing', `There is no page “${id}”.`);
  const text = await load();
  const { info } = appInfoStore.getState();
  const host = info?.host === 'desktop' ? 'on this desktop' : 'in a browser, served by this computer';
  return ok(text.replaceAll('{{version}}', info?.version ?? '').replaceAll('{{host}}', host));
}

/** The README that a new project of the first family would get: the guide to its kernel. */
async function kernelReadme(): Promise<Result<string>> {
  if (!familyStore.getState().loaded) await loadFamilies();
  const family = familyStore.getState().families.find((card) => card.available);
  const template = family?.templates[0];
  const { info } = appInfoStore.getState();
  if (!family || !template || !info) return fail('missing', 'No family of unikernels is ready to be read.');
  const answer = await client().call('project.preview', {
    family: family.id,
    template: template.id,
    language: template.language,
    arch: template.archs[0]!,
    name: `The ${family.name} kernel`,
    location: info.projectsFolder,
  });
  if (!answer.ok) return answer;
  const readme = answer.value.find(({ path }) => path === 'README.md');
  return readme ? ok(readme.text) : fail('missing', `Projects of ${family.name} have no README.md.`);
}
