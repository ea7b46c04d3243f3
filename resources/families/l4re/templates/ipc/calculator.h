// The interface between client and server. Both are compiled against it; the kernel carries the calls.
#pragma once

#include <l4/sys/capability>
#include <l4/sys/cxx/ipc_iface>

struct Calculator : L4::Kobject_t<Calculator, L4::Kobject, 0x4711>
{
  L4_INLINE_RPC(int, add, (l4_uint32_t a, l4_uint32_t b, l4_uint32_t *sum));
  L4_INLINE_RPC(int, divide, (l4_uint32_t a, l4_uint32_t b, l4_uint32_t *quotient));
  typedef L4::Typeid::Rpcs<add_t, divide_t> Rpcs;
};
