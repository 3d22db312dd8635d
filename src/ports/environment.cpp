#include "ports/environment.hpp"

#include <fmt/format.h>

namespace switchyard {

std::string_view text_of(EnvironmentName environment) { return environment == EnvironmentName::test ? "test" : "live"; }

Result<EnvironmentName> parse_environment(std::string_view text) {
  if (text == "test") return EnvironmentName::test;
  if (text == "live") return EnvironmentName::live;
  return Error{ErrorKind::invalid, "invalid_environment", fmt::format("'{:.40}' is not an environment; test or live was expected", text)};
}

}  // namespace switchyard
