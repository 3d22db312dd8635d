#include "pricing/sheets/operator_reason.hpp"

#include <fmt/format.h>

namespace switchyard::pricing {

Result<void> check_operator_reason(std::string_view reason) {
  if (reason.empty()) return invalid_field("/reason", "reason_missing", "say why: it is kept in the history");
  if (reason.size() > kReasonSizeMax) {
    return invalid_field("/reason", "reason_too_long", fmt::format("a reason has at most {} bytes", kReasonSizeMax));
  }
  return {};
}

}  // namespace switchyard::pricing
