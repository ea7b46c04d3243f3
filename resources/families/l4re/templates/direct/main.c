/* The only task besides the kernel, sigma0 and moe. Nobody waits for its end, so it says its status itself. */
#include <stdio.h>

int main(void)
{
  puts("Hello from L4Re, started by moe itself!");

  int status = 0;
  /* The studio reads the status from this line. */
  printf("STUDIO: exit %d\n", status);
  return status;
}
