// From the call that starts a machine to the first serial byte at a window, beside QEMU started by hand.
import { build, createBare } from './bare-project.mjs';
import { connect, startHost } from './host-client.mjs';
import { inTurn, line } from './measure.mjs';
import { spawnByHand } from './qemu-line.mjs';

function firstByteOfQemu(session) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const qemu = spawnByHand(session, 'stdio', 'pipe');
    let ms = null;
    qemu.stdout.once('data', () => {
      ms = performance.now() - started;
      qemu.kill('SIGKILL');
    });
    qemu.on('exit', () => (ms === null ? reject(new Error('QEMU said nothing')) : resolve(ms)));
  });
}

/** Starts a project's machine, waits for its first byte and stops it. */
async function firstByte(link, projectId) {
  const started = performance.now();
  const session = await link.call('vm.start', { projectId });
  let ms = null;
  await link.read('vm.serial', session, () => {
    ms ??= performance.now() - started;
    return true;
  });
  if (ms === null) throw new Error('the machine said nothing');
  await link.call('vm.command', { sessionId: session, command: 'stop' }).catch(() => {});
  return { ms, session };
}

/** Measures and prints how long a built project's machine takes to its first byte, beside the same QEMU without the studio. */
export async function bootLine(link, projectId, title) {
  await link.call('settings.set', { accelerator: 'tcg' });
  const start = () => firstByte(link, projectId);
  const { session: id } = await start();
  const session = (await link.call('vm.list', null)).find((each) => each.id === id);
  const { subject, anchor } = await inTurn(
    7,
    async () => (await start()).ms,
    () => firstByteOfQemu(session),
  );
  line(title, {
    figure: `${subject.toFixed(0)} ms`,
    anchor: `QEMU by hand, ${anchor.toFixed(0)} ms`,
    ratio: subject / anchor,
    budget: '≤ + 50 ms',
    holds: subject - anchor <= 50,
  });
}

export async function run() {
  const host = await startHost();
  const link = await connect(host.url);
  try {
    // Before the build, which finds out about KVM otherwise.
    await link.call('settings.set', { accelerator: 'tcg' });
    const project = await createBare(host, link, 'boot');
    await build(link, project.id);
    await bootLine(link, project.id, 'run → first serial byte');
  } finally {
    link.close();
    await host.stop();
  }
}
