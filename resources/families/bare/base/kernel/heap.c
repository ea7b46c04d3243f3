/*
 * The heap: malloc() and free(). Blocks lie side by side, each behind a header; malloc() takes the first free one
 * that is large enough, and joins free neighbours on its way.
 */
#include "kernel.h"

struct block {
	size_t size;  /* of what follows this header, a multiple of 16 */
	size_t state; /* USED or FREE; anything else: this is not a header, or somebody wrote over it */
};
#define USED 0x64657375u
#define FREE 0x65657266u

#ifdef CONFIG_HEAP_CHECKS
#define TAIL 16 /* bytes behind each block that nobody may change */
#else
#define TAIL 0
#endif
#define TAIL_BYTE 0xfd
#define FREED_BYTE 0xdd

static struct block *after(struct block *block)
{
	return (struct block *)((char *)(block + 1) + block->size);
}

void heap_start(void)
{
	struct block *all = (struct block *)heap_bottom;

	all->size = (size_t)(heap_top - heap_bottom) - sizeof *all;
	all->state = FREE;
}

/* Joins `block` with the free ones behind it, and cuts off what is more than `size`. */
static bool fit(struct block *block, size_t size)
{
	struct block *next;

	while ((char *)(next = after(block)) < heap_top && next->state == FREE)
		block->size += sizeof *next + next->size;
	if (block->size < size)
		return false;
	if (block->size - size >= 2 * sizeof *block) {
		size_t rest = block->size - size - sizeof *block;

		block->size = size;
		*after(block) = (struct block){.size = rest, .state = FREE};
	}
	return true;
}

void *malloc(size_t size)
{
	if (size > (size_t)(heap_top - heap_bottom))
		return NULL;
	size = (size + TAIL + 15) & ~(size_t)15;
	for (struct block *block = (struct block *)heap_bottom; (char *)block < heap_top; block = after(block)) {
#ifdef CONFIG_HEAP_CHECKS
		if (block->state != FREE && block->state != USED)
			blame(BLAME_CALLER, "heap: the block at %p was written over", (void *)(block + 1));
#endif
		if (block->state == FREE && fit(block, size)) {
			block->state = USED;
			memset((char *)after(block) - TAIL, TAIL_BYTE, TAIL);
			return block + 1;
		}
	}
	return NULL;
}

void free(void *memory)
{
	struct block *block = (struct block *)memory - 1;

	if (!memory)
		return;
#ifdef CONFIG_HEAP_CHECKS
	if ((char *)memory < heap_bottom || (char *)memory > heap_top || (block->state != USED && block->state != FREE))
		blame(BLAME_CALLER, "heap: free(%p) is not a block that malloc() gave", memory);
	if (block->state == FREE)
		blame(BLAME_CALLER, "heap: the block at %p was freed twice", memory);
	for (unsigned char *byte = (unsigned char *)after(block) - TAIL; byte < (unsigned char *)after(block); byte++)
		if (*byte != TAIL_BYTE)
			blame(BLAME_CALLER, "heap: something wrote past the end of the block at %p", memory);
	memset(memory, FREED_BYTE, block->size);
#endif
	block->state = FREE;
}

void *calloc(size_t count, size_t size)
{
	size_t bytes;
	void *memory = __builtin_mul_overflow(count, size, &bytes) ? NULL : malloc(bytes);

	return memory ? memset(memory, 0, bytes) : NULL;
}

void *realloc(void *memory, size_t size)
{
	void *moved = malloc(size);

	if (memory && moved) {
		size_t old = ((struct block *)memory - 1)->size - TAIL;

		memcpy(moved, memory, old < size ? old : size);
		free(memory);
	}
	return moved;
}

#ifdef CONFIG_HEAP_REPORT
void heap_report(void)
{
	size_t count = 0, bytes = 0;

	for (struct block *block = (struct block *)heap_bottom; (char *)block < heap_top; block = after(block)) {
		if (block->state != FREE && block->state != USED) {
			log_info("heap", "written over at %p: what is left cannot be counted", (void *)block);
			return;
		}
		if (block->state == USED) {
			count++;
			bytes += block->size - TAIL;
		}
	}
	if (count == 0)
		log_info("heap", "every block was freed");
	else
		log_info("heap", "%zu %s never freed, %zu bytes", count, count == 1 ? "block" : "blocks", bytes);
}
#endif
