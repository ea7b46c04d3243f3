/** The guest that proves KVM: 64 KiB of firmware that counts a few ticks of the timer and ends the machine. */

/** What the guest writes to isa-debug-exit, and what QEMU then ends with. */
const DONE = 0x2a;
export const TRIAL_STATUS = (DONE << 1) | 1;

const ROM_BYTES = 0x10000;
/** Where the processor begins: 16 bytes below the end. */
const RESET = 0xfff0;
const HLT = 0xf4;

/**
 * 16-bit code at F000:0000. It needs what a boot needs and a KVM that merely opens does not give: real mode, a switch of modes,
 * memory-mapped registers, and a timer that wakes a processor that sleeps.
 */
const CODE: readonly (readonly [bytes: string, instruction: string])[] = [
  ['fa', 'cli'],
  ['31c0 8ed8 8ed0', 'ds = ss = 0'],
  ['bc007c', 'mov sp, 0x7c00'],
  // Flat addresses in fs by a visit to protected mode, and from there the local APIC: on, and open for the old interrupt controller.
  ['2e660f01169600', 'lgdt cs:[0x96]'],
  ['0f20c0 0c01 0f22c0', 'cr0 |= 1'],
  ['b90800 8ee1', 'fs = 8'],
  ['48 0f22c0', 'cr0 &= ~1'],
  ['66bb0000e0fe', 'mov ebx, 0xfee00000'],
  ['646766c783f0000000ff010000', 'mov dword fs:[ebx + 0xf0], 0x1ff'],
  ['646766c7835003000000070000', 'mov dword fs:[ebx + 0x350], 0x700'],
  // Interrupt 8 is the timer's: its vector, the interrupt controller with all else masked, the timer at 100 Hz.
  ['c70620007e00 c706220000f0', 'vector 8 = F000:007E'],
  ['b011e620 b008e621 b004e621 b001e621 b0fee621', 'out 0x20, 0x11; out 0x21, 8, 4, 1, 0xfe'],
  ['b034e643 b09ce640 b02ee640', 'out 0x43, 0x34; out 0x40, 0x9c, 0x2e'],
  ['31db fb', 'bx = 0; sti'],
  ['f4 83fb03 72fa', 'wait: hlt; cmp bx, 3; jb wait'],
  [`b0${DONE.toString(16)} e6f4`, 'out 0xf4, DONE'],
  ['f4 ebfd', 'stop: hlt; jmp stop'],
  ['43 50 b020e620 58 cf', '0x7e: inc bx; push ax; out 0x20, 0x20; pop ax; iret'],
  ['0000000000000000 ffff00000092cf00', '0x86: two descriptors: none, and all memory as data'],
  ['0f00 86000f00', '0x96: where they are'],
];

export function trialRom(): Uint8Array {
  const rom = new Uint8Array(ROM_BYTES).fill(HLT);
  const bytes = CODE.map(([text]) => text)
    .join('')
    .replaceAll(' ', '');
  for (let at = 0; at < bytes.length; at += 2) rom[at / 2] = Number.parseInt(bytes.slice(at, at + 2), 16);
  rom.set([0xea, 0x00, 0x00, 0x00, 0xf0], RESET); // jmp F000:0000
  return rom;
}
