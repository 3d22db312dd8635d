// Real suppliers' files, where they lie beside the source. They are no part of the product: without them this is skipped.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "values/decimal.hpp"
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

TEST(SharedFiles, EachOfThemOpensAndHoldsCells) {
  const auto files = shared_files();
  if (files.empty()) GTEST_SKIP() << "../shared/matrices/files is not there";
  std::size_t opened_count = 0;
  for (const auto& path : files) {
    auto bytes = bytes_of(path);
    const auto type = type_of(bytes);
    const auto opened = open(std::move(bytes));
    if (type == FileType::pdf) {
      EXPECT_TRUE(outcome_of(opened).starts_with("workbook_type_unsupported: ")) << path << outcome_of(opened);
      continue;
    }
    ASSERT_TRUE(opened) << path << outcome_of(opened);
    std::size_t cell_count = 0;
    for (std::size_t i = 0; i < (*opened)->sheet_count(); ++i) cell_count += filled_cell_count((*opened)->sheet(i));
    EXPECT_GT(cell_count, 1'000u) << path;
    ++opened_count;
  }
  EXPECT_EQ(opened_count, 50u);
}

// The workbooks were saved anew by another program than Excel: it kept fifteen digits of a number, made FALSE a 0, and dropped
// tabs at the ends of texts.
bool same_but_for_the_writer(const Cell& xls, const Cell& xlsx) {
  if (xls.kind == CellKind::number && xlsx.kind == CellKind::boolean) return xls.text == xlsx.text;
  if (xls.kind != xlsx.kind) return false;
  if (xls.kind != CellKind::number) return xls.text == xlsx.text.substr(0, xlsx.text.find_last_not_of('\t') + 1);
  // Seventeen digits in the one and the shortest in the other may be one number and still round to fifteen digits apart.
  const auto binary_of = [](std::string_view text) { return std::strtod(std::string(text).c_str(), nullptr); };
  if (binary_of(xls.text) == binary_of(xlsx.text)) return true;
  const auto one = Decimal::parse_scientific(xls.text);
  const auto other = Decimal::parse_scientific(xlsx.text);
  return one && other && one->to_significant(15) == other->to_significant(15);
}

// The first cell that differs; empty where none does.
std::string first_difference(const Grid& xls, const Grid& xlsx, std::optional<CellPlace> skipped = std::nullopt) {
  for (std::uint32_t row = 0; row < std::max(xls.row_count(), xlsx.row_count()); ++row) {
    for (std::uint32_t column = 0; column < std::max(xls.column_count(), xlsx.column_count()); ++column) {
      if (skipped == CellPlace{row, column}) continue;
      if (!same_but_for_the_writer(xls.at(row, column), xlsx.at(row, column)))
        return a1_of({row, column}) + " of " + std::string(xls.name());
    }
  }
  return "";
}

TEST(SharedFiles, AnXlsAndTheXlsxOfTheSameBookHoldTheSame) {
  const auto files = shared_files();
  if (files.empty()) GTEST_SKIP() << "../shared/matrices/files is not there";
  const auto folder = files.front().parent_path();
  std::size_t sheet_count = 0;
  for (const auto* name : {"COH_Matrix_02242016", "DEO_Matrix_02242016", "OH_Duke_Gas_Matrix_02242016", "Peoples_Matrix_02242016",
                           "USGE Matrix Pricing - ELEC - 20151102"}) {
    const auto xls = open(bytes_of(folder / (std::string(name) + ".xls")));
    const auto xlsx = open(bytes_of(folder / (std::string(name) + ".xlsx")));
    ASSERT_TRUE(xls) << name << outcome_of(xls);
    ASSERT_TRUE(xlsx) << name << outcome_of(xlsx);
    ASSERT_EQ((*xls)->sheet_count(), (*xlsx)->sheet_count()) << name;
    for (std::size_t i = 0; i < (*xls)->sheet_count(); ++i) {
      EXPECT_EQ(first_difference((*xls)->sheet(i), (*xlsx)->sheet(i)), "") << name;
      ++sheet_count;
    }
  }
  EXPECT_EQ(sheet_count, 17u);
}

TEST(SharedFiles, TheWorkbookOfExcel5HoldsWhatItsXlsxHolds) {
  const auto files = shared_files();
  if (files.empty()) GTEST_SKIP() << "../shared/matrices/files is not there";
  const auto folder = files.front().parent_path();
  const auto xls = open(bytes_of(folder / "Amerigreen Matrix 08-03-2015 converted.xls"));
  const auto xlsx = open(bytes_of(folder / "Amerigreen Matrix 08-03-2015.xlsx"));
  ASSERT_TRUE(xls) << outcome_of(xls);
  ASSERT_TRUE(xlsx) << outcome_of(xlsx);
  EXPECT_EQ((*xls)->type(), FileType::xls);
  // =NOW(), stored by two programs at two moments.
  EXPECT_EQ(first_difference((*xls)->sheet(0), (*xlsx)->sheet(0), place_of("D13")), "");
}

}  // namespace
}  // namespace switchyard::workbook
