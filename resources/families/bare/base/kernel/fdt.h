/* The device tree at `fdt`; 0 MiB where it does not say. */
#include "kernel.h"

unsigned fdt_memory_mib(const uint32_t *fdt);
