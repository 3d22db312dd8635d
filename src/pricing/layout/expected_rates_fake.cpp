#include "pricing/layout/expected_rates_fake.hpp"

#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <unordered_map>

#include "pricing/layout/canonical_csv.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kDifferencesMax = 64;

std::string unpacked(const std::string& path) {
  std::string text;
  auto* file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return text;
  std::string piece(1 << 20, '\0');
  for (int count = 0; (count = gzread(file, piece.data(), static_cast<unsigned>(piece.size()))) > 0;) text.append(piece, 0, static_cast<std::size_t>(count));
  gzclose(file);
  return text;
}

// Takes a record off the front.
std::vector<std::string> take_record(std::string_view& csv) {
  std::vector<std::string> record(1);
  bool quoted = false;
  std::size_t at = 0;
  for (; at < csv.size(); ++at) {
    const char c = csv[at];
    if (c == '"') {
      if (quoted && at + 1 < csv.size() && csv[at + 1] == '"') record.back() += csv[++at];
      else quoted = !quoted;
    } else if (c == ',' && !quoted) {
      record.emplace_back();
    } else if (c == '\n' && !quoted) {
      break;
    } else if (c != '\r' || quoted) {
      record.back() += c;
    }
  }
  csv.remove_prefix(std::min(csv.size(), at + 1));
  return record;
}

using Record = std::vector<std::string>;

// Where the columns that are held against one another stand in a record.
struct Header {
  explicit Header(std::string_view& csv) {
    const auto names = take_record(csv);
    for (std::size_t i = 0; i < names.size(); ++i) places.emplace(names[i], i);
  }
  [[nodiscard]] std::size_t at(const std::string& column) const { return places.at(column); }
  std::map<std::string, std::size_t> places;
};

std::string folded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '|';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// Ten-millionths, so that a half of the last digit shows.
std::int64_t fine(const std::string& price) {
  const auto value = Decimal::parse_scientific(price);
  return value ? value->rescaled(7, Rounding::half_even).value().coefficient() : -1;
}

bool same(const std::string& column, const std::string& want, const std::string& got) {
  constexpr std::int64_t kTolerance = 6;  // As the tool that holds exports against the truth.
  if (column == "price") return std::abs(fine(want) - fine(got)) <= kTolerance;
  if (want == got) return true;
  if (column == "usage_min" || column == "usage_max_exclusive") {
    return want.empty() || got.empty() ? want == got : Decimal::parse(want).value() == Decimal::parse(got).value();
  }
  return folded(want) == folded(got);
}

// The expected place nearest to a ref "p1@447,336" on its page, at most 4 points away in both directions; the ref itself elsewhere.
std::string nearest_place(const std::string& ref, const std::unordered_map<std::string, Record>& expected) {
  int page = 0, left = 0, top = 0;
  if (expected.contains(ref) || std::sscanf(ref.c_str(), "p%d@%d,%d", &page, &left, &top) != 3) return ref;
  int nearest = 5;
  std::string found = ref;
  for (const auto& [other, record] : expected) {
    int other_page = 0, other_left = 0, other_top = 0;
    if (std::sscanf(other.c_str(), "p%d@%d,%d", &other_page, &other_left, &other_top) != 3 || other_page != page) continue;
    const int distance = std::max(std::abs(left - other_left), std::abs(top - other_top));
    if (distance >= nearest) continue;
    nearest = distance;
    found = other;
  }
  return found;
}

}  // namespace

std::string matrix_folder() {
  const std::string folder = std::string(SWITCHYARD_SOURCE_DIR) + "/../shared/matrices";
  return std::filesystem::exists(folder + "/files") ? folder : std::string();
}

std::vector<std::string> differences(const SheetReading& reading, const std::string& file_name) {
  static const std::vector<std::string> kColumns{"sheet", "commodity", "utility_alias", "rate_class_alias", "zone", "state", "product", "green_percent",
                                                 "start_from", "start_until", "term_months", "usage_min", "usage_max_exclusive", "usage_unit", "price",
                                                 "price_unit", "valid_from", "valid_until", "purchase_of_receivables", "billing"};
  const auto text = unpacked(matrix_folder() + "/expected/" + file_name + ".csv.gz");
  std::string_view csv = text;
  const Header expected_header(csv);
  std::unordered_map<std::string, Record> expected;
  while (!csv.empty()) {
    auto record = take_record(csv);
    expected.emplace(record.at(expected_header.at("ref")), std::move(record));
  }
  std::string_view own_header = canonical_header();
  const Header header(own_header);
  std::vector<std::string> found;
  const auto say = [&found](std::string words) {
    if (found.size() < kDifferencesMax) found.push_back(std::move(words));
  };
  std::string line;
  for (const auto& row : reading.rows) {
    line.clear();
    append_canonical_row(line, reading, row, file_name);
    std::string_view rest = line;
    const auto got = take_record(rest);
    const auto& ref = got.at(header.at("ref"));
    const auto want = expected.find(reading.page_refs ? nearest_place(ref, expected) : ref);
    if (want == expected.end()) {
      say("invented: " + ref);
      continue;
    }
    for (const auto& column : kColumns) {
      const auto& a = want->second.at(expected_header.at(column));
      const auto& b = got.at(header.at(column));
      const bool unnamed_sheet = column == "sheet" && (a.empty() || b.empty() || reading.page_refs);
      const bool no_last_day = column == "valid_until" && a.empty();  // Printed nowhere: ours is the day after the first.
      if (!unnamed_sheet && !no_last_day && !same(column, a, b)) say(ref + " " + column + ": expected '" + a + "', read '" + b + "'");
    }
    expected.erase(want);
  }
  for (const auto& [ref, record] : expected) say("missing: " + ref);
  return found;
}

}  // namespace switchyard::pricing
