import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archsHere, BareProject } from './bare-project.ts';

/** Semihosting as Arm defines it: SYS_OPEN 0x01 makes files on the host, SYS_SYSTEM 0x12 runs a command there. */
const PROGRAM = `#include <bare.h>

static uint64_t host_call(uint64_t operation, void *arguments)
{
	register uint64_t x0 __asm__("x0") = operation;
	register void *x1 __asm__("x1") = arguments;

	__asm__ volatile("hlt #0xf000" : "+r"(x0) : "r"(x1) : "memory");
	return x0;
}

int main(void)
{
	static const char name[] = "opened-by-guest", command[] = "touch run-by-guest";
	uint64_t open[] = {(uintptr_t)name, 4, sizeof name - 1};
	uint64_t system[] = {(uintptr_t)command, sizeof command - 1};

	host_call(0x01, open);
	host_call(0x12, system);
	print("tried\\n");
	return 0;
}
`;

test.skipIf(!archsHere.includes('arm64'))(
  'the way out of an arm64 guest opens no way in to this computer',
  async () => {
    const project = await BareProject.create('hello', 'arm64');
    try {
      project.write('src/main.c', PROGRAM);
      project.build();
      const { text, end } = await project.boot();
      expect(text).toContain('tried\n');
      expect(end).toEqual({ code: 0, reason: 'guest' });
      expect(existsSync(join(project.root, 'opened-by-guest'))).toBe(false);
      expect(existsSync(join(project.root, 'run-by-guest'))).toBe(false);
    } finally {
      project.dispose();
    }
  },
);
