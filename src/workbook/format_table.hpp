// Number formats by id, as a workbook defines them over the built-in ones, and their places among the texts of its cells.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "values/result.hpp"
#include "workbook/stored_grid.hpp"

namespace switchyard::workbook {

// `texts` must outlive it.
class FormatTable {
 public:
  explicit FormatTable(CellTexts& texts) : texts_(texts) {}

  // The later of two definitions stays.
  void define(std::uint32_t id, std::string code) { custom_[id] = std::move(code); }

  // Of each style's format: its place in texts.formats. Refused: "workbook_too_large" where there are more than a cell can tell
  // apart.
  Result<std::vector<std::uint16_t>> places_of(std::span<const std::uint32_t> ids);

 private:
  std::optional<std::uint16_t> place_of(std::uint32_t id);

  CellTexts& texts_;
  std::unordered_map<std::uint32_t, std::string> custom_;
  std::unordered_map<std::string, std::uint16_t> places_;
};

}  // namespace switchyard::workbook
