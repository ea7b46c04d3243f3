/** Explains why QEMU itself could not start or go on, from what it printed on stderr. */
import type { Fix, Problem } from '../../contract/problem.ts';

interface Pattern {
  readonly code: string;
  readonly pattern: RegExp;
  title(match: RegExpExecArray): string;
  why(match: RegExpExecArray): string;
  fixes?(match: RegExpExecArray, context: QemuContext): readonly Fix[];
}

export interface QemuContext {
  /** The person's login name, for commands that change groups. */
  readonly user?: string;
}

const build: Fix = { kind: 'action', title: 'Build the project', command: 'build.start' };
const joinGroup = (user: string | undefined): readonly Fix[] => [
  ...(user === undefined
    ? []
    : [
        {
          kind: 'command' as const,
          title: 'Join the group `kvm`',
          effect: 'It counts from your next login on.',
          argv: ['sudo', 'usermod', '-aG', 'kvm', user],
        },
      ]),
  { kind: 'dead-end', title: 'Running the studio as root helps too, and gives every guest and build root’s rights.' },
];

/** The first one that fits a line explains the failure; the order is from the particular to the general. */
const PATTERNS: readonly Pattern[] = [
  {
    code: 'qemu.kvm-permission',
    pattern: /Could not access KVM kernel module: Permission denied|failed to initialize kvm: Permission denied/i,
    title: () => 'KVM is on this computer, but this account may not use it.',
    why: () => '`/dev/kvm` belongs to the group `kvm`. Without KVM a guest still runs, only slower, on QEMU’s TCG.',
    fixes: (_match, { user }) => joinGroup(user),
  },
  {
    code: 'qemu.kvm-missing',
    pattern: /Could not access KVM kernel module: No such|failed to initialize kvm: No such/i,
    title: () => 'This computer has no KVM.',
    why: () => '`/dev/kvm` is missing: virtualisation is off in the firmware, or this is itself a virtual machine.',
  },
  {
    code: 'qemu.kvm-broken',
    pattern:
      /kvm version too old|failed to initialize kvm|kvm_[a-z_]+: Assertion|KVM internal error|kvm run failed|failed to set MSR/i,
    title: () => 'KVM is there but cannot run a guest.',
    why: () => '`/dev/kvm` opened and then refused its work, as it does in some virtual machines and containers.',
  },
  {
    code: 'qemu.accelerator-unavailable',
    pattern: /-accel ([\w-]+).*: invalid accelerator/,
    title: ([, name]) => `This QEMU cannot use the accelerator \`${name}\`.`,
    why: ([, name]) =>
      name === 'kvm'
        ? 'KVM runs only guests of the computer’s own architecture.'
        : 'It was built without it, or it belongs to another operating system.',
  },
  {
    code: 'qemu.kernel-missing',
    pattern: /could not (?:open|load) kernel(?: file)? '(.*)': No such file/,
    title: ([, file]) => `The image \`${file}\` does not exist.`,
    why: () => 'It is made by the build. Either there was none yet, or it was cleaned away.',
    fixes: () => [build],
  },
  {
    code: 'qemu.kernel-is-folder',
    pattern: /could not (?:open|load) kernel(?: file)? '(.*)': Is a directory/,
    title: ([, file]) => `\`${file}\` is a folder, not an image.`,
    why: () => 'QEMU was told to boot it.',
  },
  {
    code: 'qemu.kernel-not-bootable',
    pattern: /invalid kernel header|without PVH ELF Note|could not load kernel '(.*)'|Error loading .*kernel/i,
    title: () => 'QEMU does not recognise the image as a kernel that it can boot.',
    why: () =>
      '`-kernel` takes a Linux boot image, a Multiboot ELF of 32 bits, or an ELF with a PVH note. The header must be near the beginning of the file: the linker script may have moved or dropped its section.',
    fixes: () => [{ ...build, title: 'Build the project again' }],
  },
  {
    code: 'qemu.image-locked',
    pattern: /Failed to get "(?:write|shared write|consistent read)" lock/,
    title: () => 'Another program is using the disk image.',
    why: () => 'Most often that is another QEMU that still runs with the same disk.',
    fixes: () => [{ kind: 'action', title: 'Show running machines', command: 'view.machines' }],
  },
  {
    code: 'qemu.port-in-use',
    pattern: /(?::(\d+)(?:,\S*)?: Failed to find an available port|host forwarding rule '[a-z]*:[^']*?:(\d+)-)/,
    title: ([, listening, forwarded]) => `Port ${listening ?? forwarded} of this computer is taken already.`,
    why: () => 'Another program listens on it: an earlier run, a debugger, or a server of your own.',
    fixes: ([, listening, forwarded]) => [
      {
        kind: 'command',
        title: 'Show who listens on it',
        argv: ['ss', '-ltnp', `sport = :${listening ?? forwarded}`],
      },
    ],
  },
  {
    code: 'qemu.file-missing',
    pattern: /(?:Could not open|Failed to open file|Failed to connect to) '(.*?)'(?:: (.*))?$/,
    title: ([, file]) => `QEMU could not open \`${file}\`.`,
    why: ([, , reason]) => (reason === undefined ? 'It does not exist or cannot be read.' : `${reason}.`),
  },
  {
    code: 'qemu.memory-invalid',
    pattern: /-m (\S+): Parameter 'size'/,
    title: ([, size]) => `\`${size}\` is not an amount of memory.`,
    why: () => 'Write a number, with `M` or `G` behind it.',
  },
  {
    code: 'qemu.memory-too-big',
    pattern: /cannot set up guest memory|: Cannot allocate memory/,
    title: () => 'This computer has not enough free memory for the guest.',
    why: () => 'QEMU asks for all of the guest’s memory at once.',
  },
  {
    code: 'qemu.cpu-unknown',
    pattern: /unable to find CPU model '(.*)'/,
    title: ([, name]) => `This QEMU knows no CPU model \`${name}\`.`,
    why: () => 'Models differ between architectures and between versions of QEMU. `-cpu help` lists them.',
  },
  {
    code: 'qemu.cpu-count',
    pattern: /Invalid SMP CPUs (\d+)\. The max CPUs supported by machine '(.*)' is (\d+)/,
    title: ([, wanted, , most]) => `The machine takes at most ${most} CPUs, not ${wanted}.`,
    why: ([, , machine]) => `That is the limit of the machine type \`${machine}\`.`,
  },
  {
    code: 'qemu.machine-unknown',
    pattern: /unsupported machine type|No machine specified/,
    title: () => 'This QEMU does not know the machine type.',
    why: () => 'Types differ between architectures and between versions of QEMU. `-machine help` lists them.',
  },
  {
    code: 'qemu.device-unknown',
    pattern: /-device .*: '(.*)' is not a valid device model name/,
    title: ([, name]) => `This QEMU has no device \`${name}\`.`,
    why: () => 'It belongs to another architecture, or to a package of QEMU modules that is not installed.',
  },
  {
    code: 'qemu.property',
    pattern: /Property '(.*?)' (not found|can't find value '(.*)')/,
    title: ([, name, , value]) =>
      value === undefined
        ? `QEMU has no property \`${name}\`.`
        : `\`${name}\` names \`${value}\`, which does not exist.`,
    why: () => 'One option of the machine refers to something that no other option defines, or is misspelt.',
  },
  {
    code: 'qemu.display-unavailable',
    pattern: /gtk initialization failed|cannot open display|Could not initialize SDL/i,
    title: () => 'QEMU found no display to open a window on.',
    why: () => 'The studio shows guests on their serial console and needs no display.',
  },
  {
    code: 'qemu.option-unknown',
    pattern: /: (-\S+): invalid option/,
    title: ([, option]) => `This QEMU has no option \`${option}\`.`,
    why: () => 'It is misspelt, or newer than the installed version of QEMU.',
  },
];

