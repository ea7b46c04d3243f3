// One task of an L4Re system, in C++.
#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

static int longest(std::vector<std::string> const &words)
{
  if (words.empty())
    throw std::invalid_argument("no words at all");

  auto it = std::max_element(words.begin(), words.end(),
                             [](auto const &a, auto const &b) { return a.size() < b.size(); });
  printf("The longest of %zu words is \"%s\".\n", words.size(), it->c_str());
  return static_cast<int>(it->size());
}

int main()
{
  printf("Hello from L4Re, in C++!\n");
  longest({"kernel", "task", "capability"});

  try
    {
      longest({});
    }
  catch (std::exception const &e)
    {
      printf("Caught: %s\n", e.what());
    }
  return 0;
}
