#include "pricing/sheets/sheet_status.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

using enum SheetStatus;

constexpr std::array<std::string_view, kSheetStatusCount> kStatusTexts = {
    "received", "recognised", "unknown_layout", "parsed", "rejected", "checked", "held", "published", "withdrawn", "superseded", "expired"};

constexpr std::array<std::string_view, 8> kActionTexts = {"import", "publish", "reject", "withdraw", "rollback", "restore", "supersede", "expire"};

constexpr SheetTransition kTransitions[] = {
    {SheetAction::import, received, recognised},
    {SheetAction::import, received, unknown_layout},
    {SheetAction::import, received, rejected},  // No layout was asked: the file itself cannot be opened.
    {SheetAction::import, recognised, parsed},
    {SheetAction::import, recognised, rejected},
    {SheetAction::import, parsed, checked},
    {SheetAction::import, parsed, rejected},
    {SheetAction::import, checked, held},
    {SheetAction::import, checked, published},
    {SheetAction::import, checked, superseded},  // It came late: a later sheet of its scope is on sale already.
    {SheetAction::import, checked, expired},
    {SheetAction::publish, held, published},
    {SheetAction::publish, withdrawn, published},
    {SheetAction::reject, held, rejected},
    {SheetAction::withdraw, published, withdrawn},
    {SheetAction::withdraw, superseded, withdrawn},
    {SheetAction::withdraw, expired, withdrawn},
    {SheetAction::rollback, published, withdrawn},
    {SheetAction::rollback, expired, withdrawn},
    {SheetAction::restore, superseded, published},
    {SheetAction::restore, published, published},  // Its successor had not begun yet.
    {SheetAction::restore, expired, expired},
    {SheetAction::supersede, published, superseded},
    {SheetAction::expire, published, expired},
};

}  // namespace

std::string_view text_of(SheetStatus status) { return kStatusTexts.at(static_cast<std::size_t>(status)); }

Result<SheetStatus> parse_sheet_status(std::string_view text) {
  const auto* const found = std::ranges::find(kStatusTexts, text);
  if (found == kStatusTexts.end()) {
    return Error{ErrorKind::invalid, "invalid_sheet_status",
                 fmt::format("'{:.40}' is not a status of a sheet; one of {} was expected", text, fmt::join(kStatusTexts, ", "))};
  }
  return static_cast<SheetStatus>(found - kStatusTexts.begin());
}

std::string_view text_of(SheetAction action) { return kActionTexts.at(static_cast<std::size_t>(action)); }

std::span<const SheetTransition> sheet_transitions() { return kTransitions; }

bool is_allowed(const SheetTransition& transition) { return std::ranges::find(kTransitions, transition) != std::end(kTransitions); }

Result<SheetStatus> next_status(SheetStatus from, SheetAction action) {
  ENSURE(action != SheetAction::import);
  std::vector<std::string_view> takes;
  for (const SheetTransition& transition : kTransitions) {
    if (transition.action != action) continue;
    if (transition.from == from) return transition.to;
    takes.push_back(text_of(transition.from));
  }
  return Error{ErrorKind::conflict, "sheet_state_conflict",
               fmt::format("the sheet is {}; {} takes one that is {}", text_of(from), text_of(action), fmt::join(takes, " or "))};
}

std::vector<SheetStatus> import_path(SheetStatus last) {
  switch (last) {
    case unknown_layout: return {received, unknown_layout};
    case rejected: return {received, recognised, rejected};
    case held:
    case published:
    case superseded:
    case expired: return {received, recognised, parsed, checked, last};
    default: break;
  }
  ENSURE(false);
  return {};
}

}  // namespace switchyard::pricing