/** Lines that say nothing of why it failed. */
const NOISE = /^qemu: module .* not found|: warning: |^\s*$/;

/** @param stderr all of it. @returns the explanation that fits best; of last resort, QEMU's own last words. */
export function explainQemuFailure(stderr: string, context: QemuContext = {}): Problem {
  const lines = stderr.split(/\r?\n/).filter((line) => !NOISE.test(line));
  for (const { code, pattern, title, why, fixes } of PATTERNS) {
    for (const line of lines) {
      const match = pattern.exec(line);
      if (!match) continue;
      return {
        ...{ code, severity: 'error', title: title(match), why: why(match), quote: line },
        ...{ evidence: { firstLine: 0, lastLine: 0 }, fixes: [...(fixes?.(match, context) ?? [])] },
      };
    }
  }
  const last = lines.at(-1);
  return {
    code: 'qemu.failed',
    severity: 'error',
    title: 'QEMU ended with an error.',
    why: last === undefined ? 'It did not say why.' : 'It said why in its own words only.',
    ...(last === undefined ? {} : { quote: last }),
    evidence: { firstLine: 0, lastLine: 0 },
    fixes: [],
  };
}

/** True for what QEMU prints when KVM is the culprit: the same guest can be tried without it. */
export function isKvmFailure(stderr: string): boolean {
  return /\bkvm/i.test(stderr);
}
