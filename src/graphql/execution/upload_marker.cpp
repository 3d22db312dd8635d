#include "graphql/execution/upload_marker.hpp"

#include <charconv>
#include <string>
#include <string_view>

namespace switchyard::graphql {
namespace {

// A control character, which a name cannot hold.
constexpr std::string_view kPrefix = "\x01upload ";

}  // namespace

Value upload_marker(std::size_t place) { return Value::Enum{std::string(kPrefix) + std::to_string(place)}; }

std::optional<std::size_t> upload_place(const Value& value) {
  const auto* marker = value.enumerated();
  if (marker == nullptr || !std::string_view(marker->name).starts_with(kPrefix)) return std::nullopt;
  std::size_t place = 0;
  std::from_chars(marker->name.data() + kPrefix.size(), marker->name.data() + marker->name.size(), place);
  return place;
}

ScalarFunctions upload_scalar() {
  return {.parse = [](const Value& value) -> ScalarResult {
            if (upload_place(value)) return value;
            return std::string("Upload takes a file of a multipart request (operations, map and the file's part).");
          },
          .serialize = [](const Value&) -> ScalarResult { return std::string("Upload is taken and never given."); }};
}

}  // namespace switchyard::graphql
