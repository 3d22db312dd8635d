#include "pricing/terms/reference_terms.hpp"

#include <array>

#include <fmt/format.h>

#include "embedded/pricing_terms_reference.hpp"
#include "market/csv_record.hpp"
#include "values/decimal.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

enum Column { supplier, commodity, state, utility, from, until, margin_min, margin_max, gross_up_form, gross_up_factor, share_tiers, share_realized_max, confidence, notes, count };

Result<std::int64_t> millionths(std::string_view text) {
  const auto number = Decimal::parse(text);
  if (!number) return number.error();
  const auto exact = number->exactly_at(6);
  if (!exact) return exact.error();
  return exact->coefficient();
}

Result<void> take_money(const std::vector<std::string>& fields, TermsContent& content) {
  if (!fields[margin_max].empty()) {
    const auto min = millionths(fields[margin_min]);
    const auto max = millionths(fields[margin_max]);
    if (!min || !max) return Error{.code = "x", .message = "margin_min and margin_max are decimals"};
    content.margin = MarginRule{.min_micros = *min, .max_micros = *max};
  }
  if (!fields[gross_up_form].empty()) {
    const auto form = parse_gross_up_form(fields[gross_up_form]);
    const auto factor = millionths(fields[gross_up_factor]);
    if (!form || !factor) return Error{.code = "x", .message = "gross_up_form and gross_up_factor do not make a gross-up"};
    content.gross_up = GrossUp{*form, *factor};
  }
  if (fields[share_tiers].empty()) return {};
  auto tiers = parse_share_tiers(fields[share_tiers]);
  if (!tiers) return tiers.error();
  content.share = ShareRule{.tiers = *tiers, .realized_max_micros = {}};
  if (fields[share_realized_max].empty()) return {};
  const auto most = millionths(fields[share_realized_max]);
  if (!most) return most.error();
  content.share->realized_max_micros = *most;
  return check_share(*content.share);
}

Result<TermsRecord> record_of(const std::vector<std::string>& fields) {
  if (fields.size() != count) return Error{.code = "x", .message = fmt::format("has {} fields instead of {}", fields.size(), static_cast<int>(count))};
  TermsRecord record{.id = TermsId(Uuid{}),
                     .place = {.supplier = fields[supplier], .state = fields[state], .utility = fields[utility]},
                     .reason = fmt::format("{} (confidence: {})", fields[notes], fields[confidence]),
                     .made_by = "reference",
                     .is_reference = true};
  if (!fields[commodity].empty()) {
    const auto parsed = parse_commodity(fields[commodity]);
    if (!parsed) return parsed.error();
    record.place.commodity = *parsed;
  }
  const auto begin = Instant::parse(fields[from]);
  if (!begin) return begin.error();
  record.from = record.made_at = *begin;
  if (!fields[until].empty()) {
    const auto end = Instant::parse(fields[until]);
    if (!end) return end.error();
    record.until = *end;
  }
  if (auto done = take_money(fields, record.content); !done) return done.error();
  return record;
}

}  // namespace

Result<std::vector<ShareTier>> parse_share_tiers(std::string_view text) {
  std::vector<ShareTier> tiers;
  for (const std::string& part : market::split_list(text, ';')) {
    const std::size_t colon = part.find(':');
    if (colon == std::string::npos) return Error{.code = "share_unsound", .message = fmt::format("\"{}\" is not FEE:SHARE, such as 0.007:0.5", part)};
    const auto fee = millionths(std::string_view(part).substr(0, colon));
    const auto share = millionths(std::string_view(part).substr(colon + 1));
    if (!fee || !share) return Error{.code = "share_unsound", .message = fmt::format("\"{}\" is not FEE:SHARE, two decimals of at most six places", part)};
    tiers.push_back({.from_micros = *fee, .share_millionths = *share});
  }
  return tiers;
}

std::string share_tiers_text(const std::vector<ShareTier>& tiers) {
  std::string text;
  for (const ShareTier& tier : tiers) {
    text += fmt::format("{}{}:{}", text.empty() ? "" : ";", Decimal::from_parts(tier.from_micros, 6)->text(), Decimal::from_parts(tier.share_millionths, 6)->text());
  }
  return text;
}

Result<std::vector<TermsRecord>> parse_reference_terms(std::string_view csv) {
  std::vector<TermsRecord> records;
  std::size_t line_number = 0;
  while (!csv.empty()) {
    const std::string_view line = csv.substr(0, csv.find('\n'));
    csv.remove_prefix(std::min(csv.size(), line.size() + 1));
    if (++line_number == 1 || line.empty()) continue;
    const auto broken = [&](const Error& error) {
      return Error{.code = "reference_terms_broken", .message = fmt::format("supplier_terms.csv line {}: {}", line_number, error.message)};
    };
    const auto fields = market::parse_csv_record(line);
    if (!fields) return broken(fields.error());
    auto record = record_of(*fields);
    if (!record) return broken(record.error());
    records.push_back(std::move(*record));
  }
  return records;
}

const std::vector<TermsRecord>& reference_terms() {
  static const std::vector<TermsRecord> kRecords = [] {
    const auto files = embedded_pricing_terms_reference();
    ENSURE(files.size() == 1);
    return parse_reference_terms(files.front().bytes).value();
  }();
  return kRecords;
}

}  // namespace switchyard::pricing
