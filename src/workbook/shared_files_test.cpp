// Real suppliers' files, where they lie beside the source. They are no part of the product: without them this is skipped.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "workbook/package_fake.hpp"

namespace switchyard::workbook {
namespace {

std::vector<std::filesystem::path> shared_files() {
  const auto folder = std::filesystem::path(SWITCHYARD_SOURCE_DIR) / "../shared/matrices/files";
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(folder)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t filled_cell_count(const Grid& grid) {
  std::size_t count = 0;
  for (std::uint32_t row = 0; row < grid.row_count(); ++row) {
    for (std::uint32_t column = 0; column < grid.column_count(); ++column)
      count += grid.at(row, column).kind != CellKind::empty ? 1 : 0;
  }
  return count;
}

TEST(SharedFiles, EachXlsxXlsmCsvAndZipOpensAndHoldsCells) {
  const auto files = shared_files();
  if (files.empty()) GTEST_SKIP() << "../shared/matrices/files is not there";
  std::size_t opened_count = 0;
  for (const auto& path : files) {
    auto bytes = bytes_of(path);
    const auto type = type_of(bytes);
    const auto opened = open(std::move(bytes));
    if (type != FileType::xlsx && type != FileType::csv && type != FileType::zip) {
      EXPECT_TRUE(outcome_of(opened).starts_with("workbook_type_unsupported: ")) << path << outcome_of(opened);
      continue;
    }
    ASSERT_TRUE(opened) << path << outcome_of(opened);
    std::size_t cell_count = 0;
    for (std::size_t i = 0; i < (*opened)->sheet_count(); ++i) cell_count += filled_cell_count((*opened)->sheet(i));
    EXPECT_GT(cell_count, 1'000u) << path;
    ++opened_count;
  }
  EXPECT_EQ(opened_count, 40u);
}

}  // namespace
}  // namespace switchyard::workbook
