// A Bare project, made through the host like a person would make one.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export async function createBare(host, link, name) {
  const location = join(host.home, 'projects');
  mkdirSync(location, { recursive: true });
  const [card] = (await link.call('families.list', null)).filter((family) => family.available);
  const template = card.templates[0];
  return link.call('project.create', {
    family: card.id,
    template: template.id,
    language: template.language,
    arch: 'x86_64',
    name,
    location,
  });
}

/** Builds and answers with the ms from the call to the job's end; throws when the build failed. */
export async function build(link, projectId, goal = 'build') {
  const started = performance.now();
  const job = await link.call('build.start', { projectId, goal });
  let outcome = null;
  await link.follow('job.events', job, (event) => {
    if (event.kind === 'ended') outcome = event.outcome;
    return event.kind === 'ended';
  });
  if (outcome !== 'succeeded') throw new Error(`the build ended: ${outcome}`);
  return performance.now() - started;
}
