#include "pricing/price_table.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "values/money.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kColumns = 11;
using Line = std::array<std::string, kColumns>;

// Numbers stand at the right.
constexpr std::array<bool, kColumns> kRight = {false, false, false, false, false, true, true, true, false, true, false};

std::string band_text(const UsageBand& band) {
  if (!band.present) return "any";
  std::string text = Energy::from_milli(band.min_milli, band.unit).amount_text();
  if (band.max_milli_exclusive == UsageBand::kOpen) return fmt::format("{}+ {}", text, text_of(band.unit));
  return fmt::format("{}-{} {}", text, Energy::from_milli(band.max_milli_exclusive, band.unit).amount_text(), text_of(band.unit));
}

Line line_of(const Offer& offer) {
  const auto price = UnitPrice::from_micros(offer.price_micros, offer.price_unit);
  return {std::string(offer.supplier),
          std::string(offer.zone),
          std::string(offer.rate_class),
          std::string(offer.product),
          offer.start_month ? offer.start_month->text() : "any",
          fmt::format("{}", offer.term_months),
          band_text(offer.band),
          price.text(offer.stack.price_decimals),
          price.unit_text(),
          Money::from_cents(offer.annual_cost_cents).text(),
          offer.sellable ? offer.expires_at.text() : offer.expires_at.text() + " (not for sale)"};
}

}  // namespace

std::string render_table(const PricePage& page) {
  if (page.offers.empty()) return fmt::format("No prices: {}.\n", text_of(page.reason));
  std::vector<Line> lines = {{"SUPPLIER", "ZONE", "CLASS", "PRODUCT", "START", "TERM", "USAGE", "PRICE", "UNIT", "ANNUAL COST", "EXPIRES"}};
  for (const Offer& offer : page.offers) lines.push_back(line_of(offer));
  std::array<std::size_t, kColumns> widths{};
  for (const Line& line : lines) {
    for (std::size_t column = 0; column < kColumns; ++column) widths[column] = std::max(widths[column], line[column].size());
  }
  std::string out;
  for (const Line& line : lines) {
    std::string text;
    for (std::size_t column = 0; column < kColumns; ++column) {
      text += kRight[column] ? fmt::format("{:>{}}  ", line[column], widths[column]) : fmt::format("{:<{}}  ", line[column], widths[column]);
    }
    out.append(text, 0, text.find_last_not_of(' ') + 1).append("\n");
  }
  if (page.has_more) out += "There are more.\n";
  return out;
}

}  // namespace switchyard::pricing
