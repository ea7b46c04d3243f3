// A whole build through the studio, beside the same make from a terminal. Both start from a cleaned tree.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, createBare } from './bare-project.mjs';
import { connect, startHost } from './host-client.mjs';
import { inTurn, line } from './measure.mjs';

/** Enough sources that the build takes seconds, as builds of real projects do. */
const SOURCES = 120;

export async function run() {
  const host = await startHost();
  const link = await connect(host.url);
  try {
    const project = await createBare(host, link, 'bench');
    for (let i = 0; i < SOURCES; i++) {
      const body = Array.from(
        { length: 60 },
        (_, k) => `int f${i}_${k}(int x) { return x * ${k + 2} + (x >> ${k % 7}); }`,
      );
      writeFileSync(join(project.root, 'src', `part${i}.c`), `${body.join('\n')}\n`);
    }
    await link.call('settings.set', { buildJobs: 2 });
    const make = (...words) => {
      const run = spawnSync('make', words, { cwd: project.root, stdio: 'ignore' });
      if (run.status !== 0) throw new Error(`make ended with ${run.status}`);
    };
    const clean = () => make('clean');
    const { subject, anchor } = await inTurn(
      5,
      async () => {
        clean();
        return build(link, project.id);
      },
      async () => {
        clean();
        const started = performance.now();
        make('-j2');
        return performance.now() - started;
      },
    );
    line('a build through the studio', {
      figure: `${(subject / 1000).toFixed(2)} s`,
      anchor: `make -j2, ${(anchor / 1000).toFixed(2)} s`,
      ratio: subject / anchor,
      budget: '≤ 1.02 ×',
      holds: subject / anchor <= 1.02,
    });
  } finally {
    link.close();
    await host.stop();
  }
}
