/** Cargo features that need a device of the machine, and the other way round: the network card, and what speaks through it. */
import type { Arch, Problem } from '../../contract/problem.ts';
import type { ForwardedPort } from '../../contract/run-settings.ts';

export const NETWORK_DRIVERS = ['virtio-net', 'rtl8139', 'gem-net'] as const;
const STACKS = ['tcp', 'udp'] as const;

export interface Devices {
  readonly args: readonly string[];
  /** What is there because of what, for people. */
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

/** @param features of the crate; null: nothing is known, so no device is added but for ports */
export function featureDevices(
  features: ReadonlySet<string> | null,
  ports: readonly ForwardedPort[],
  arch: Arch,
): Devices {
  const has = (name: string) => features?.has(name) ?? false;
  const problems: Problem[] = [];
  const driver = has('rtl8139') ? 'rtl8139' : has('virtio-net') ? 'virtio-net' : has('gem-net') ? 'gem-net' : null;
  const isWanted = ports.length > 0 || (features === null ? false : driver !== null);
  if (ports.length > 0 && features !== null && driver === null) problems.push(noDriver(ports));
  if (driver !== null && !STACKS.some(has)) problems.push(noStack(driver));
  if (!isWanted) return { args: [], notes: [], problems };
  const forwards = ports.map(({ host, guest }) => `,hostfwd=tcp:127.0.0.1:${host}-:${guest}`).join('');
  const device =
    driver === 'rtl8139'
      ? 'rtl8139,netdev=net0'
      : arch === 'x86_64' || has('pci') || features === null
        ? 'virtio-net-pci,netdev=net0,disable-legacy=on'
        : 'virtio-net-device,netdev=net0';
  return {
    args: ['-netdev', `user,id=net0${forwards}`, '-device', device],
    notes: [note(device.replace(/,.*$/, ''), driver, ports)],
    problems,
  };
}

function note(device: string, driver: string | null, ports: readonly ForwardedPort[]): string {
  const because = driver ? `, since the feature \`${driver}\` is on` : ', for the ports that are forwarded';
  const leads = ports.map(({ host, guest }) => ` 127.0.0.1:${host} leads to the guest’s port ${guest}.`);
  return `The machine has the network card \`${device}\`${because}.${leads.join('')}`;
}

const NOWHERE = { firstLine: 0, lastLine: 0 };

function noDriver(ports: readonly ForwardedPort[]): Problem {
  return {
    code: 'hermit.no-network-driver',
    severity: 'warning',
    title: `Port ${ports[0]!.host} is forwarded, and the kernel has no driver for a network card`,
    why: 'Turn on the feature `virtio-net` of the crate `hermit`; without it the program sees the loopback only.',
    evidence: NOWHERE,
    fixes: [],
  };
}

function noStack(driver: string): Problem {
  return {
    code: 'hermit.driver-without-stack',
    severity: 'warning',
    title: `The feature \`${driver}\` needs \`tcp\` or \`udp\``,
    why: 'A driver alone moves frames that nothing of the kernel understands.',
    evidence: NOWHERE,
    fixes: [],
  };
}
