/** 15. Uhyve could not make its virtual machine. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';

export const kvmBusy: Diagnoser = {
  code: 'hermit.kvm-busy',
  diagnose: (input) =>
    explain(input, /Unable to create VM: OsError\((\d+)\)|Unable to (?:open|access) .*\/dev\/kvm/, {
      code: 'hermit.kvm-busy',
      phase: 'both',
      title: 'Uhyve could not make a virtual machine',
      why: (match) =>
        match[1] === '16'
          ? 'KVM is busy: another hypervisor (VirtualBox, VMware) holds the processor’s virtualisation. End it, or run on QEMU.'
          : 'KVM is not usable here. Uhyve needs it; QEMU runs the image without.',
      fixes: [],
    }),
};
