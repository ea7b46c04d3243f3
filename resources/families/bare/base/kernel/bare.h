/*
 * Everything that your program can call. All of it lives in this folder: there is no C library behind it.
 */
#ifndef BARE_H
#define BARE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config.h" /* your options: .config as C, each with CONFIG_ before its name */

/* Text out. Knows %d %i %u %x %c %s %p %%, the sizes l, ll and z, and a width: "%5d", "%-8s", "%08x". */
void print(const char *format, ...) __attribute__((format(printf, 1, 2)));
void vprint(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

/* A line of the kernel's kind: "[0.004] part     text". How much is printed is an option: "Kernel messages". */
#define log_info(part, ...) do { if (LOG_LEVEL >= 1) log_line(part, __VA_ARGS__); } while (0)
#define log_debug(part, ...) do { if (LOG_LEVEL >= 2) log_line(part, __VA_ARGS__); } while (0)

/* Text in. read_char() and read_line() wait; poll_char() answers at once, with -1 when nothing was typed. */
int poll_char(void);
char read_char(void);
size_t read_line(char *line, size_t size); /* length without the line's end; always ends with a 0 byte */

/* Time since the kernel started. ticks() counts timer interrupts: CONFIG_HZ of them each second. */
uint64_t uptime_us(void);
uint64_t uptime_ms(void);
uint64_t ticks(void);
void sleep_ms(unsigned ms);

/* Memory. These need the option HEAP. malloc() answers with NULL when there is not enough. */
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t size);
void free(void *block);

/* The end. Status 0 means that all went well; 125 is the highest that reaches the host. */
_Noreturn void exit(int status);
_Noreturn void panic(const char *format, ...) __attribute__((format(printf, 1, 2)));
#define assert(claim) ((claim) ? (void)0 : panic("assertion failed: %s, %s:%d", #claim, __FILE__, __LINE__))

void *memset(void *to, int byte, size_t size);
void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
int memcmp(const void *a, const void *b, size_t size);
size_t strlen(const char *text);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t size);

#if defined CONFIG_LOG_QUIET
#define LOG_LEVEL 0
#elif defined CONFIG_LOG_DEBUG
#define LOG_LEVEL 2
#else
#define LOG_LEVEL 1
#endif
void log_line(const char *part, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
