import { expect, it } from 'vitest';
import { parseRegisters } from '../../../electron/services/vm/cpu-registers.ts';

it('reads an x86 CPU without an interrupt table', () => {
  const text =
    '\r\nCPU#0\r\nEAX=00000000 EBX=00009500\r\nEIP=00100034 EFL=00000046 [---Z-P-] CPL=0 II=0 A20=1 SMM=0 HLT=0\r\nGDT=     000c02b8 00000027\r\nIDT=     00000000 000003ff\r\nCR0=00000011 CR2=00000000 CR3=00000000\r\n';
  expect(parseRegisters(text)).toEqual({ instruction: '0x100034', hasInterruptTable: false });
});

it('reads an x86-64 CPU with a table and a page fault', () => {
  const text =
    'RAX=0000000000000000\r\nRIP=ffffffff81000010 RFL=00010046\r\nIDT=     fffffe0000000000 00000fff\r\nCR0=80050033 CR2=00000000deadbeef CR3=0000000001234000\r\n';
  expect(parseRegisters(text)).toEqual({
    instruction: '0xffffffff81000010',
    hasInterruptTable: true,
    pageFault: '0xdeadbeef',
  });
});

it('reads the program counters of arm64 and riscv64', () => {
  expect(parseRegisters('\r\nCPU#0\r\n PC=0000000040080000 X00=0000000000000000\r\n').instruction).toBe('0x40080000');
  expect(parseRegisters('CPU#0\r\n V      =   0\r\n pc       0000000080000042\r\n mhartid  0').instruction).toBe(
    '0x80000042',
  );
});

it('knows nothing where nothing was said', () => {
  expect(parseRegisters('')).toEqual({});
});
