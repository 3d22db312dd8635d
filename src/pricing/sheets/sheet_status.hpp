// The states of a sheet and every way from one to another, as data: the one table that imports, operators and the clock obey.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::pricing {

enum class SheetStatus : std::uint8_t {
  received, recognised, unknown_layout, parsed, rejected, checked, held, published, withdrawn, superseded, expired,
};
inline constexpr std::size_t kSheetStatusCount = 11;
[[nodiscard]] std::string_view text_of(SheetStatus status);
Result<SheetStatus> parse_sheet_status(std::string_view text);

// Who or what moves a sheet.
enum class SheetAction : std::uint8_t {
  import,     // The stages of reading a file.
  publish,    // An operator puts it on sale.
  reject,     // An operator refuses it for good.
  withdraw,   // An operator takes it off sale.
  rollback,   // An operator takes it off sale and puts back what it had superseded.
  restore,    // The other half of a rollback.
  supersede,  // A later sheet of its scope has begun.
  expire,     // Its last instant of sale has passed.
};
[[nodiscard]] std::string_view text_of(SheetAction action);

struct SheetTransition {
  SheetAction action;
  SheetStatus from;
  SheetStatus to;
  bool operator==(const SheetTransition&) const = default;
};
[[nodiscard]] std::span<const SheetTransition> sheet_transitions();

// Where the action leads from there; for import, which may lead to several, ask is_allowed. Refused with
// "sheet_state_conflict", which says what the sheet is and what the action needs.
[[nodiscard]] Result<SheetStatus> next_status(SheetStatus from, SheetAction action);
[[nodiscard]] bool is_allowed(const SheetTransition& transition);

// The stages that a file went through to end so, `received` first and `last` last. `last` is one that an import ends in.
[[nodiscard]] std::vector<SheetStatus> import_path(SheetStatus last);

}  // namespace switchyard::pricing
