/** Names of the short-lived files that an atomic write makes, and how leftovers of a killed studio are known. */
import { randomBytes } from 'node:crypto';

const pattern = /^\.unikernel-studio-(\d+)-[0-9a-f]{12}\.tmp$/;

/** Short whatever the target's name is: a name of 255 bytes must not become too long by a suffix. */
export function tempName(): string {
  return `.unikernel-studio-${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
}

export function isTempName(name: string): boolean {
  return pattern.test(name);
}

/** True where the process that made the file is gone. A process number that was used again hides a leftover for a while. */
export function isLeftover(name: string): boolean {
  const pid = Number(pattern.exec(name)?.[1]);
  if (!Number.isInteger(pid) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
