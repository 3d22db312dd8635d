#include "pricing/book_download/rest_book_fragments.hpp"

#include <array>
#include <charconv>

#include "http/json_writer.hpp"
#include "workbook/csv_writer.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::string_view kHeader =
    "rate_id,supplier,utility,commodity,customer_class,zone,rate_class,product,green_percent,start_month,start_month_last,term_months,usage_min,"
    "usage_max_exclusive,usage_unit,base_price,price_unit,expires_at\r\n";
constexpr std::string_view kHeaderWithStack =
    "rate_id,supplier,utility,commodity,customer_class,zone,rate_class,product,green_percent,start_month,start_month_last,term_months,usage_min,"
    "usage_max_exclusive,usage_unit,base_price,transfer_price,price_unit,expires_at,house_fee,sheet_id\r\n";

// Coefficient / 10^scale without trailing zeros.
std::string trimmed(std::int64_t coefficient, int scale) {
  for (; scale > 0 && coefficient % 10 == 0; --scale) coefficient /= 10;
  return Decimal::from_parts(coefficient, scale)->text();
}

// Members of an object or fields of a line, in the same order.
class Fragment {
 public:
  explicit Fragment(BookFormat format) : is_json_(format == BookFormat::ndjson) {
    if (is_json_) json_.begin_object();
  }
  // Empty: null or nothing.
  template <std::size_t kSize>
  Fragment& text(const char (&name)[kSize], std::string_view value) {
    if (!is_json_) {
      const bool is_formula = !value.empty() && (value.find_first_of("=+-@") == 0 || static_cast<unsigned char>(value.front()) < 0x20);
      workbook::append_csv_field(csv_, is_formula ? "'" + std::string(value) : std::string(value));
      csv_ += ',';
      return *this;
    }
    json_.member_or_null(name, value);
    return *this;
  }
  // With its comma behind, for the next one.
  std::string take() {
    if (!is_json_) return std::move(csv_);
    std::string all = std::move(json_.end_object()).text();
    all.back() = ',';
    return all.substr(1);
  }

 private:
  const bool is_json_;
  http::JsonWriter json_;
  std::string csv_;
};

std::string instant_text(std::int64_t ms) { return Instant::from_unix_ms(ms).text(); }

}  // namespace

std::string_view book_header(const BookView& view) {
  if (view.format == BookFormat::ndjson) return {};
  return view.shows_stack ? kHeaderWithStack : kHeader;
}

std::string names_fragment(const SoldGroup& group, const sheet_format::Curve& curve, BookFormat format) {
  const sheet_format::Tables& tables = *group.group->tables;
  const std::int32_t green = curve.green_percent_hundredths;
  return Fragment(format)
      .text("supplier", group.supplier)
      .text("utility", group.utility)
      .text("commodity", text_of(group.commodity))
      .text("customerClass", text_of(static_cast<CustomerClass>(curve.customer_class)))
      .text("zone", tables.text(curve.zone_code))
      .text("rateClass", tables.text(curve.rate_class_code))
      .text("product", tables.text(curve.product))
      .text("greenPercent", green < 0 ? std::string() : trimmed(green, 2))
      .take();
}

std::string start_fragment(const sheet_format::Tables& tables, const sheet_format::StartEdge& start, BookFormat format) {
  const bool is_told = tables.starts[start.start].present != 0;
  return Fragment(format)
      .text("startMonth", is_told ? Month::from_index(start.from).text() : std::string())
      .text("startMonthLast", is_told ? Month::from_index(start.until - 1).text() : std::string())
      .take();
}

std::string term_fragment(std::int16_t term_months, BookFormat format) {
  return (format == BookFormat::ndjson ? "\"termMonths\":" : "") + std::to_string(term_months) + ",";
}

std::string band_fragment(const UsageBand& band, BookFormat format) {
  const std::string max = band.max_milli_exclusive == UsageBand::kOpen ? std::string() : trimmed(band.max_milli_exclusive, 3);
  if (format == BookFormat::csv) return band.present ? trimmed(band.min_milli, 3) + "," + max + "," + std::string(text_of(band.unit)) + "," : ",,,";
  if (!band.present) return "\"usageBand\":null,\"basePrice\":\"";
  http::JsonWriter json;
  json.begin_object().plain_member("min", trimmed(band.min_milli, 3)).key("maxExclusive");
  max.empty() ? json.null() : json.plain(max);
  json.plain_member("unit", text_of(band.unit)).end_object();
  return "\"usageBand\":" + std::move(json).text() + ",\"basePrice\":\"";
}

std::string tail_fragment(const SoldGroup& group, const sheet_format::Curve& curve, const SheetId& sheet, const BookView& view) {
  const auto unit = static_cast<EnergyUnit>(curve.price_unit);
  Fragment fragment(view.format);
  fragment.text("priceUnit", "$/" + std::string(text_of(unit))).text("expiresAt", instant_text(group.group->until_ms));
  if (view.shows_stack) {
    std::string fee;
    append_price(fee, group.terms().house_fee_micros * base_units_in(unit), 5);
    fragment.text("houseFee", fee).text("sheetId", sheet.text());
  }
  std::string all = fragment.take();
  all.pop_back();
  return (view.format == BookFormat::ndjson ? "\"," : ",") + all + (view.format == BookFormat::ndjson ? "}\n" : "\r\n");
}

void append_price(std::string& out, std::int64_t micros, int decimals_min) {
  int decimals = UnitPrice::kScale;
  for (; decimals > decimals_min && micros % 10 == 0; --decimals) micros /= 10;
  if (micros < 0) {
    out += '-';
    micros = -micros;
  }
  std::array<char, 24> digits;
  char* const end = digits.data() + digits.size();
  char* at = end;
  for (int i = 0; micros != 0 || i <= decimals; ++i) {
    if (i == decimals && decimals != 0) *--at = '.';
    *--at = static_cast<char>('0' + micros % 10);
    micros /= 10;
  }
  out.append(at, static_cast<std::size_t>(end - at));
}

}  // namespace switchyard::pricing
