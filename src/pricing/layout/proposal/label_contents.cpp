#include "pricing/layout/proposal/label_contents.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace switchyard::pricing::proposal {
namespace {

constexpr std::size_t kBlocksLookedAt = 200;
constexpr std::uint32_t kRowsOfBlock = 400;

void add_once(std::vector<std::string>& texts, std::string text, std::size_t max) {
  if (texts.size() < max && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
}

bool has_price(const SheetLook& sheet, const SeenBlock& block, std::uint32_t row) {
  return std::any_of(block.prices.begin(), block.prices.end(), [&](const SeenPrices& price) { return sheet.at(row, price.column) == Look::price; });
}

void count_rows(const SheetLook& sheet, const SeenBlock& block, std::uint32_t column, LabelContents& contents) {
  for (auto row = block.first_row; row <= std::min(block.last_row, block.first_row + kRowsOfBlock); ++row) {
    if (!has_price(sheet, block, row)) continue;
    ++contents.rows;
    const auto look = sheet.at(row, column);
    if (look == Look::blank) {
      const auto area = sheet.map().merged_area({row, column});
      contents.merged = contents.merged || (area && area->first_row < row);
      continue;
    }
    ++contents.filled;
    const auto text = sheet.text(row, column);
    add_once(contents.values, text, LabelContents::kValuesMax);
    if (look == Look::month) {
      ++contents.months;
      const auto form = sheet.map().grid().at(row, column).kind == workbook::CellKind::number ? std::string() : month_form_of(text);
      contents.serial = contents.serial || form.empty();
      if (!form.empty()) add_once(contents.forms, form, 6);
    } else if (look == Look::whole) {
      ++contents.wholes;
    } else if (look == Look::band) {
      ++contents.bands;
    } else {
      ++contents.texts;
    }
  }
}

}  // namespace

std::string LabelContents::source() const {
  auto yaml = header.empty() ? fmt::format("column: {}", offset) : fmt::format("column: {}", quoted(whole_text_pattern(header)));
  if (filled < rows) yaml += merged ? ", fill: merge" : ", fill: down";
  return yaml;
}

std::vector<LabelContents> contents_of(const Looks& looks, const Family& family) {
  std::vector<LabelContents> all;
  std::vector<std::size_t> blocks_of;
  const auto looked_at = std::min(family.blocks.size(), kBlocksLookedAt);
  for (std::size_t i = 0; i < looked_at; ++i) {
    const auto& block = family.blocks[i];
    const auto& sheet = *looks[block.sheet];
    const auto anchor = anchor_of(sheet, family, block);
    for (const auto& label : block.labels) {
      const int offset = static_cast<int>(label.column) - static_cast<int>(anchor.column);
      auto at = std::find_if(all.begin(), all.end(), [&](const LabelContents& other) { return other.header == label.header && (!label.header.empty() || other.offset == offset); });
      if (at == all.end()) {
        LabelContents contents;
        contents.header = label.header;
        contents.offset = offset;
        contents.role = label.role;
        contents.cell = label.header.empty() ? sheet.cell(block.first_row, label.column) : sheet.cell(label.header_row, label.column);
        at = all.insert(all.end(), std::move(contents));
        blocks_of.push_back(0);
      }
      ++blocks_of[static_cast<std::size_t>(at - all.begin())];
      count_rows(sheet, block, label.column, *at);
    }
  }
  for (std::size_t i = 0; i < all.size(); ++i) all[i].everywhere = blocks_of[i] >= looked_at;
  return all;
}

}  // namespace switchyard::pricing::proposal
