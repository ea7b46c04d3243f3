/*
 * Text in: what is typed on the serial console.
 */
#include "kernel.h"

int poll_char(void)
{
	return serial_get();
}

char read_char(void)
{
	int c;

	while ((c = serial_get()) < 0)
		cpu_wait();
	return (char)c;
}

static void echo(const char *text)
{
#ifdef CONFIG_ECHO
	print("%s", text);
#else
	(void)text;
#endif
}

size_t read_line(char *line, size_t size)
{
	static char previous;
	size_t length = 0;

	for (;;) {
		char c = read_char();
		bool second_half = c == '\n' && previous == '\r'; /* Enter may arrive as \r, \n or both */

		previous = c;
		if (second_half)
			continue;
		if (c == '\r' || c == '\n')
			break;
		if ((c == '\b' || c == 0x7f) && length > 0) {
			length--;
			echo("\b \b");
		} else if ((unsigned char)c >= ' ' && c != 0x7f && length + 1 < size) {
			line[length++] = c;
			echo((char[]){c, 0});
		}
	}
	echo("\n");
	if (size)
		line[length] = 0;
	return length;
}
