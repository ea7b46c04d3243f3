// Waits for calls through its end of the channel, for ever.
#include <cstdio>

#include <l4/re/env>
#include <l4/re/util/object_registry>
#include <l4/re/util/br_manager>
#include <l4/sys/cxx/ipc_epiface>

#include "calculator.h"

static L4Re::Util::Registry_server<L4Re::Util::Br_manager_hooks> server;

class Calculator_server : public L4::Epiface_t<Calculator_server, Calculator>
{
public:
  int op_add(Calculator::Rights, l4_uint32_t a, l4_uint32_t b, l4_uint32_t &sum)
  {
    sum = a + b;
    return L4_EOK;
  }

  int op_divide(Calculator::Rights, l4_uint32_t a, l4_uint32_t b, l4_uint32_t &quotient)
  {
    // Nobody can be trusted to ask for what makes sense: a task answers for itself alone.
    if (b == 0)
      return -L4_EINVAL;
    quotient = a / b;
    return L4_EOK;
  }
};

int main()
{
  static Calculator_server calculator;

  // "calculator" is the name that the start script gave to this end of the channel.
  if (!server.registry()->register_obj(&calculator, "calculator").is_valid())
    {
      printf("No channel of that name: see start.cfg.\n");
      return 1;
    }

  printf("Ready to calculate.\n");
  server.loop();
}
