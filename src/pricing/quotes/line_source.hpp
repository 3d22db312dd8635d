// Where a quote's lines come from: a rate of the book, or (another implementation) a supplier's executable offer. What is behind
// an id is found once, judged at one instant, and frozen as LineFacts; the quote never asks its source again.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "ports/database.hpp"
#include "pricing/book/rate_book.hpp"
#include "pricing/rate_row.hpp"
#include "pricing/terms/price_terms.hpp"
#include "values/date.hpp"
#include "values/energy.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

enum class SourceKind : std::uint8_t { rate, offer };
[[nodiscard]] std::string_view text_of(SourceKind kind);  // "rate", "offer".
[[nodiscard]] Result<SourceKind> parse_source_kind(std::string_view text);

// What is sold, as it stood when it was found. Owns its texts; empty texts and absent values were not said by the source.
struct LineFacts {
  SourceKind kind = SourceKind::rate;
  std::string source_id = {};              // rateId or offerId.
  std::string supplier = {};               // Code.
  std::string supplier_name = {};
  Commodity commodity = Commodity::electric;
  CustomerClass customer_class = CustomerClass::any;
  std::string utility_code = {};
  std::string utility_word = {};           // Words are the supplier's.
  std::string rate_class = {};
  std::string rate_class_word = {};
  std::string zone = {};
  std::string zone_word = {};
  std::string state = {};                  // "PA".
  std::string product = {};
  std::string billing = {};
  std::int32_t green_percent_hundredths = -1;
  std::optional<Month> start_from = {};
  std::optional<Month> start_until = {};   // Exclusive.
  std::int32_t term_months = 0;
  UsageBand band = {};
  bool band_min_is_of_lower_band = false;  // A usage equal to the band's lower end belongs to the band below it.
  EnergyUnit price_unit = EnergyUnit::kwh;
  std::int32_t price_decimals = 5;
  std::int64_t basis_micros = 0;           // The transfer price.
  std::int64_t stored_micros = 0;
  std::string price_text = {};             // As the file has it.
  Date valid_from{};
  Date valid_until{};
  Instant sellable_from{};
  Instant sellable_until{};
  std::string sheet_id = {};               // Lineage: of an offer those of its attachment, or empty.
  std::string file_name = {};
  std::string file_sha256 = {};
  std::string layout = {};                 // Name and version.
  std::string layout_sha256 = {};          // Of its text as the file was read with it; empty where that was not kept.
  std::string worksheet = {};
  std::string cell = {};

  bool operator==(const LineFacts&) const = default;
};

// With the terms on which this partner may sell it now.
struct SourcedLine {
  LineFacts facts;
  SellingTerms terms;
  std::optional<Energy> priced_usage = {};  // What the price was made for, where it holds for nothing else: a line must name it.
};

// The one state of things that all lines of a quote are judged by.
struct SourceMoment {
  std::shared_ptr<const RateBook> book;
  Instant now{};
  access::PartnerId partner;  // Whose terms hold; no_partner() for operators.
};

// Bound to a moment. Refusals are said of one line and name no field; the caller adds the pointer.
class LineSource {
 public:
  virtual ~LineSource() = default;
  // Refused where the id is none, names nothing, or may not be sold by this partner at the moment.
  [[nodiscard]] virtual Result<SourcedLine> find(std::string_view id) const = 0;
  // What stands in the former line's place at the moment: the same id while it is sold, else the same key. `start` is the month that
  // the line was quoted for.
  [[nodiscard]] virtual Result<SourcedLine> find_again(const LineFacts& former, std::optional<Month> start) const = 0;
  // Within the transaction that writes: whether what was found is still what the database holds. False: judge anew.
  [[nodiscard]] virtual bool still_stands(SqlReader& reader) const = 0;
};

// Of one request: `offers` null where nothing sells offers.
struct LineSources {
  std::unique_ptr<LineSource> rates;
  std::unique_ptr<LineSource> offers = nullptr;

  // Null where lines of this kind are not taken.
  [[nodiscard]] const LineSource* of(SourceKind kind) const { return kind == SourceKind::rate ? rates.get() : offers.get(); }
  [[nodiscard]] bool still_stand(SqlReader& reader) const {
    return rates->still_stands(reader) && (offers == nullptr || offers->still_stands(reader));
  }
};

}  // namespace switchyard::pricing
