// What a search must answer, by the simplest code that can be written: every row of every sheet is looked at, word by word.
// It shares no code with the search but the exported rows and market/.
#pragma once

#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "pricing/search.hpp"

namespace switchyard::pricing {

struct OracleOffer {
  std::string rate_id;
  std::int64_t price_micros = 0;
  std::int64_t annual_cost_cents = 0;
  std::string start_month;  // Empty: any.
  std::int64_t expires_ms = 0;

  bool operator==(const OracleOffer&) const = default;
  friend void PrintTo(const OracleOffer& offer, std::ostream* out) {
    *out << offer.rate_id << " at " << offer.price_micros << " from " << offer.start_month;
  }
};

class PriceOracle {
 public:
  PriceOracle(const std::vector<BookEntry>& entries, const market::Market& market, std::shared_ptr<const PriceTerms> terms = nullptr,
              std::vector<PriceStop> stops = {});
  ~PriceOracle();

  // All offers, in order.
  [[nodiscard]] std::vector<OracleOffer> answer(const PriceQuery& query, Instant at, SearchMode mode) const;

 private:
  struct Line;
  struct Sheet;

  static void settle_duplicates(std::vector<Line>& lines);
  static void name_parts(std::vector<Line>& lines);
  static void settle_shared_words(std::vector<Line>& lines);
  [[nodiscard]] bool is_live(const Line& line, std::int64_t at_ms, SearchMode mode) const;
  [[nodiscard]] SellingTerms terms_of(const Line& line, const PriceQuery& query, Instant at) const;
  [[nodiscard]] bool is_stopped(const Line& line, const PriceQuery& query, Instant at) const;
  [[nodiscard]] bool is_asked_for(const Line& line, const PriceQuery& query, Instant at) const;
  [[nodiscard]] static bool holds(const Line& line, std::int64_t usage);
  [[nodiscard]] OracleOffer offer_of(const Line& line, const PriceQuery& query, std::int64_t usage, Instant at) const;

  std::shared_ptr<const PriceTerms> terms_;
  std::vector<PriceStop> stops_;
  std::vector<Sheet> sheets_;
  std::map<std::string, std::vector<Line>> lines_by_utility_;
};

}  // namespace switchyard::pricing
