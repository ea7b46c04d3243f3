/*
 * Where the compiler's checks end up (-fsanitize): it calls one of these just before a program would do what C leaves
 * undefined. The names and the arguments are GCC's; each first argument begins with the place in the source.
 */
#include "kernel.h"

struct place {
	const char *file;
	uint32_t line, column;
};

#define CHECK(name, what) \
	_Noreturn void __ubsan_handle_##name(const struct place *at); \
	_Noreturn void __ubsan_handle_##name(const struct place *at) \
	{ \
		blame(BLAME_CALLER, "undefined: %s, %s:%u", what, at->file, at->line); \
	}

CHECK(add_overflow_abort, "an addition left the range of its type")
CHECK(sub_overflow_abort, "a subtraction left the range of its type")
CHECK(mul_overflow_abort, "a multiplication left the range of its type")
CHECK(negate_overflow_abort, "a negation left the range of its type")
CHECK(shift_out_of_bounds_abort, "a shift by a negative or too large number")
CHECK(out_of_bounds_abort, "an index outside its array")
CHECK(builtin_unreachable, "a place that cannot be reached was reached")

_Noreturn void __ubsan_handle_divrem_overflow_abort(const struct place *at, uintptr_t left, uintptr_t right);
_Noreturn void __ubsan_handle_divrem_overflow_abort(const struct place *at, uintptr_t left, uintptr_t right)
{
	(void)left;
	if (right == 0)
		blame(BLAME_CALLER, "division by zero, %s:%u", at->file, at->line);
	blame(BLAME_CALLER, "undefined: a division left the range of its type, %s:%u", at->file, at->line);
}
