// QEMU started by hand with a session's own arguments, without what connects it to the vm service.
import { spawn } from 'node:child_process';

const connections = new Set(['-qmp', '-chardev', '-serial', '-mon', '-monitor', '-pidfile']);
const switches = new Set(['-S', '-no-shutdown']);

export function spawnByHand(session, serial, stdout) {
  const [program, ...args] = session.argv;
  const kept = args.filter((arg, i) => !connections.has(arg) && !connections.has(args[i - 1]) && !switches.has(arg));
  return spawn(program, [...kept, '-serial', serial], { cwd: session.root, stdio: ['ignore', stdout, 'ignore'] });
}
