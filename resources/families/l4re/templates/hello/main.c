/* One task of an L4Re system. Its text goes to the log server, which puts the task's name before each line. */
#include <stdio.h>

int main(int argc, char **argv)
{
  printf("Hello from L4Re! I am %s, with %d argument%s.\n", argv[0], argc - 1, argc == 2 ? "" : "s");
  return 0;
}
