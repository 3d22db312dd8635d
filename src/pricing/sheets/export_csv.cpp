#include "pricing/sheets/export_csv.hpp"

#include <array>
#include <charconv>
#include <string>
#include <unordered_map>

namespace switchyard::pricing {
namespace {

constexpr std::size_t kPieceSize = 1 << 20;
constexpr std::string_view kHeader =
    "source_file,sheet,supplier,commodity,utility_alias,rate_class_alias,zone,state,product,green_percent,start_from,start_until,"
    "term_months,usage_min,usage_max_exclusive,usage_unit,price,price_unit,valid_from,valid_until,purchase_of_receivables,billing,ref,"
    "sellable_until,customer_class\n";

// Appends fields and commas to a buffer.
class CsvLine {
 public:
  explicit CsvLine(std::string& out) : out_(out) {}

  void text(std::string_view field) {
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
      plain(field);
      return;
    }
    out_ += '"';
    for (char c : field) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += "\",";
  }

  // Of a field that has nothing to quote.
  void plain(std::string_view field) {
    out_ += field;
    out_ += ',';
  }

  void none() { out_ += ','; }

  void integer(std::int64_t number) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    plain({digits.data(), static_cast<std::size_t>(end - digits.data())});
  }

  // number / 10^scale without trailing zeros.
  void scaled(std::int64_t number, int scale) {
    while (scale > 0 && number % 10 == 0) {
      number /= 10;
      --scale;
    }
    if (scale == 0) return integer(number);
    plain(Decimal::from_parts(number, scale)->text());
  }

  void end() { out_.back() = '\n'; }

 private:
  std::string& out_;
};

// Dates are few and their texts dear: kept by day.
class DateTexts {
 public:
  std::string_view of(Date date) {
    auto [place, is_new] = texts_.try_emplace(date.days());
    if (is_new) place->second = date.text();
    return place->second;
  }

 private:
  std::unordered_map<std::int32_t, std::string> texts_;
};

// What is the same in every line.
struct SheetTexts {
  std::string file;
  std::string supplier;
  std::string valid_from;
  std::string valid_until;
  std::string sellable_until;
};

SheetTexts texts_of(const CompiledSheet& sheet) {
  SheetTexts texts{sheet.facts().file_name, std::string(sheet.supplier_name()), {}, {}, {}};
  if (sheet.valid_from() != Date{}) texts.valid_from = sheet.valid_from().text();
  if (sheet.valid_until() > sheet.valid_from()) texts.valid_until = sheet.valid_until().text();
  if (sheet.sellable_until() > sheet.sellable_from()) texts.sellable_until = sheet.sellable_until().text();
  return texts;
}

void add_band(CsvLine& line, const UsageBand& band) {
  if (!band.present) {
    line.none();
    line.none();
    line.none();
    return;
  }
  line.scaled(band.min_milli, 3);
  if (band.max_milli_exclusive == UsageBand::kOpen) line.none();
  if (band.max_milli_exclusive != UsageBand::kOpen) line.scaled(band.max_milli_exclusive, 3);
  line.plain(text_of(band.unit));
}

void add_terms(CsvLine& line, const RateRow& row, DateTexts& dates) {
  if (row.green_percent_hundredths < 0) line.none();
  if (row.green_percent_hundredths >= 0) line.scaled(row.green_percent_hundredths, 2);
  line.plain(row.has_start ? dates.of(row.start_from) : std::string_view());
  line.plain(row.has_start ? dates.of(row.start_until) : std::string_view());
  line.integer(row.term_months);
  add_band(line, row.band);
  line.scaled(row.stored_price_micros, UnitPrice::kScale);
}

void add_row(std::string& out, const ExportRow& exported, const TextPool& texts, const SheetTexts& sheet, DateTexts& dates) {
  const RateRow& row = *exported.row;
  CsvLine line(out);
  line.text(sheet.file);
  line.text(exported.worksheet);
  line.text(sheet.supplier);
  line.plain(text_of(row.commodity));
  for (const TextId id : {row.utility_alias, row.rate_class_alias, row.zone, row.state, row.product}) line.text(texts.text(id));
  add_terms(line, row, dates);
  line.plain(price_text_of(row.price_unit));
  line.plain(sheet.valid_from);
  line.plain(sheet.valid_until);
  line.plain(!row.purchase_of_receivables_known ? "" : row.purchase_of_receivables ? "y" : "n");
  line.text(texts.text(row.billing));
  line.text(exported.ref);
  line.plain(sheet.sellable_until);
  line.plain(text_of(row.customer_class));
  line.end();
}

}  // namespace

void write_csv(const CompiledSheet& sheet, const std::function<void(std::string_view piece)>& sink) {
  const SheetTexts texts = texts_of(sheet);
  DateTexts dates;
  std::string piece;
  piece.reserve(kPieceSize + 4096);
  piece += kHeader;
  sheet.each_row([&](const ExportRow& row, const TextPool& pool) {
    add_row(piece, row, pool, texts, dates);
    if (piece.size() < kPieceSize) return;
    sink(piece);
    piece.clear();
  });
  if (!piece.empty()) sink(piece);
}

}  // namespace switchyard::pricing
