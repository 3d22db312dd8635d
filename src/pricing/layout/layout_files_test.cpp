// The layouts over real files, where those lie beside the source folder: every rate right, moved and renamed files too.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <random>

#include "adapters/poppler/poppler_words.hpp"
#include "pricing/layout/expected_rates_fake.hpp"
#include "pricing/layout/layout.hpp"
#include "pricing/layout/workbook_fake.hpp"

namespace switchyard::pricing {
namespace {

using ::testing::IsEmpty;

// File, and the layout that knows it.
const std::map<std::string, std::string>& files() {
  static const std::map<std::string, std::string> kFiles{
      {"Liberty Power Daily Pricing for NEX ABC 2016-01-05.xlsx", "liberty-daily"},
      {"Liberty Power Daily Pricing for NEX ABC 2016-09-30.xlsx", "liberty-daily"},
      {"Liberty Power Daily Pricing for NEX ABC 2015-09-11.xls", "liberty-daily"},
      {"SFE Pricing Worksheet - Dec 30, 2016.xlsx", "sfe-worksheet"},
      {"SFE Pricing Worksheet - Feb 16 2016.xlsx", "sfe-worksheet"},
      {"SFE Pricing Worksheet - Jan 15 2016.xlsx", "sfe-worksheet"},
      {"SFE Pricing Worksheet - Sep 9 2015.xlsx", "sfe-worksheet"},
      {"GEE Rack Rate_NY_12.1.2015.xlsx", "great-eastern-electric"},
      {"GEE Rack Rates_MA_08.29.2016.xls", "great-eastern-electric"},
      {"GEE Rack Rates_NJ_10.27.2016.xlsx", "great-eastern-electric"},
      {"GEE Rack Rates_NY_10.27.2016.xlsx", "great-eastern-electric"},
      {"Source 20160314_SPG PJM Small Comm Matrix Table.zip", "source-small-commercial"},
      {"clean_agera_matrix-updated.csv", "agera-gas-csv"},
      {"Back To School MATRIX_2016-10-25.xlsx", "agera-electric-matrix"},
      {"COH_Matrix_02242016.xlsx", "guttman-gas"},
      {"CPA_Matrix_02242016.xlsx", "guttman-gas"},
      {"CPA_Matrix_12072015.xlsx", "guttman-gas"},
      {"DEO_Matrix_02242016.xlsx", "guttman-gas"},
      {"DEO_Matrix_12072015.xlsx", "guttman-gas"},
      {"OH_Duke_Gas_Matrix_02242016.xlsx", "guttman-gas"},
      {"PeoplesTWP_Matrix_02242016.xlsx", "guttman-gas"},
      {"PeoplesTWP_Matrix_12072015.xlsx", "guttman-gas"},
      {"Peoples_Matrix_02242016.xlsx", "guttman-gas"},
      {"COH_Matrix_02242016.xls", "guttman-gas"},
      {"DEO_Matrix_02242016.xls", "guttman-gas"},
      {"OH_Duke_Gas_Matrix_02242016.xls", "guttman-gas"},
      {"Peoples_Matrix_02242016.xls", "guttman-gas"},
      {"AEP Energy Matrix 3.0 2016-01-04.xlsb", "aep-matrix"},
      {"AEP Energy Matrix 3.0 2016-08-25.xls", "aep-matrix"},
      {"Matrix 1 Example - Direct Energy.xls", "direct-daily-matrix"},
      {"Guttman Energy OH Power Matrices 12.7.15.xlsx", "guttman-power"},
      {"Guttman Energy OH Power Matrices 2.10.16.xlsx", "guttman-power"},
      {"Guttman Energy PA Power Matrices 2.10.16.xlsx", "guttman-power"},
      {"Guttman Energy PA Power Matrices 2.4.16.xlsx", "guttman-power"},
      {"Amerigreen Matrix 08-03-2015.xlsx", "amerigreen-gas-matrix"},
      {"Amerigreen Matrix 08-03-2015 converted.xls", "amerigreen-gas-matrix"},
      {"Amerigreen Matrix 7-21-2016 .xlsx", "amerigreen-gas-matrix"},
      {"Champion MM PJM Fixed-Index-24 Matrix 2016-01-05.xlsm", "champion-fixed-index"},
      {"Entrust Energy Commercial Matrix Pricing - Residual - 2016 03 02.xlsx", "entrust-sweet-spot"},
      {"Entrust Energy Commercial Matrix Pricing_10182016.xlsx", "entrust-commercial-matrix"},
      {"USGE Matrix Pricing - ELEC - 20151102.xls", "usge-electric"},
      {"USGE Matrix Pricing - ELEC - 20151102.xlsx", "usge-electric"},
      {"USGE Matrix Pricing - ELEC - 20160205.xlsx", "usge-electric"},
      {"USGE Matrix Pricing - ELEC - 20160502.xlsx", "usge-electric"},
      {"USGE Matrix Pricing - Gas - 20150729.xlsx", "usge-gas"},
      {"USGE Matrix Pricing - Gas - 20161107.xlsx", "usge-gas"},
      {"Matrix 2a Example - USGE.xlsx", "usge-gas"},
      {"Major Energy - Commercial and Residential Electric and Gas Rack Rates October 27 2015.xlsx", "major-rack-rates"},
      {"Commercial and Residential Electric and Gas Rack Rates March 11 2016.xlsx", "major-rack-rates"},
      {"Small Business Prices 7-20-16.xlsx", "direct-small-business"},
      {"NJ Rack Rates_1.7.2016.pdf", "great-eastern-gas"},
      {"NY Rack Rates_2.2.2016.pdf", "great-eastern-gas"},
  };
  return kFiles;
}

// Files that are held, and why.
std::vector<std::string> doubts_of(const std::string& name) {
  // Its prices include a fee for the broker; saved anew in September, the converted file has calculated "today" anew.
  if (name == "Amerigreen Matrix 08-03-2015 converted.xls") return {"validity_differs", "check_doubtful", "check_doubtful"};
  if (name.starts_with("Amerigreen Matrix 08-03-2015")) return {"check_doubtful", "check_doubtful"};
  return {};
}

// Of layouts that take the day from the file's name a renamed file is held.
bool is_dated_by_name(const std::string& layout) { return layout == "amerigreen-gas-matrix" || layout == "direct-small-business"; }

std::vector<std::string> codes_of(const std::vector<CellNote>& notes) {
  std::vector<std::string> codes;
  for (const auto& note : notes) codes.push_back(note.code);
  return codes;
}

std::unique_ptr<workbook::Workbook> opened(const std::string& name) {
  static const adapters::PopplerWords kPdfWords;
  std::ifstream stream(matrix_folder() + "/files/" + name, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  return workbook::open(std::move(bytes), {}, {.pdf_words = &kPdfWords}).value();
}

// All of a rate that a move of its cell may not change.
std::string words_of(const SheetReading& reading, const RateRow& row) {
  std::string words;
  for (const auto id : {row.utility_alias, row.rate_class_alias, row.zone, row.state, row.product, row.billing, row.price_text}) {
    words += std::string(reading.texts.text(id)) + "|";
  }
  for (const auto number : {std::int64_t{row.term_months}, row.stored_price_micros, row.basis_price_micros, row.band.min_milli, row.band.max_milli_exclusive,
                            std::int64_t{row.start_from.days()}, std::int64_t{row.green_percent_hundredths}, static_cast<std::int64_t>(row.price_unit),
                            static_cast<std::int64_t>(row.band.unit), static_cast<std::int64_t>(row.commodity), std::int64_t{row.price_decimals},
                            std::int64_t{row.band.max_printed_inclusive}}) {
    words += std::to_string(number) + "|";
  }
  return words;
}

// Empty where the moved file gives the same rates at the moved cells, or is refused as a whole.
std::string harm_of(const SheetReading& plain, const Result<SheetReading>& moved, const Insertions& insertions) {
  if (!moved || !moved->errors.empty()) return {};
  if (moved->rows.size() != plain.rows.size()) return "rates " + std::to_string(plain.rows.size()) + " became " + std::to_string(moved->rows.size());
  if (moved->valid_from != plain.valid_from || moved->valid_until != plain.valid_until) return "validity moved";
  for (std::size_t i = 0; i < plain.rows.size(); ++i) {
    // A word of a PDF stands where it stood, however its line and column are counted.
    const auto cell = plain.page_refs ? plain.rows[i].cell : insertions.moved(plain.rows[i].cell);
    if (moved->rows[i].cell != cell) return "another cell than " + ref_of(plain, plain.rows[i]);
    if (words_of(plain, plain.rows[i]) != words_of(*moved, moved->rows[i])) return ref_of(plain, plain.rows[i]) + " changed";
  }
  return {};
}

class RealFile : public ::testing::TestWithParam<std::pair<const std::string, std::string>> {
 protected:
  void SetUp() override {
    if (matrix_folder().empty()) GTEST_SKIP() << "no real supplier files beside the source folder";
  }
};

TEST_P(RealFile, GivesEveryRateAsExpected) {
  const auto& [name, layout] = GetParam();
  const auto library = LayoutLibrary::load({}).value();
  const auto book = opened(name);

  const auto recognised = library.recognise(*book, name);
  ASSERT_NE(recognised.layout, nullptr) << recognised.reasons.front().message;
  EXPECT_EQ(recognised.layout->name(), layout);
  const auto reading = read(*recognised.layout, *book, name).value();

  EXPECT_EQ(codes_of(reading.errors), doubts_of(name));
  EXPECT_THAT(differences(reading, name), IsEmpty());
  ASSERT_TRUE(reading.sellable_from && reading.sellable_until);
  EXPECT_LT(*reading.sellable_from, *reading.sellable_until);
}

TEST_P(RealFile, MovedAndRenamedGivesTheSameRatesOrIsRefused) {
  const auto& [name, layout_name] = GetParam();
  const auto library = LayoutLibrary::load({}).value();
  const auto& layout = *library.find(layout_name);
  const auto book = opened(name);
  const auto plain = read(layout, *book, name).value();

  std::vector<Insertions> moves{{{0, 0, 0}, {0, 0}}, {{0}, {}}, {{}, {0, 0, 0, 0, 0}}, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0}}};
  std::mt19937 random(7);
  const int between = plain.rows.size() > 100'000 ? 1 : 12;
  for (int i = 0; i < between; ++i) {
    Insertions inside;
    if (i % 3 != 1) inside.rows = {static_cast<std::uint32_t>(random() % 40)};
    if (i % 3 != 0) inside.columns = {static_cast<std::uint32_t>(random() % 14)};
    moves.push_back(inside);
  }
  for (const auto& move : moves) {
    const MovedWorkbook moved(*book, move);
    const auto reading = read(layout, moved, is_dated_by_name(layout_name) ? name : "renamed.bin");
    EXPECT_EQ(harm_of(plain, reading, move), "") << (move.rows.empty() ? -1 : static_cast<int>(move.rows[0])) << ", "
                                                << (move.columns.empty() ? -1 : static_cast<int>(move.columns[0]));
  }
}

TEST_P(RealFile, MovedToTheRightAndDownIsStillReadWhole) {
  const auto& [name, layout_name] = GetParam();
  const auto library = LayoutLibrary::load({}).value();
  const auto book = opened(name);
  const Insertions move{{0, 0, 0, 0, 0}, {0, 0, 0}};
  const MovedWorkbook moved(*book, move);

  const auto moved_name = is_dated_by_name(layout_name) ? name : "renamed.bin";
  const auto recognised = library.recognise(moved, moved_name);
  ASSERT_NE(recognised.layout, nullptr);
  EXPECT_EQ(recognised.layout->name(), layout_name);
  const auto reading = read(*recognised.layout, moved, moved_name).value();

  EXPECT_EQ(codes_of(reading.errors), doubts_of(name));
  EXPECT_FALSE(reading.rows.empty());
}

INSTANTIATE_TEST_SUITE_P(Suppliers, RealFile, ::testing::ValuesIn(files()), [](const auto& file) {
  std::string name;
  for (const char c : file.param.first) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) name += c;
  }
  return name;
});

}  // namespace
}  // namespace switchyard::pricing
