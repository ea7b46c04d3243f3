#include "toy.h"

static inline void out8(unsigned short port, unsigned char value) { __asm__ volatile("outb %0, %1" ::"a"(value), "Nd"(port)); }
static inline unsigned char in8(unsigned short port)
{
	unsigned char value;
	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

void say(const char *text)
{
	for (; *text; text++) {
		while (!(in8(0x3f8 + 5) & 0x20))
			;
		out8(0x3f8, *text);
	}
}

void say_number(unsigned number)
{
	char digits[12], *at = digits + 11;
	*at = 0;
	do *--at = '0' + number % 10; while (number /= 10);
	say(at);
}

static void say_address(unsigned number)
{
	char digits[11] = "0x00000000";
	for (int i = 9; i > 1; i--, number >>= 4) digits[i] = "0123456789abcdef"[number & 15];
	say(digits);
}

int hear(void)
{
	while (!(in8(0x3f8 + 5) & 1))
		;
	return in8(0x3f8);
}

void toy_exit(int code)
{
	say("toy: exit ");
	say_number(code);
	say("\n");
	/* QEMU ends at once, and would forget what the line has not taken yet. */
	while (!(in8(0x3f8 + 5) & 0x40))
		;
	out8(0xf4, 16 + code);
}

void toy_panic(const char *why)
{
	unsigned *frame = __builtin_frame_address(0);
	say("toy: PANIC ");
	say(why);
	say("\ntoy: at ");
	say_address(frame[1]);
	for (frame = (unsigned *)frame[0]; frame && frame[1]; frame = (unsigned *)frame[0]) {
		say("\ntoy: from ");
		say_address(frame[1]);
	}
	say("\ntoy: end of report\n");
	for (;;) __asm__ volatile("cli; hlt");
}

void toy_reset(void) { out8(0x64, 0xfe); }

void toy_start(void)
{
	say("toy: kernel\n");
	say("toy: main\n");
	toy_exit(app());
}
