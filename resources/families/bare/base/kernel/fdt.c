/*
 * Reads one thing from the device tree, QEMU's description of its machine: how much memory there is.
 * The format: https://devicetree-specification.readthedocs.io, chapter 5. All numbers are big-endian.
 */
#include "fdt.h"

static uint32_t big(const uint32_t *at)
{
	return __builtin_bswap32(*at);
}

unsigned fdt_memory_mib(const uint32_t *fdt)
{
	enum { MAGIC = 0xd00dfeedu, BEGIN_NODE = 1, END_NODE, PROPERTY, NOP };
	bool in_memory = false;

	if (big(fdt) != MAGIC)
		return 0;
	const uint32_t *at = fdt + big(fdt + 2) / 4;
	const char *names = (const char *)fdt + big(fdt + 3);

	for (;;) {
		uint32_t token = big(at++);

		if (token == BEGIN_NODE) {
			const char *name = (const char *)at;

			in_memory = strncmp(name, "memory@", 7) == 0;
			at += strlen(name) / 4 + 1;
		} else if (token == PROPERTY) {
			uint32_t size = big(at), name = big(at + 1);

			/* reg = <address size>, each of two numbers */
			if (in_memory && strcmp(names + name, "reg") == 0)
				return (unsigned)(((uint64_t)big(at + 4) << 32 | big(at + 5)) >> 20);
			at += 2 + (size + 3) / 4;
		} else if (token != END_NODE && token != NOP) {
			return 0;
		}
	}
}
