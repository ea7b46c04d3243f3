/** A host to be killed: starts a few children, prints their pids on one line, and waits. argv: the studio's folder. */
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import { studioPaths } from '../../../electron/services/settings/studio-paths.ts';

const home = process.argv[2] ?? '';
const service = createProcessService(studioPaths({ HOME: home, UNIKERNEL_STUDIO_HOME: home }));
const pids: number[] = [];
const tree = "trap '' TERM HUP; sleep 600 & echo $!; sleep 601";
for (let index = 0; index < 3; index++) {
  const child = service.spawn({ argv: ['/bin/sh', '-c', tree], cwd: home });
  if (!child.ok) throw new Error(child.error.message);
  pids.push(child.value.pid);
  pids.push(await new Promise<number>((resolve) => child.value.stdout.once('data', (line) => resolve(Number(line)))));
}
const pty = await service.openPty({
  argv: ['/bin/sh', '-c', "trap '' HUP; setsid -w sleep 602"],
  cwd: home,
  cols: 80,
  rows: 24,
});
if (pty.ok) pids.push(pty.value.pid);
console.log(JSON.stringify(pids));
setInterval(() => undefined, 1000);
