// A template's tree as Markdown in which each value is a slot: a number between two private characters. The Markdown never holds
// a value, so that no value can become markup.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "documents/binding.hpp"
#include "documents/template/compiled.hpp"
#include "values/result.hpp"

namespace switchyard::documents {

// Text of a value; `name` is said in errors, the text is not.
struct TextSlot {
  std::string name;
  std::string text;
};
struct CheckSlot {
  bool ticked = false;
};
enum class FlowSlot { page_break, keep_begin, keep_end };
struct ImageSlot {
  std::string name;
  const Image* image = nullptr;  // Of the record; null in a skeleton.
};
using Slot = std::variant<TextSlot, Anchor, CheckSlot, FlowSlot, ImageSlot>;

struct Expansion {
  std::string markdown;
  std::vector<Slot> slots;
  std::vector<Place> lines = {};  // Of each line of a skeleton's Markdown.
};

// U+E000, the slot's index in decimal, U+E001.
inline constexpr std::string_view kSlotOpen = "\xEE\x80\x80";
inline constexpr std::string_view kSlotClose = "\xEE\x80\x81";

// Refused: variable_missing, variable_type, variable_too_long, with a field for each variable; a row's is named
// "accounts/3/address".
Result<Expansion> expand(const CompiledTemplate& made, const Record& values);

// Every branch once and each list with one row: what Markdown the template is, line by line.
Expansion skeleton_of(const CompiledTemplate& made);

}  // namespace switchyard::documents
