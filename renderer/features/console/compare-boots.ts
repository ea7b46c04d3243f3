/** Sets a boot beside earlier ones of the same project: measured sessions only, with the same accelerator. */
import type { VmSession } from '#core/contract/vm.ts';

const MOST = 5;

/** "9 ms faster than the last 5 boots" or null where there is nothing to compare with. */
export function compareBoots(session: VmSession, all: readonly VmSession[]): string | null {
  if (session.bootMs === null) return null;
  const earlier = all
    .filter(
      (other) =>
        other.id !== session.id &&
        other.root === session.root &&
        other.arch === session.arch &&
        other.accelerator === session.accelerator &&
        other.bootMs !== null &&
        other.startedAt < session.startedAt,
    )
    .sort((a, b) => b.startedAt - a.startedAt)
    .slice(0, MOST)
    .map((other) => other.bootMs!);
  if (earlier.length === 0) return null;
  const mean = earlier.reduce((sum, ms) => sum + ms, 0) / earlier.length;
  const difference = Math.round(session.bootMs - mean);
  const others = earlier.length === 1 ? 'the last boot' : `the last ${earlier.length} boots`;
  if (difference === 0) return `as fast as ${others}`;
  return `${Math.abs(difference)} ms ${difference < 0 ? 'faster' : 'slower'} than ${others}`;
}
