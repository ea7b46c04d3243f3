// Hermit: a changed program built through the studio beside the same cargo, and the way to the first serial byte. On a
// project that the studio has built: HERMIT_PROJECT names it, and UNIKERNEL_STUDIO_HOME where that studio keeps its cache.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './bare-project.mjs';
import { bootLine } from './boot.mjs';
import { connect, startHost } from './host-client.mjs';
import { inTurn, line } from './measure.mjs';

/** The command that the studio builds with, and where the kernel is, by the steps of one build. */
async function commandOf(link, projectId) {
  const job = await link.call('build.start', { projectId, goal: 'build' });
  let argv = null;
  await link.follow('job.events', job, (event) => {
    if (event.kind === 'step') argv ??= event.argv;
    return event.kind === 'ended';
  });
  return argv;
}

async function builds(link, { root, id }) {
  const file = join(root, 'src/main.rs');
  const text = readFileSync(file, 'utf8');
  let count = 0;
  const change = () => writeFileSync(file, `${text}\n// ${count++}\n`);
  const [cargo, ...words] = await commandOf(link, id);
  const { kernel } = JSON.parse(readFileSync(join(root, '.unikernel-studio.json'), 'utf8')).sources;
  const home = cargo.replace(/\/bin\/cargo$/, '');
  const own = home === cargo ? {} : { CARGO_HOME: home, RUSTC: `${home}/bin/rustc` };
  const env = { ...process.env, ...own, RUSTC_BOOTSTRAP: '1', HERMIT_MANIFEST_DIR: kernel?.folder ?? '' };
  const byHand = () => {
    change();
    const started = performance.now();
    const run = spawnSync(cargo, words, { cwd: root, env, stdio: 'ignore' });
    if (run.status !== 0) throw new Error(`cargo ended with ${run.status}`);
    return performance.now() - started;
  };
  try {
    byHand();
    const { subject, anchor } = await inTurn(
      7,
      async () => {
        change();
        return build(link, id);
      },
      byHand,
    );
    line('Hermit: a changed program built by the studio', {
      figure: `${(subject / 1000).toFixed(2)} s`,
      anchor: `the same cargo, ${(anchor / 1000).toFixed(2)} s`,
      ratio: subject / anchor,
      budget: '≤ 1.02 ×',
      holds: subject / anchor <= 1.02,
    });
  } finally {
    writeFileSync(file, text);
  }
}

async function boots(link, { id }) {
  await build(link, id);
  await bootLine(link, id, 'Hermit: run → first serial byte');
}

export async function run() {
  const { HERMIT_PROJECT, UNIKERNEL_STUDIO_HOME } = process.env;
  if (!HERMIT_PROJECT) {
    console.log('Hermit: skipped. HERMIT_PROJECT names a project that the studio has built.');
    return;
  }
  const host = await startHost(() => (UNIKERNEL_STUDIO_HOME ? { UNIKERNEL_STUDIO_HOME } : {}));
  const link = await connect(host.url);
  try {
    await link.call('settings.set', { buildJobs: 2 });
    const project = await link.call('project.open', HERMIT_PROJECT);
    await link.call('project.trust', { projectId: project.id, decision: 'trusted' });
    await builds(link, project);
    await boots(link, project);
  } finally {
    link.close();
    await host.stop();
  }
}
