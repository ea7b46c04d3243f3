/** What the doctor tells about this computer. */
import { open, statfs } from 'node:fs/promises';
import { availableParallelism, freemem, machine } from 'node:os';
import type { DoctorReport } from '#core/contract/toolchain.ts';
import { errnoOf } from '../project/file-failure.ts';

type Computer = DoctorReport['computer'];

/**
 * @param folder whose disk is meant
 * @param kvmRunsGuests what a trial or a boot has shown; null: nothing yet. That /dev/kvm opens is no proof.
 */
export async function lookAtComputer(system: string, folder: string, kvmRunsGuests: boolean | null): Promise<Computer> {
  return {
    system,
    cpus: availableParallelism(),
    arch: machine(),
    kvm: await lookAtKvm(kvmRunsGuests),
    memoryFreeBytes: freemem(),
    diskFreeBytes: await freeBytes(folder),
  };
}

async function lookAtKvm(runsGuests: boolean | null): Promise<Computer['kvm']> {
  if (process.platform !== 'linux')
    return { usable: false, note: 'KVM is a part of Linux; guests run under TCG here.' };
  try {
    await (await open('/dev/kvm', 'r+')).close();
  } catch (error) {
    return { usable: false, note: kvmRefusal(errnoOf(error)) };
  }
  if (runsGuests) return { usable: true, note: '/dev/kvm, and a guest was seen to run on it' };
  if (runsGuests === false) {
    return { usable: false, note: '/dev/kvm opens, but runs no guest: guests run under TCG, which is slower.' };
  }
  return { usable: true, note: '/dev/kvm opens; whether it runs a guest shows at the first boot' };
}

function kvmRefusal(code: string | null): string {
  if (code === 'ENOENT') return 'There is no /dev/kvm: guests run under TCG, which is slower.';
  if (code === 'EACCES' || code === 'EPERM') {
    return 'You are not allowed to open /dev/kvm. Join the group kvm to use it; guests run under TCG until then.';
  }
  return `/dev/kvm can't be opened (${code ?? 'unknown reason'}): guests run under TCG, which is slower.`;
}

async function freeBytes(folder: string): Promise<number> {
  const disk = await statfs(folder).catch(() => null);
  return disk ? disk.bavail * disk.bsize : 0;
}
