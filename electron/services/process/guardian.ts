/**
 * A tiny shell that outlives the host: when the host dies, by whatever cause, it kills every group that still lives.
 *
 * It reads `+ID` and `-ID` lines on its stdin; the end of the stdin is the host's death. It runs in a session of its own
 * so that no Ctrl+C and no hang-up of the host's terminal reaches it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/** Constant text: nothing is ever put into it. Groups are leaders of sessions, so both are compared (proc(5), stat). */
const SCRIPT = `
trap '' HUP INT QUIT TERM PIPE
groups=' '
while IFS= read -r line; do
  id=\${line#?}
  case $line in
    +*) groups="$groups$id " ;;
    -*) case $groups in *" $id "*) groups="\${groups%%" $id "*} \${groups#*" $id "}" ;; esac ;;
  esac
done
[ "$groups" = ' ' ] && exit 0
for round in 1 2 3; do
  for id in $groups; do kill -KILL -- "-$id" 2>/dev/null; done
  for stat in /proc/[0-9]*/stat; do
    IFS= read -r line 2>/dev/null <"$stat" || continue
    set -- \${line##*) }
    case $groups in *" $4 "*) pid=\${stat#/proc/}; kill -KILL "\${pid%/stat}" 2>/dev/null ;; esac
  done
done
`;

export class Guardian {
  private readonly groups = new Set<number>();
  private shell: ChildProcess | null = null;
  private ended = false;

  /** Starts the shell before there is anything to guard, so that it inherits nothing of the first terminal. */
  prepare(): void {
    if (!this.shell) this.start();
  }

  /** To be called in the same turn as the spawn: the line is in the pipe before anything else can happen. */
  add(group: number): void {
    this.groups.add(group);
    if (!this.shell) this.start();
    else this.tell(`+${group}\n`);
  }

  remove(group: number): void {
    if (this.groups.delete(group)) this.tell(`-${group}\n`);
  }

  /** The guardian kills what is still registered, and ends. */
  dispose(): void {
    this.ended = true;
    this.shell?.stdin?.end();
  }

  private start(): void {
    if (this.ended || process.platform === 'win32') return;
    const shell = spawn('/bin/sh', ['-c', SCRIPT], {
      cwd: '/',
      detached: true,
      env: {},
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.shell = shell;
    shell.on('error', () => undefined);
    shell.stdin.on('error', () => undefined);
    // Somebody may end the guardian; its duty is taken over by a new one.
    shell.once('exit', () => {
      if (this.shell !== shell) return;
      this.shell = null;
      if (this.groups.size > 0) this.start();
    });
    shell.unref();
    (shell.stdin as Socket).unref();
    this.tell([...this.groups].map((group) => `+${group}\n`).join(''));
  }

  private tell(text: string): void {
    if (this.shell?.stdin?.writable && text !== '') this.shell.stdin.write(text);
  }
}
