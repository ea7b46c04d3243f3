// Asks the server, and ends.
#include <cstdio>

#include <l4/re/env>

#include "calculator.h"

int main()
{
  L4::Cap<Calculator> calculator = L4Re::Env::env()->get_cap<Calculator>("calculator");
  if (!calculator.is_valid())
    {
      printf("No capability of that name: see start.cfg.\n");
      return 1;
    }

  l4_uint32_t result;
  if (calculator->add(40, 2, &result) != L4_EOK)
    return 2;
  printf("40 + 2 = %u, says the server.\n", result);

  if (calculator->divide(1, 0, &result) == -L4_EINVAL)
    printf("1 / 0 was refused, and the server goes on.\n");
  return 0;
}
