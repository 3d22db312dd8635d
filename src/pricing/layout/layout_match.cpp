#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "pricing/layout/cell_text.hpp"
#include "pricing/layout/layout.hpp"
#include "pricing/layout/layout_spec.hpp"
#include "pricing/layout/sheet_map.hpp"

namespace switchyard::pricing {
namespace {

// Where a file says what it is: near the top of its first visible sheets.
constexpr std::uint32_t kRowsLookedAt = 120;
constexpr std::uint32_t kColumnsLookedAt = 64;
constexpr std::size_t kSheetsLookedAt = 8;

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

// The different texts of a file that may say what it is; numbers say nothing.
std::vector<std::string> texts_near_the_top(const workbook::Workbook& workbook) {
  std::vector<std::string> texts;
  std::unordered_set<std::string> known;
  std::string storage;
  std::size_t sheets = 0;
  for (std::size_t i = 0; i < workbook.sheet_count() && sheets < kSheetsLookedAt; ++i) {
    const auto& grid = workbook.sheet(i);
    if (grid.hidden() || grid.row_count() == 0) continue;
    ++sheets;
    for (std::uint32_t row = 0; row < std::min(grid.row_count(), kRowsLookedAt); ++row) {
      for (std::uint32_t column = 0; column < std::min(grid.column_count(), kColumnsLookedAt); ++column) {
        const auto cell = grid.at(row, column);
        if (cell.kind != workbook::CellKind::text || !has_letter(cell.text)) continue;
        std::string text(tidy_text(cell.text, storage));
        if (known.insert(text).second) texts.push_back(std::move(text));
      }
    }
  }
  return texts;
}

bool any_says(const std::vector<std::string>& texts, const Pattern& pattern) {
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return pattern.matches(text); });
}

bool has_sheet(const workbook::Workbook& workbook, const Pattern& pattern) {
  std::string storage;
  for (std::size_t i = 0; i < workbook.sheet_count(); ++i) {
    if (!workbook.sheet(i).hidden() && pattern.matches(tidy_text(workbook.sheet(i).name(), storage))) return true;
  }
  return false;
}

MatchVerdict match_with(const LayoutSpec& spec, const workbook::Workbook& workbook, std::string_view file_name, const std::vector<std::string>& texts) {
  MatchVerdict verdict;
  const auto against = [&](std::string reason) { verdict.against.push_back({{}, "unknown_layout", fmt::format("{}: {}", spec.name, reason)}); };
  if (std::find(spec.types.begin(), spec.types.end(), workbook.type()) == spec.types.end()) {
    against(fmt::format("the file is {} by its bytes", workbook::text_of(workbook.type())));
  }
  if (spec.member && !workbook.member_name().empty() && !spec.member->matches(workbook.member_name())) {
    against(fmt::format("the zip's file '{}' is not {}", workbook.member_name(), spec.member->expression()));
  }
  if (spec.match_file_name && !spec.match_file_name->matches(file_name)) against(fmt::format("the file's name is not {}", spec.match_file_name->expression()));
  for (const auto& pattern : spec.match_sheets) {
    if (!has_sheet(workbook, pattern)) against(fmt::format("no visible sheet is named {}", pattern.expression()));
  }
  for (const auto& pattern : spec.says) {
    if (!any_says(texts, pattern)) against(fmt::format("no cell near the top says {}", pattern.expression()));
  }
  for (const auto& pattern : spec.says_not) {
    if (any_says(texts, pattern)) against(fmt::format("a cell says {}", pattern.expression()));
  }
  verdict.matches = verdict.against.empty();
  return verdict;
}

}  // namespace

MatchVerdict match(const Layout& layout, const workbook::Workbook& workbook, std::string_view file_name) {
  return match_with(layout.spec(), workbook, file_name, texts_near_the_top(workbook));
}

LayoutLibrary::Recognition LayoutLibrary::recognise(const workbook::Workbook& workbook, std::string_view file_name) const {
  const auto texts = texts_near_the_top(workbook);
  Recognition recognition;
  std::string names;
  std::size_t fitting = 0;
  for (const auto& layout : layouts_) {
    auto verdict = match_with(layout.spec(), workbook, file_name, texts);
    if (verdict.matches) {
      recognition.layout = &layout;
      names += (names.empty() ? "" : ", ") + std::string(layout.name());
      ++fitting;
      continue;
    }
    // The nearest reason of each layout is enough: its first.
    recognition.reasons.push_back(std::move(verdict.against.front()));
  }
  if (fitting == 1) recognition.reasons.clear();
  if (fitting > 1) {
    recognition.layout = nullptr;
    recognition.reasons = {{{}, "ambiguous_layout", fmt::format("the file fits several layouts: {}", names)}};
  }
  return recognition;
}

}  // namespace switchyard::pricing
