// L4Re: the program rebuilt through the studio beside the same make, and the way to the first serial byte. On the tree of the
// tests, or on the real one where FIASCO_ROOT and L4RE_ROOT name it (and L4RE_CACHE a cache that holds its platform).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './bare-project.mjs';
import { bootLine } from './boot.mjs';
import { connect, startHost } from './host-client.mjs';
import { inTurn, line } from './measure.mjs';

const small = fileURLToPath(new URL('../../test/fixtures/l4re-tree', import.meta.url));
const { FIASCO_ROOT = '', L4RE_ROOT = '', L4RE_CACHE = '' } = process.env;
const real = existsSync(FIASCO_ROOT) && existsSync(L4RE_ROOT);
const sources = real
  ? { fiasco: FIASCO_ROOT, mk: L4RE_ROOT }
  : { fiasco: join(small, 'fiasco'), mk: join(small, 'l4') };
const treeName = real ? 'the real tree' : 'a small tree';

async function createL4re(host, link) {
  const location = join(host.home, 'l4re');
  mkdirSync(location, { recursive: true });
  const family = (await link.call('families.list', null)).find(({ id }) => id === 'l4re');
  const template = family.templates[0];
  return link.call('project.create', {
    ...{ family: family.id, template: template.id, language: template.language, arch: 'x86_64' },
    ...{ name: 'bench', location, sources },
  });
}

/** The program alone: its source is another one each time. */
async function rebuilds(link, { root, id }) {
  const main = join(root, 'main.c');
  const text = readFileSync(main, 'utf8');
  let count = 0;
  const change = () => writeFileSync(main, `${text}/* ${count++} */\n`);
  const { subject, anchor } = await inTurn(
    9,
    async () => {
      change();
      return build(link, id);
    },
    async () => {
      change();
      const started = performance.now();
      const run = spawnSync('make', ['-C', root, '-j2'], { stdio: 'ignore' });
      if (run.status !== 0) throw new Error(`make ended with ${run.status}`);
      return performance.now() - started;
    },
  );
  line(`L4Re, ${treeName}: the program rebuilt through the studio`, {
    figure: `${subject.toFixed(0)} ms`,
    anchor: `make -j2, ${anchor.toFixed(0)} ms`,
    ratio: subject / anchor,
    budget: '≤ 1.02 ×',
    holds: subject / anchor <= 1.02,
  });
}

const boots = (link, { id }) => bootLine(link, id, `L4Re, ${treeName}: run → first serial byte`);

export async function run() {
  const host = await startHost((home) => {
    if (!real || L4RE_CACHE === '') return {};
    mkdirSync(join(home, '.studio/cache'), { recursive: true });
    symlinkSync(join(L4RE_CACHE, 'families'), join(home, '.studio/cache/families'));
    return {};
  });
  const link = await connect(host.url);
  try {
    await link.call('settings.set', { buildJobs: 2 });
    const project = await createL4re(host, link);
    // The first one brings the platform, where it is not there yet.
    await build(link, project.id);
    await rebuilds(link, project);
    await boots(link, project);
  } finally {
    link.close();
    await host.stop();
  }
}
