// Text with slots, piece by piece.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

#include "documents/template/expansion.hpp"

namespace switchyard::documents {

// A text, or the index of a slot.
struct SlotPiece {
  std::string_view text;
  std::optional<std::size_t> slot;
};

// The next piece of a text that cmark gave back; takes it off `rest`, which is not empty.
inline SlotPiece next_piece(std::string_view& rest, std::size_t slot_count) {
  const auto open = rest.find(kSlotOpen);
  if (open != 0) {
    const auto text = rest.substr(0, open);
    rest.remove_prefix(text.size());
    return {text, std::nullopt};
  }
  const auto close = rest.find(kSlotClose);
  const auto digits = rest.substr(kSlotOpen.size(), close == std::string_view::npos ? 0 : close - kSlotOpen.size());
  std::size_t index = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (digits.empty() || read.ptr != digits.data() + digits.size() || index >= slot_count) {
    const auto text = rest.substr(0, kSlotOpen.size());  // Not one of ours.
    rest.remove_prefix(text.size());
    return {text, std::nullopt};
  }
  rest.remove_prefix(close + kSlotClose.size());
  return {{}, index};
}

// The slot that a text is nothing but.
inline std::optional<std::size_t> only_slot(std::string_view text, std::size_t slot_count) {
  if (text.empty()) return std::nullopt;
  const auto piece = next_piece(text, slot_count);
  return text.empty() ? piece.slot : std::nullopt;
}

}  // namespace switchyard::documents
