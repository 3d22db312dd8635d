#include "market/zip_import.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "market/csv_record.hpp"
#include "market/zip_index.hpp"

namespace switchyard::market {
namespace {

constexpr std::string_view kCandidates = "candidates";
constexpr std::string_view kOpenEiIou = "openei_iou";
constexpr std::string_view kOpenEiNonIou = "openei_non_iou";
constexpr std::size_t kCodeSizeMax = 60;
constexpr std::size_t kEvidenceSizeMax = 200;

// Reads a line of at most kCsvLineSizeMax bytes; false at the end of the file.
bool read_line(std::istream& file, std::string& line, bool& too_long) {
  line.clear();
  too_long = false;
  int c = file.get();
  if (c == std::istream::traits_type::eof()) return false;
  for (; c != std::istream::traits_type::eof() && c != '\n'; c = file.get()) {
    if (line.size() < kCsvLineSizeMax) line += static_cast<char>(c); else too_long = true;
  }
  return true;
}

std::string lower(std::string_view text) {
  std::string out(trimmed(text));
  for (char& c : out) if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Where the columns stand; a column that is not there is absent.
struct Columns {
  std::optional<std::size_t> zip, utility_code, evidence, eia_id, utility_name, state, service_type, ownership;
  std::size_t count = 0;

  [[nodiscard]] bool is_openei() const { return zip && eia_id && state; }
  [[nodiscard]] bool is_candidates() const { return zip && utility_code && !eia_id; }
};

Columns columns_of(const std::vector<std::string>& header) {
  Columns columns;
  columns.count = header.size();
  const std::map<std::string_view, std::optional<std::size_t> Columns::*> known = {
      {"zip", &Columns::zip},     {"utility_code", &Columns::utility_code}, {"evidence", &Columns::evidence},
      {"eiaid", &Columns::eia_id}, {"utility_name", &Columns::utility_name}, {"state", &Columns::state},
      {"service_type", &Columns::service_type}, {"ownership", &Columns::ownership}};
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (const auto column = known.find(lower(header[i])); column != known.end()) columns.*(column->second) = i;
  }
  return columns;
}

class TableReader {
 public:
  explicit TableReader(const Market& market) : market_(market) {
    for (const Utility& utility : market.utilities()) {
      if (utility.commodity != Commodity::electric) continue;
      for (const std::int64_t id : utility.eia_ids) by_eia_id_[{id, utility.state}].push_back(utility.code);
    }
  }

  Result<ZipTable> read(std::istream& file) {
    std::string line;
    bool too_long = false;
    if (!read_line(file, line, too_long)) return unknown_table("The file is empty.");
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    const auto header = parse_csv_record(line);
    if (!header || too_long) return unknown_table("The first line is no header.");
    columns_ = columns_of(*header);
    if (!columns_.is_openei() && !columns_.is_candidates()) {
      return unknown_table("The header has neither zip, eiaid and state nor zip and utility_code.");
    }
    for (std::size_t number = 2; read_line(file, line, too_long); ++number) {
      if (table_.rows == kZipRowCountMax) {
        return Error{.kind = ErrorKind::too_large, .code = "zip_table_too_large", .message = "A ZIP table has at most 500000 rows."};
      }
      if (line.empty() || line == "\r") continue;
      ++table_.rows;
      if (too_long) refuse(number, "The line is longer than 16384 bytes."); else read_row(number, line);
    }
    return finished();
  }

 private:
  void read_row(std::size_t number, const std::string& line) {
    const auto fields = parse_csv_record(line);
    if (!fields) return refuse(number, fields.error().message);
    if (fields->size() != columns_.count) return refuse(number, "The row has another number of fields than the header.");
    const auto zip = zip_of((*fields)[*columns_.zip]);
    if (!zip) return refuse(number, zip.error().message);
    if (columns_.is_openei()) return read_openei(number, *zip, *fields);
    read_candidate(number, *zip, *fields);
  }

  // Spreadsheets drop leading zeros: "1001" is 01001.
  static Result<std::string> zip_of(std::string_view text) {
    std::string zip(trimmed(text));
    if (zip.size() >= 3 && zip.size() < 5) zip.insert(0, 5 - zip.size(), '0');
    return parse_zip(zip);
  }

