/** Reads what the human monitor's `info registers` says of a guest that has just reset itself. */

export interface CpuRegisters {
  /** Of the instruction that the CPU stood at. */
  readonly instruction?: string;
  /** x86: whether a table of interrupt handlers was loaded. */
  readonly hasInterruptTable?: boolean;
  /** x86: CR2, the address of the last page fault; missing when there was none. */
  readonly pageFault?: string;
}

export function parseRegisters(text: string): CpuRegisters {
  const instruction = /\b(?:RIP|EIP|PC|pc)[ =]+([0-9a-f]{8,16})\b/.exec(text)?.[1];
  const table = /\bIDT=\s*([0-9a-f]+) ([0-9a-f]+)/.exec(text);
  const pageFault = /\bCR2=([0-9a-f]+)/.exec(text)?.[1];
  return {
    ...(instruction === undefined ? {} : { instruction: hex(instruction) }),
    // The BIOS leaves real mode's table at 0; a kernel that has set up its own has moved it.
    ...(table ? { hasInterruptTable: !/^0+$/.test(table[1] ?? '') && !/^0+$/.test(table[2] ?? '') } : {}),
    ...(pageFault === undefined || /^0+$/.test(pageFault) ? {} : { pageFault: hex(pageFault) }),
  };
}

function hex(digits: string): string {
  return `0x${digits.replace(/^0+(?=.)/, '')}`;
}
