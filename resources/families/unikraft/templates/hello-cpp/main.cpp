#include <stdio.h>

namespace {

template <typename T, unsigned Size> class List {
public:
	void add(T item)
	{
		if (count < Size)
			items[count++] = item;
	}
	const T *begin() const { return items; }
	const T *end() const { return items + count; }

private:
	T items[Size] = {};
	unsigned count = 0;
};

class Greeter {
public:
	explicit Greeter(const char *greeting) : greeting(greeting) {}
	void greet(const char *whom) const { printf("%s from %s!\n", greeting, whom); }

private:
	const char *greeting;
};

/* Constructed before main() is called. */
const Greeter greeter("Hello");

} // namespace

int main(int argc, char *argv[])
{
	List<const char *, 8> names;

	names.add("Unikraft");
	for (int i = 1; i < argc; i++)
		names.add(argv[i]);
	for (const char *name : names)
		greeter.greet(name);
	return 0;
}
