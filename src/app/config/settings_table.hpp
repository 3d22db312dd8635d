// The declared table of settings.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <variant>

#include "app/config/settings.hpp"

namespace switchyard::app {

using SettingMember =
    std::variant<std::string Settings::*, std::int64_t Settings::*, bool Settings::*, std::vector<std::string> Settings::*>;

struct SettingRow {
  std::string_view section;
  std::string_view key;
  SettingMember member;
  std::string_view meaning;   // Sentences; units are said here.
  std::int64_t min = 0;       // Of numbers.
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
};

[[nodiscard]] std::span<const SettingRow> setting_rows();

}  // namespace switchyard::app
