#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 8080

static const char body[] =
	"<!doctype html><title>Unikraft</title><h1>Hello from Unikraft!</h1>\n";

static int fail(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	return 1;
}

static void answer(int client, unsigned int number)
{
	char text[1024];
	ssize_t got = read(client, text, sizeof(text) - 1);
	int length;

	if (got < 0) {
		fail("read");
		return;
	}
	text[got] = '\0';
	printf("request %u: %.*s\n", number, (int)strcspn(text, "\r\n"), text);
	length = snprintf(text, sizeof(text),
			  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
			  "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
			  sizeof(body) - 1, body);
	if (write(client, text, length) != length)
		fail("write");
}

int main(void)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons(PORT),
		.sin_addr = { .s_addr = htonl(INADDR_ANY) },
	};
	int server = socket(AF_INET, SOCK_STREAM, 0);
	int yes = 1;

	/* Each line is seen at once. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (server < 0)
		return fail("socket");
	setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (bind(server, (struct sockaddr *)&address, sizeof(address)) < 0)
		return fail("bind");
	if (listen(server, 8) < 0)
		return fail("listen");
	printf("Listening on port %d\n", PORT);

	for (unsigned int number = 1;; number++) {
		int client = accept(server, NULL, NULL);

		if (client < 0)
			return fail("accept");
		answer(client, number);
		close(client);
	}
}
