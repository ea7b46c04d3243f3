/*
 * Where everything lies in memory. The image begins 4 MiB into the machine's memory, or leaves as much free behind it:
 * there the firmware's notes are.
 */
#include "config.h"

ENTRY(_start)

MEMORY {
	ram : ORIGIN = IMAGE_BASE, LENGTH = CONFIG_MEMORY_MIB * 1M - 4M
}

PHDRS {
	code PT_LOAD FLAGS(5); /* read, execute */
	data PT_LOAD FLAGS(6); /* read, write */
	zero PT_LOAD FLAGS(6); /* takes no room in the file */
	note PT_NOTE FLAGS(4);
}

SECTIONS {
	code_bottom = .;
	.text : { KEEP(*(.vectors)) KEEP(*(.boot)) *(.text .text.*) } > ram :code
	code_top = .;
	.note : { KEEP(*(.note.PVH)) } > ram :code :note
	.rodata : { *(.rodata .rodata.* .srodata .srodata.*) } > ram :code
	.data : {
		*(.data .data.* .sdata .sdata.*)
		QUAD(0) /* never empty: QEMU would take an empty part for one at address 0 */
	} > ram :data
	.bss (NOLOAD) : {
		bss_start = .;
		*(.bss .bss.* .sbss .sbss.* COMMON)
		. = ALIGN(16);
		bss_end = .;
	} > ram :zero
	/* 2 MiB that are not mapped: a program that needs more stack than there is faults here, and breaks nothing. */
	.stack (NOLOAD) : {
		. = ALIGN(2M);
		stack_guard = .;
		. += 2M;
		stack_bottom = .;
		. += CONFIG_STACK_KIB * 1K;
		stack_top = .;
	} > ram :zero
#ifdef CONFIG_HEAP
	.heap (NOLOAD) : {
		heap_bottom = .;
		. += CONFIG_HEAP_KIB * 1K;
		heap_top = .;
	} > ram :zero
#endif
	/DISCARD/ : { *(.comment .note.* .eh_frame* .riscv.attributes) }
}
