// chaos_signing [--engine sqlite|postgres|both] [--rounds N] [--seed N]
//
// Kills the node at random instants between a signer's Finish and the sealed file, and sees that every acknowledged signature is there, once, and that sealing
// completes after the restart. Exit 0 if so, 1 if not, 2 for usage.
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <string>

#include "tests/chaos_signing/signing_node.hpp"
#include "tests/chaos_signing/signing_rounds.hpp"

namespace {

using switchyard::Engine;

constexpr const char* kUsage = "usage: chaos_signing [--engine sqlite|postgres|both] [--rounds N] [--seed N]\n";

int run(const std::map<std::string, std::string>& given) {
  switchyard::chaos::SigningOptions options;
  for (const auto& [name, value] : given) {
    if (name == "--rounds") options.rounds = std::atoi(value.c_str());
    if (name == "--seed") options.seed = std::strtoull(value.c_str(), nullptr, 10);
    if (name != "--rounds" && name != "--seed" && name != "--engine") return std::fputs(kUsage, stderr), 2;
  }
  const std::string engine = given.contains("--engine") ? given.at("--engine") : "both";
  if (options.rounds < 1 || (engine != "sqlite" && engine != "postgres" && engine != "both")) return std::fputs(kUsage, stderr), 2;
  bool held = true;
  for (const auto& [name, which] : {std::pair{"sqlite", Engine::sqlite}, std::pair{"postgres", Engine::postgres}}) {
    if (engine != name && engine != "both") continue;
    options.engine = which;
    held = switchyard::chaos::run_signing_rounds(options) && held;
  }
  return held ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  ::signal(SIGPIPE, SIG_IGN);
  try {
    if (count == 4 && std::string(arguments[1]) == "--node") switchyard::chaos::run_signing_node({arguments[2], arguments[3]});
    std::map<std::string, std::string> given;
    for (int i = 1; i + 1 < count; i += 2) given[arguments[i]] = arguments[i + 1];
    if (count % 2 == 0) return std::fputs(kUsage, stderr), 2;
    return run(given);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "chaos_signing: %s\n", failure.what());
    return 1;
  }
}
