#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
	const char *path = argc > 1 ? argv[1] : "/hello.txt";
	int file = open(path, O_RDONLY);
	char text[256];
	ssize_t got;

	if (file < 0) {
		printf("%s cannot be opened: %s\n", path, strerror(errno));
		return 1;
	}
	while ((got = read(file, text, sizeof(text) - 1)) > 0) {
		text[got] = '\0';
		printf("%s", text);
	}
	close(file);
	return 0;
}
