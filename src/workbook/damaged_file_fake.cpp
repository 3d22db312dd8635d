#include "workbook/damaged_file_fake.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "workbook/workbook.hpp"

namespace switchyard::workbook {

void expect_decent(std::string bytes) {
  const Limits limits{.unpacked_size_max = 16u << 20, .cell_count_max = 100'000};
  static const std::vector<std::string> kCodes = {"workbook_unreadable", "workbook_too_large", "workbook_type_unsupported",
                                                  "workbook_encrypted"};
  const auto opened = open(std::move(bytes), limits);
  if (opened) {
    // Bounds that a single far cell can set are not walked cell by cell.
    for (std::size_t i = 0; i < (*opened)->sheet_count(); ++i) {
      const Grid& grid = (*opened)->sheet(i);
      for (std::uint32_t row = 0; row < std::min(grid.row_count(), 100u); ++row) {
        for (std::uint32_t column = 0; column < std::min(grid.column_count(), 100u); ++column)
          static_cast<void>(grid.at(row, column));
      }
    }
  } else {
    EXPECT_NE(std::find(kCodes.begin(), kCodes.end(), opened.error().code), kCodes.end()) << opened.error().code;
    EXPECT_FALSE(opened.error().message.empty());
  }
}

}  // namespace switchyard::workbook
