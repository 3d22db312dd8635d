// Real suppliers' files through the whole import, where they are at hand: as many rates as are known to be in each, doubted only where declared.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include "pricing/book/told_apart_fake.hpp"
#include "pricing/sheets/export_csv.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/sheets/sheet_export.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::pricing {
namespace {

namespace fs = std::filesystem;

std::string bytes_of_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// How many rates each file has, by name: the fifth column of files.csv. Names are quoted where they hold a comma.
std::map<std::string, std::size_t> known_counts(const fs::path& list) {
  std::map<std::string, std::size_t> counts;
  std::ifstream file(list);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      if (c == ',' && !quoted) fields.emplace_back();
      if (c != '"' && (c != ',' || quoted)) fields.back() += c;
    }
    if (fields.size() > 4) counts[fields[0]] = std::stoul(fields[4]);
  }
  return counts;
}

TEST(MatrixFiles, EachImportsWithAllItsRatesAndWithoutADoubt) {
  const fs::path matrices = fs::path(SWITCHYARD_SOURCE_DIR) / ".." / "shared" / "matrices";
  if (!fs::exists(matrices)) GTEST_SKIP() << "the suppliers' files are not at hand: " << matrices;
  const char* const exports = std::getenv("SWITCHYARD_TEST_EXPORTS");  // A folder that keeps the exports, to compare them.
  SheetBench bench(Engine::sqlite);
  std::size_t imported = 0;
  for (const auto& [name, count] : known_counts(matrices / "files.csv")) {
    const std::string bytes = bytes_of_file(matrices / "files" / name);
    const auto report = bench.import(bytes, name);
    if (report.status == "unknown_layout") continue;  // A supplier whose layout is not written yet.
    ++imported;
    EXPECT_EQ(report.status, "expired") << name << ": " << json_of(report).substr(0, 2000);
    EXPECT_EQ(report.rows, count) << name;
    // The first has a fee for the broker inside its prices; of the other the gas utilities NGW and NGE are words that nobody has confirmed.
    const bool is_doubtful = name.starts_with("Amerigreen Matrix 08-03-2015") || name == "NY Rack Rates_2.2.2016.pdf";
    EXPECT_EQ(bench.record(report.sheet_id).doubtful, is_doubtful) << name;
    const auto sheet = *load_sheet(*bench.database, *SheetId::parse(report.sheet_id));
    EXPECT_EQ(rates_not_told_apart(*sheet), std::vector<std::string>()) << name;
    if (exports == nullptr) continue;
    std::ofstream csv(fs::path(exports) / (name + ".csv"), std::ios::binary);
    write_csv(*sheet, [&](std::string_view piece) { csv << piece; });
  }
  EXPECT_GE(imported, 42u);
}

}  // namespace
}  // namespace switchyard::pricing
