// A Unikraft project on the tree of the tests, or on the real one where UNIKRAFT_ROOT names it.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const small = fileURLToPath(new URL('../../test/fixtures/unikraft-tree', import.meta.url));
export const tree = existsSync(process.env.UNIKRAFT_ROOT ?? '') ? process.env.UNIKRAFT_ROOT : small;
export const isReal = tree !== small;
export const treeName = isReal ? 'the real tree' : 'a small tree';

export async function createUnikraft(host, link, name) {
  const location = join(host.home, 'unikraft');
  mkdirSync(location, { recursive: true });
  const family = (await link.call('families.list', null)).find(({ id }) => id === 'unikraft');
  const template = family.templates[0];
  return link.call('project.create', {
    ...{ family: family.id, template: template.id, language: template.language, arch: 'x86_64', name, location },
    sources: { unikraft: tree },
  });
}
