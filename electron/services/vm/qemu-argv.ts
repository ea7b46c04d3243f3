/** The command line of one QEMU: what the family planned, and what the studio adds to watch and steer the guest. */
import type { Accelerator } from '#core/contract/vm.ts';
import type { RunPlan } from '#core/families/family.ts';

export interface QemuSockets {
  readonly serial: string;
  readonly monitor: string;
}

/** A comma separates QEMU's options; a doubled one is part of a value. */
function value(text: string): string {
  return text.replaceAll(',', ',,');
}

/**
 * QEMU is the client of both sockets, which stand before it starts: no byte can come before somebody listens.
 * `-S` holds the CPU until the monitor says `cont`. `-no-reboot` turns a reset into an end, and `-no-shutdown` holds
 * the guest at its end, so that the registers of a guest that reset itself can still be read.
 */
export function qemuArgv(plan: RunPlan, accelerator: Accelerator, sockets: QemuSockets): readonly string[] {
  return [
    plan.program,
    ...plan.args,
    ...plan.acceleratorArgs[accelerator],
    ...['-accel', accelerator],
    // What the machine has must not depend on the defaults of a version or on files of the computer.
    ...['-nodefaults', '-no-user-config', '-display', 'none'],
    ...['-no-reboot', '-no-shutdown', '-S'],
    ...['-chardev', `socket,id=studio-serial,path=${value(sockets.serial)}`, '-serial', 'chardev:studio-serial'],
    ...['-chardev', `socket,id=studio-monitor,path=${value(sockets.monitor)}`],
    ...['-mon', 'chardev=studio-monitor,mode=control'],
  ];
}
