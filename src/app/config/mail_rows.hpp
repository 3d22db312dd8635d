// The settings of letters, as rows of the table.
#pragma once

#include <span>

#include "app/config/settings_table.hpp"

namespace switchyard::app {

[[nodiscard]] std::span<const SettingRow> mail_rows();

}  // namespace switchyard::app