  void read_candidate(std::size_t number, const std::string& zip, const std::vector<std::string>& fields) {
    const std::string code = lower(fields[*columns_.utility_code]);
    if (code.empty() || code.size() > kCodeSizeMax) return refuse(number, "A utility code has 1 to 60 characters.");
    std::string evidence = columns_.evidence ? fields[*columns_.evidence] : std::string{};
    if (evidence.size() > kEvidenceSizeMax) return refuse(number, "The evidence has at most 200 bytes.");
    add(zip, code, std::move(evidence));
    const Utility* utility = market_.utility(code);
    if (utility == nullptr) say_without_utility(code, {});
    if (utility != nullptr && utility->commodity != Commodity::electric) refuse(number, "The utility '" + code + "' delivers gas; gas goes by state.");
  }

  void read_openei(std::size_t number, const std::string& zip, const std::vector<std::string>& fields) {
    const auto id = Decimal::parse(trimmed(fields[*columns_.eia_id]));
    const auto whole = id ? id->exactly_at(0) : id;
    if (!whole || whole->coefficient() <= 0) return refuse(number, "The eiaid is no whole number.");
    const std::string ownership = columns_.ownership ? lower(fields[*columns_.ownership]) : std::string{};
    if (!ownership.empty() && ownership != "investor owned") is_iou_ = false;
    const std::string service = columns_.service_type ? lower(fields[*columns_.service_type]) : std::string{};
    if (service == "energy" || ownership == "retail power marketer") {
      ++table_.rows_skipped;
      return;
    }
    std::string state(trimmed(fields[*columns_.state]));
    const auto found = by_eia_id_.find({whole->coefficient(), state});
    if (found != by_eia_id_.end()) {
      for (const std::string& code : found->second) add(zip, code, "eia");
      return;
    }
    const std::string code = "eia:" + std::to_string(whole->coefficient());
    say_without_utility(code, columns_.utility_name ? fields[*columns_.utility_name] : std::string{});
    add(zip, code, "eia");
  }

  void add(const std::string& zip, const std::string& code, std::string evidence) { candidates_.try_emplace({zip, code}, std::move(evidence)); }

  void say_without_utility(const std::string& code, const std::string& name) {
    CodeWithoutUtility& said = without_utility_.try_emplace(code, CodeWithoutUtility{.code = code, .name = name.substr(0, kEvidenceSizeMax)}).first->second;
    ++said.rows;
  }

  void refuse(std::size_t line, std::string what) {
    ++mistakes_count_;
    if (mistakes_.size() < kZipErrorsKeptMax) {
      mistakes_.push_back({.pointer = "line " + std::to_string(line), .code = "invalid_row", .detail = std::move(what)});
    }
  }

  static Error unknown_table(std::string message) {
    return Error{.kind = ErrorKind::invalid, .code = "unknown_zip_table", .message = std::move(message)};
  }

  Result<ZipTable> finished() {
    if (mistakes_count_ > 0) {
      return Error{.kind = ErrorKind::unprocessable,
                   .code = "invalid_zip_table",
                   .message = "Nothing was imported: " + std::to_string(mistakes_count_) + " of " + std::to_string(table_.rows) + " rows are wrong.",
                   .fields = std::move(mistakes_)};
    }
    table_.source = columns_.is_candidates() ? kCandidates : is_iou_ ? kOpenEiIou : kOpenEiNonIou;
    for (auto& [key, evidence] : candidates_) {
      table_.candidates.push_back({.zip = key.first, .utility_code = key.second, .evidence = std::move(evidence)});
    }
    for (auto& [code, said] : without_utility_) table_.codes_without_utility.push_back(std::move(said));
    return std::move(table_);
  }

  const Market& market_;
  std::map<std::pair<std::int64_t, std::string>, std::vector<std::string>> by_eia_id_;
  Columns columns_;
  ZipTable table_;
  bool is_iou_ = true;
  std::map<std::pair<std::string, std::string>, std::string> candidates_;  // ZIP and code to evidence.
  std::map<std::string, CodeWithoutUtility> without_utility_;
  std::vector<FieldError> mistakes_;
  std::size_t mistakes_count_ = 0;
};

}  // namespace

Result<ZipTable> read_zip_table(std::istream& file, const Market& market) { return TableReader(market).read(file); }

void import_zip_table(Database& database, const ZipTable& table) {
  database.write([&](SqlTransaction& transaction) {
    replace_zip_candidates(transaction, table.source, table.candidates);
    raise_market_revision(transaction);
    return true;
  });
}

}  // namespace switchyard::market
