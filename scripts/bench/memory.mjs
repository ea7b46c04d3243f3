// Idle memory of the host, beside that of a Node process that does nothing.
import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { connect, residentMiB, startHost } from './host-client.mjs';
import { line } from './measure.mjs';

export async function run() {
  const host = await startHost();
  const idle = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)']);
  try {
    const link = await connect(host.url);
    await link.call('app.info', null);
    await link.call('families.list', null);
    await link.call('toolchain.report', { fresh: false });
    await wait(4000);
    const ours = residentMiB(host.pid);
    const theirs = residentMiB(idle.pid);
    line('idle memory of the host', {
      figure: `${ours.toFixed(0)} MiB`,
      anchor: `an empty Node, ${theirs.toFixed(0)} MiB`,
      ratio: ours / theirs,
      budget: '≤ 80 MB',
      holds: (ours * 1048576) / 1e6 <= 80,
    });
    link.close();
  } finally {
    idle.kill();
    await host.stop();
  }
}
