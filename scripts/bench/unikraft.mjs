// Unikraft: a whole build through the studio beside the same make, its options opened, and the way to the first serial byte.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from './bare-project.mjs';
import { bootLine } from './boot.mjs';
import { cpuMs } from './cpu-time.mjs';
import { connect, startHost } from './host-client.mjs';
import { inTurn, line, median } from './measure.mjs';
import { createUnikraft, isReal, tree, treeName } from './unikraft-project.mjs';

/** A build of the real tree takes long enough to be measured by three. */
const ROUNDS = isReal ? 3 : 5;

/** What is done in the time that `work` takes, by a process and its children. */
async function costed(pid, costs, work) {
  const before = cpuMs(pid);
  const result = await work();
  if (before !== null) costs.push(cpuMs(pid) - before);
  return result;
}

async function builds(host, link, { root, id }) {
  const clean = () => rmSync(join(root, 'build'), { recursive: true, force: true });
  const words = ['-C', tree, `A=${root}`, `O=${root}/build`, 'L=', '-j2'];
  // The first one makes the options.
  await build(link, id);
  const ours = [];
  const theirs = [];
  const { subject, anchor } = await inTurn(
    ROUNDS,
    async () => {
      clean();
      return costed(host.pid, ours, () => build(link, id));
    },
    async () => {
      clean();
      const started = performance.now();
      // Not in one go: a host gives up a window that is silent for a minute.
      const [status] = await costed('self', theirs, () => once(spawn('make', words, { stdio: 'ignore' }), 'exit'));
      if (status !== 0) throw new Error(`make ended with ${status}`);
      return performance.now() - started;
    },
  );
  line(`Unikraft, ${treeName}: a build through the studio`, {
    figure: `${(subject / 1000).toFixed(2)} s`,
    anchor: `make -j2, ${(anchor / 1000).toFixed(2)} s`,
    ratio: subject / anchor,
    budget: '≤ 1.02 ×',
    holds: subject / anchor <= 1.02,
  });
  if (ours.length === 0) return;
  const cpu = { subject: median(ours), anchor: median(theirs) };
  line(`Unikraft, ${treeName}: the same, CPU time`, {
    figure: `${(cpu.subject / 1000).toFixed(2)} s`,
    anchor: `make -j2, ${(cpu.anchor / 1000).toFixed(2)} s`,
    ratio: cpu.subject / cpu.anchor,
    budget: 'counting included',
    holds: true,
  });
}

/**
 * Each time in a project that was opened just now: another folder, another configuration.
 * @param laterMs how long after the project somebody asks for them
 */
async function options(host, link, laterMs, when) {
  const times = [];
  for (let count = 0; count < 5; count++) {
    const { id } = await createUnikraft(host, link, `options-${laterMs}-${count}`);
    await wait(laterMs);
    const started = performance.now();
    const config = await link.call('config.open', { projectId: id, source: 'main' });
    await link.call('config.tree', config);
    times.push(performance.now() - started);
  }
  const ms = median(times);
  line(`Unikraft, ${treeName}: options opened ${when}`, {
    figure: `${ms.toFixed(0)} ms`,
    anchor: 'none',
    ratio: null,
    budget: '≤ 150 ms',
    holds: ms <= 150,
  });
}

const boots = (link, { id }) => bootLine(link, id, `Unikraft, ${treeName}: run → first serial byte`);

export async function run() {
  const host = await startHost();
  const link = await connect(host.url);
  try {
    await link.call('settings.set', { buildJobs: 2 });
    const project = await createUnikraft(host, link, 'bench');
    await options(host, link, 0, 'at once');
    await options(host, link, 1000, 'a second after the project');
    await builds(host, link, project);
    await boots(link, project);
  } finally {
    link.close();
    await host.stop();
  }
}
