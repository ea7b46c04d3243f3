/** What the boot line says in words. */
import { formatDuration } from '../../ui/format-duration.ts';
import type { BootLine } from './boot-line.ts';

/** @param nowMs time since the start; for a run that has ended, its length. */
export function bootTitle(boot: BootLine, nowMs: number): { readonly title: string; readonly seen: string | null } {
  const seen = boot.bootedText;
  const booted = boot.bootedMs === null ? null : `Booted in ${formatDuration(boot.bootedMs)}`;
  if (boot.state.kind !== 'exited') {
    return { title: booted ?? `Booting, ${formatDuration(nowMs)}`, seen };
  }
  const after = `after ${formatDuration(boot.state.ranMs)}`;
  const end = {
    guest: endedItself(boot),
    user: 'stopped',
    crash: 'crashed',
    hang: 'hung',
    error: 'QEMU failed',
    studio: 'ended with the studio',
  }[boot.state.reason];
  if (booted) return { title: `${booted}, ${end} ${after}`, seen };
  return { title: `${end[0]!.toUpperCase()}${end.slice(1)} ${after}, before it had booted`, seen };
}

function endedItself({ state }: BootLine): string {
  return state.kind === 'exited' && state.code !== null ? `ended with status ${state.code}` : 'ended';
}

/** Under the name of the program, at the end of the line. */
export function endText({ state }: BootLine): string {
  switch (state.kind) {
    case 'booting':
    case 'running':
      return 'still running';
    case 'paused':
      return 'paused';
    case 'debugger':
      return 'in the kernel’s debugger';
    case 'exited':
      switch (state.reason) {
        case 'guest':
          return state.code === null ? 'ended' : `returned ${state.code}`;
        case 'user':
          return 'stopped';
        case 'crash':
          return 'crashed';
        case 'hang':
          return 'hung';
        case 'error':
          return 'QEMU failed';
        case 'studio':
          return 'ended with the studio';
      }
  }
}
