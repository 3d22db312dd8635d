#include "workbook/stored_grid.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace switchyard::workbook {
namespace {

PackedCell cell(CellTexts& texts, std::uint16_t column, std::string_view text) {
  return {texts.pool.add(text), column, CellKind::text, 0};
}

TEST(StoredGrid, CellsAreFoundInDenseAndInSparseRows) {
  CellTexts texts;
  GridBuilder builder(texts);
  builder.add(2, cell(texts, 1, "b3"));
  builder.add(2, cell(texts, 2, "c3"));
  builder.add(2, cell(texts, 900, "far"));
  builder.add(1'000'000, cell(texts, 16'383, "last"));
  const auto grid = std::move(builder).finish();

  EXPECT_EQ(grid.row_count(), 1'000'001u);
  EXPECT_EQ(grid.column_count(), 16'384u);
  EXPECT_EQ(grid.at(2, 1).text, "b3");
  EXPECT_EQ(grid.at(2, 2).text, "c3");
  EXPECT_EQ(grid.at(2, 900).text, "far");
  EXPECT_EQ(grid.at(1'000'000, 16'383).text, "last");
  for (const auto& [row, column] : {std::pair{0u, 0u},
                                    {2u, 0u},
                                    {2u, 3u},
                                    {2u, 901u},
                                    {3u, 1u},
                                    {1'000'000u, 0u},
                                    {1'000'001u, 0u},
                                    {2u, 20'000u},
                                    {4'000'000'000u, 1u}}) {
    EXPECT_EQ(grid.at(row, column).kind, CellKind::empty) << row << " " << column;
  }
}

TEST(StoredGrid, AnEmptyGridHasNoRows) {
  CellTexts texts;
  const auto grid = GridBuilder(texts).finish();
  EXPECT_EQ(grid.row_count(), 0u);
  EXPECT_EQ(grid.column_count(), 0u);
  EXPECT_EQ(grid.at(0, 0).kind, CellKind::empty);
}

TEST(StoredGrid, CellsInAnyOrderEndInTheirPlacesAndTheLaterOfTwoStays) {
  CellTexts texts;
  GridBuilder builder(texts);
  builder.add(5, cell(texts, 3, "d6"));
  builder.add(5, cell(texts, 1, "b6"));
  builder.add(1, cell(texts, 0, "a2"));
  builder.add(5, cell(texts, 3, "d6 again"));
  const auto grid = std::move(builder).finish();
  EXPECT_EQ(grid.at(5, 3).text, "d6 again");
  EXPECT_EQ(grid.at(5, 1).text, "b6");
  EXPECT_EQ(grid.at(1, 0).text, "a2");
  EXPECT_EQ(grid.row_count(), 6u);
  EXPECT_EQ(grid.column_count(), 4u);
}

TEST(StoredGrid, HiddenLinesMayOverlapAndComeInAnyOrder) {
  CellTexts texts;
  GridBuilder builder(texts);
  builder.hide_columns({.first = 5, .last = 9});
  builder.hide_columns({.first = 1, .last = 2});
  builder.hide_columns({.first = 2, .last = 6});
  for (const auto row : {7u, 8u, 3u}) builder.hide_row(row);
  const auto grid = std::move(builder).finish();
  for (std::uint32_t column = 0; column < 12; ++column)
    EXPECT_EQ(grid.column_hidden(column), column >= 1 && column <= 9) << column;
  for (std::uint32_t row = 0; row < 12; ++row) EXPECT_EQ(grid.row_hidden(row), row == 3 || row == 7 || row == 8) << row;
}

TEST(StoredGrid, ManyThreadsReadAtOnce) {
  CellTexts texts;
  GridBuilder builder(texts);
  for (std::uint32_t row = 0; row < 500; ++row) {
    for (std::uint16_t column = 0; column < 20; ++column)
      builder.add(row, cell(texts, column, std::to_string(row * 100 + column)));
  }
  const auto grid = std::move(builder).finish();
  std::vector<int> wrong(4, 0);
  {
    std::vector<std::jthread> readers;
    for (auto& count : wrong) {
      readers.emplace_back([&grid, &count] {
        for (std::uint32_t row = 0; row < 500; ++row) {
          for (std::uint32_t column = 0; column < 20; ++column)
            count += grid.at(row, column).text == std::to_string(row * 100 + column) ? 0 : 1;
        }
      });
    }
  }
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

TEST(TextPool, KeepsEachTextAndRepeatedOnesOnce) {
  TextPool pool;
  const std::string long_text(40'000, 'x');
  const auto a = pool.add("0.0662");
  const auto b = pool.add(long_text);
  const auto size = pool.size_bytes();
  EXPECT_EQ(pool.add("0.0662"), a);
  EXPECT_EQ(pool.add(long_text), b);
  EXPECT_EQ(pool.size_bytes(), size);
  EXPECT_EQ(pool.at(a), "0.0662");
  EXPECT_EQ(pool.at(b), long_text);
  EXPECT_EQ(pool.at(pool.add("")), "");
}

TEST(TextPool, TextsThatShareASlotAreNotMixedUp) {
  TextPool pool;
  std::vector<TextPool::Ref> refs;
  for (int i = 0; i < 200'000; ++i) refs.push_back(pool.add(std::to_string(i)));
  for (int i = 0; i < 200'000; ++i) ASSERT_EQ(pool.at(refs[static_cast<std::size_t>(i)]), std::to_string(i));
}

}  // namespace
}  // namespace switchyard::workbook
