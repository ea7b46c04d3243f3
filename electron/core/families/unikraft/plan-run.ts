/** How a Unikraft image boots: QEMU's machine for each processor, arguments, initrd and network. */
import type { Arch, Problem } from '../../contract/problem.ts';
import type { ForwardedPort } from '../../contract/run-settings.ts';
import type { Parsed, ProjectFiles, RunPlan, RunRequest } from '../family.ts';
import { readProjectFile } from '../project-file.ts';
import { consoleReader } from './console-reader.ts';
import { currentTarget, imageName, imagePath, MONITOR_NAMES, optionsOf, symbolsPath } from './targets.ts';

const DEFAULT_MEMORY_MIB = 64;
/** A boot takes a third of a second here; a busy computer that emulates may be much slower. */
const FIRST_BYTE_MS = 10_000;

export const QEMU: Readonly<Partial<Record<Arch, string>>> = {
  x86_64: 'qemu-system-x86_64',
  arm64: 'qemu-system-aarch64',
};

const MACHINES: Readonly<Partial<Record<Arch, readonly string[]>>> = {
  x86_64: ['-machine', 'pc', '-nodefaults'],
  arm64: ['-machine', 'virt', '-nodefaults'],
};

function networkCard(ports: readonly ForwardedPort[]): readonly string[] {
  // Loopback only: nobody else on the network reaches the guest.
  const forwards = ports.map(({ host, guest }) => `,hostfwd=tcp:127.0.0.1:${host}-:${guest}`).join('');
  return ['-netdev', `user,id=net0${forwards}`, '-device', 'virtio-net-pci,netdev=net0'];
}

/** QEMU puts the image's name before the arguments on x86_64; on arm64 the kernel gets them as they are. */
function commandLine(arch: Arch, name: string, args: string): readonly string[] {
  if (arch === 'arm64') return ['-append', args === '' ? name : `${name} ${args}`];
  return args === '' ? [] : ['-append', args];
}

export function planRun(files: ProjectFiles, _request: RunRequest): Parsed<RunPlan> {
  const target = currentTarget(files);
  const { arch, monitor } = target;
  const { args = '', memoryMiB = DEFAULT_MEMORY_MIB, network, ports, initrd } = readProjectFile(files).run;
  const image = imagePath(files);
  const networked = network ?? (ports !== undefined || optionsOf(files).get('LIBUKNETDEV') === 'y');
  const problems: Problem[] = [];
  if (monitor !== 'qemu') {
    const name = MONITOR_NAMES[monitor];
    problems.push({
      code: 'unikraft.not-for-qemu',
      severity: 'error',
      title: `The image is for ${name}, which the studio does not start.`,
      why: `It is built as ${image}, to be taken to a computer with ${name}. Choose a target with QEMU to run it here.`,
      evidence: { firstLine: 0, lastLine: 0 },
      fixes: [],
    });
  }
  return {
    value: {
      program: QEMU[arch]!,
      args: [
        ...[...MACHINES[arch]!, '-m', String(memoryMiB), '-no-reboot'],
        ...['-kernel', image, ...commandLine(arch, imageName(files), args)],
        ...(initrd === undefined ? [] : ['-initrd', initrd]),
        ...(networked ? networkCard(ports ?? []) : []),
      ],
      acceleratorArgs: { kvm: ['-cpu', 'host'], tcg: ['-cpu', 'max'] },
      accelerators: ['kvm', 'tcg'],
      memoryMiB,
      cpus: 1,
      image,
      ...(initrd === undefined ? {} : { needs: [initrd] }),
      symbols: symbolsPath(files),
      firstByteMs: FIRST_BYTE_MS,
      reader: consoleReader,
      // It is 0 after a return, a failed start and a crash alike.
      readStatus: (status) => ({ code: null, reason: status === 0 ? 'guest' : 'error' }),
    },
    problems,
  };
}
