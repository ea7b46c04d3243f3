/** 10. The program could not listen or connect: the kernel's network driver and the machine's card differ. */
import type { Diagnoser } from '../../family.ts';
import { NETWORK_DRIVERS } from '../feature-devices.ts';
import { hermitProject } from '../hermit-project.ts';
import { explain } from './explain.ts';
import { turnOn } from './loader-feature.ts';

const REFUSED =
  /(?:kind: InvalidInput|InvalidInput|accept failed|code: (?:22|38),? kind|Couldn't (?:accept|bind)|failed to (?:bind|accept|connect))/;

export const noNetwork: Diagnoser = {
  code: 'hermit.no-network',
  diagnose(input) {
    const { features } = hermitProject(input.files);
    const driver = NETWORK_DRIVERS.find((name) => features?.has(name));
    const card = input.argv.find((word) => /^(?:virtio-net|rtl8139|e1000)/.test(word))?.replace(/,.*$/, '');
    if (driver && card?.startsWith(driver)) return [];
    return explain(input, REFUSED, {
      code: 'hermit.no-network',
      phase: 'run',
      title: 'The program reached for the network, and the kernel has none',
      why: driver
        ? `The kernel's driver is \`${driver}\`, and the machine has ${card ? `a \`${card}\`` : 'no network card'}.`
        : `No driver for a network card is built in${card ? `, though the machine has a \`${card}\`` : ''}: only the loopback is there.`,
      fixes: (all) => (driver ? [] : turnOn(all, 'virtio-net')),
    });
  },
};
