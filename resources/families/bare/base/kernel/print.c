/*
 * Text out: print() and the kernel's own log lines, both straight to the serial port.
 */
#include "kernel.h"

static bool line_is_open;

void print_char(char c)
{
	if (c == '\n')
		serial_put('\r');
	serial_put(c);
	line_is_open = c != '\n';
}

/* Writes `text`, `length` long, in a field of at least `width`. */
static void print_field(const char *text, size_t length, size_t width, bool left, char fill)
{
	size_t padding = width > length ? width - length : 0;

	for (size_t i = 0; i < padding && !left; i++)
		print_char(fill);
	for (size_t i = 0; i < length; i++)
		print_char(text[i]);
	for (size_t i = 0; i < padding && left; i++)
		print_char(' ');
}

static void print_number(uint64_t value, bool negative, unsigned base, size_t width, bool left, char fill)
{
	char digits[24], *first = digits + sizeof digits;

	do
		*--first = "0123456789abcdef"[value % base];
	while (value /= base);
	if (negative && fill == '0') {
		print_char('-'); /* the sign stands before the zeros */
		width -= width > 0;
	} else if (negative) {
		*--first = '-';
	}
	print_field(first, (size_t)(digits + sizeof digits - first), width, left, fill);
}

void vprint(const char *format, va_list arguments)
{
	for (; *format; format++) {
		if (*format != '%') {
			print_char(*format);
			continue;
		}
		const char *start = format++;
		bool left = false, wide = false;
		char fill = ' ';
		size_t width = 0;

		for (; *format == '-' || *format == '0'; format++)
			*format == '-' ? (left = true) : (fill = '0');
		for (; *format >= '0' && *format <= '9'; format++)
			width = width * 10 + (size_t)(*format - '0');
		for (; *format == 'l' || *format == 'z'; format++)
			wide = true;
		if (left)
			fill = ' ';

		switch (*format) {
		case 'd':
		case 'i': {
			int64_t value = wide ? va_arg(arguments, long) : va_arg(arguments, int);
			print_number(value < 0 ? 0 - (uint64_t)value : (uint64_t)value, value < 0, 10, width, left, fill);
			break;
		}
		case 'u':
		case 'x': {
			uint64_t value = wide ? va_arg(arguments, unsigned long) : va_arg(arguments, unsigned);
			print_number(value, false, *format == 'x' ? 16 : 10, width, left, fill);
			break;
		}
		case 'p':
			print("0x");
			print_number((uintptr_t)va_arg(arguments, void *), false, 16, 0, false, '0');
			break;
		case 'c': {
			char c = (char)va_arg(arguments, int);
			print_field(&c, 1, width, left, ' ');
			break;
		}
		case 's': {
			const char *text = va_arg(arguments, const char *);
			text = text ? text : "(null)";
			print_field(text, strlen(text), width, left, ' ');
			break;
		}
		case '%':
			print_char('%');
			break;
		default: /* not known here: show it as it was written */
			print_field(start, (size_t)(format - start) + (*format != 0), 0, false, ' ');
			if (!*format)
				return;
		}
	}
}

void print(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vprint(format, arguments);
	va_end(arguments);
}

void log_begin(const char *part)
{
	if (line_is_open)
		print("\n");
#ifdef CONFIG_COLOUR
	print(strcmp(part, "panic") ? "\x1b[90m" : "\x1b[91m"); /* grey, or light red */
#endif
#ifdef CONFIG_TIMESTAMPS
	unsigned long ms = uptime_ms();
	print("[%lu.%03lu] ", ms / 1000, ms % 1000);
#endif
	print("%-8s ", part);
}

void log_end(void)
{
#ifdef CONFIG_COLOUR
	print("\x1b[0m");
#endif
	print("\n");
}

void log_line(const char *part, const char *format, ...)
{
	va_list arguments;

	log_begin(part);
	va_start(arguments, format);
	vprint(format, arguments);
	va_end(arguments);
	log_end();
}
