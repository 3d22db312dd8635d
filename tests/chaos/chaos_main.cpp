// chaos [--engine sqlite|postgres|both] [--rounds N] [--clients N] [--seed N]
//
// Kills nodes and PostgreSQL at random instants under load and sees that every acknowledged write is there, that no Idempotency-Key has two
// effects, that each job's effect is there once, and that the feed of events skips nothing. Exit 0 if so, 1 if not, 2 for usage.
#include <signal.h>

#include <charconv>
#include <cstdio>
#include <exception>
#include <map>
#include <optional>
#include <string>

#include "tests/chaos/node.hpp"
#include "tests/chaos/rounds.hpp"

namespace {

using switchyard::Engine;
using switchyard::chaos::RoundOptions;

constexpr const char* kUsage = "usage: chaos [--engine sqlite|postgres|both] [--rounds N] [--clients N] [--seed N]\n";

std::optional<int> number(const std::string& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 1) return std::nullopt;
  return value;
}

int run(const std::map<std::string, std::string>& given) {
  RoundOptions options;
  for (const auto& [name, target] : {std::pair{"--rounds", &options.rounds}, std::pair{"--clients", &options.clients}}) {
    if (!given.contains(name)) continue;
    const auto value = number(given.at(name));
    if (!value) return std::fputs(kUsage, stderr), 2;
    *target = *value;
  }
  if (given.contains("--seed")) options.seed = static_cast<std::uint64_t>(number(given.at("--seed")).value_or(1));
  const std::string engine = given.contains("--engine") ? given.at("--engine") : "both";
  if (engine != "sqlite" && engine != "postgres" && engine != "both") return std::fputs(kUsage, stderr), 2;
  bool held = true;
  for (const auto& [name, which] : {std::pair{"sqlite", Engine::sqlite}, std::pair{"postgres", Engine::postgres}}) {
    if (engine != name && engine != "both") continue;
    options.engine = which;
    held = switchyard::chaos::run_rounds(options) && held;
  }
  return held ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  ::signal(SIGPIPE, SIG_IGN);
  try {
    if (count == 4 && std::string(arguments[1]) == "--node") switchyard::chaos::run_node({arguments[2], arguments[3]});
    std::map<std::string, std::string> given;
    for (int i = 1; i + 1 < count; i += 2) given[arguments[i]] = arguments[i + 1];
    for (const auto& [name, value] : given) {
      if (name != "--engine" && name != "--rounds" && name != "--clients" && name != "--seed") return std::fputs(kUsage, stderr), 2;
    }
    if (count % 2 == 0) return std::fputs(kUsage, stderr), 2;
    return run(given);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "chaos: %s\n", failure.what());
    return 1;
  }
}
