#include "app/commands/price_terms.hpp"

#include <fmt/format.h>

#include "app/commands/desk.hpp"
#include "http/json_writer.hpp"
#include "pricing/terms/reference_terms.hpp"
#include "pricing/terms/rest_price_terms_json.hpp"
#include "pricing/terms/terms_actions.hpp"

namespace switchyard::app {
namespace {

constexpr std::string_view kActor = "shell";
constexpr std::int64_t kListedMax = 1'000;

// Options as values; the first that is wrong is kept with its name.
class OptionReader {
 public:
  template <class Parse>
  auto optional(const char* flag, const std::string& text, Parse&& parse) -> std::optional<typename decltype(parse(std::string_view()))::value_type> {
    if (text.empty()) return std::nullopt;
    auto value = parse(std::string_view(text));
    if (value) return std::move(value).value();
    if (!error_) error_ = at_field(std::move(value).error(), flag);
    return std::nullopt;
  }
  std::optional<std::int64_t> millionths(const char* flag, const std::string& text) {
    return optional(flag, text, [](std::string_view each) -> Result<std::int64_t> {
      const auto number = Decimal::parse(each);
      const auto exact = number ? number->exactly_at(6) : number;
      if (!exact) return Error{.code = "invalid_decimal", .message = "is a decimal with at most six places, such as 0.005"};
      return exact->coefficient();
    });
  }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  std::optional<Error> error_;
};

void take_content(OptionReader& reader, const TermsOptions& options, pricing::TermsContent& content) {
  const auto min = reader.millionths("--margin-min", options.margin_min);
  const auto max = reader.millionths("--margin-max", options.margin_max);
  const auto step = reader.millionths("--margin-step", options.margin_step);
  const auto preferred = reader.millionths("--margin-default", options.margin_default);
  if (max) {
    content.margin = pricing::MarginRule{.min_micros = min.value_or(0), .max_micros = *max, .step_micros = step.value_or(1), .default_micros = preferred};
  }
  const auto factor = reader.millionths("--factor", options.factor);
  if (const auto form = reader.optional("--gross-up", options.gross_up, pricing::parse_gross_up_form)) {
    content.gross_up = pricing::GrossUp{*form, factor.value_or(1'000'000)};
  }
  const auto realized_max = reader.millionths("--realized-max", options.realized_max);
  if (auto tiers = reader.optional("--share-tiers", options.share_tiers, pricing::parse_share_tiers)) {
    content.share = pricing::ShareRule{.tiers = std::move(*tiers), .realized_max_micros = realized_max};
  }
  content.house_fee_micros = reader.millionths("--house-fee", options.house_fee).value_or(0);
  content.agent_code = options.agent_code;
  content.license = options.license;
}

Result<pricing::TermsRequest> request_of(const TermsOptions& options) {
  OptionReader reader;
  pricing::TermsRequest request{.reason = options.reason, .actor = std::string(kActor)};
  request.kind = reader.optional("KIND", options.kind, pricing::parse_terms_kind).value_or(pricing::TermsKind::supplier);
  request.place.partner = reader.optional("--partner", options.partner, access::PartnerId::parse);
  request.place.supplier = options.supplier;
  request.place.commodity = reader.optional("--commodity", options.commodity, parse_commodity);
  request.place.state = options.state;
  request.place.utility = options.utility;
  request.from = reader.optional("--from", options.from, Instant::parse);
  request.until = reader.optional("--until", options.until, Instant::parse);
  take_content(reader, options, request.content);
  if (reader.error()) return *reader.error();
  return request;
}

std::string dollars(std::int64_t micros) { return Decimal::from_parts(micros, 6)->text(); }

std::string content_text(const pricing::TermsRecord& record) {
  const pricing::TermsContent& content = record.content;
  std::string text;
  if (content.margin) {
    text += fmt::format(" margin {} to {} step {}", dollars(content.margin->min_micros), dollars(content.margin->max_micros), dollars(content.margin->step_micros));
    if (content.margin->default_micros) text += fmt::format(" default {}", dollars(*content.margin->default_micros));
  }
  if (content.gross_up) text += fmt::format(" gross-up {} {}", pricing::text_of(content.gross_up->form), dollars(content.gross_up->factor_millionths));
  if (content.share) text += fmt::format(" share {}", pricing::share_tiers_text(content.share->tiers));
  if (content.share && content.share->realized_max_micros) text += fmt::format(" realized at most {}", dollars(*content.share->realized_max_micros));
  if (record.kind == pricing::TermsKind::house_fee) text += fmt::format(" house fee {}", dollars(content.house_fee_micros));
  if (!content.agent_code.empty()) text += fmt::format(" agent code {}", content.agent_code);
  if (!content.license.empty()) text += fmt::format(" license {}", content.license);
  return text;
}

std::string line_of(const pricing::TermsRecord& record, Instant now) {
  std::string where;
  for (const std::string& part : {record.place.partner ? record.place.partner->text() : std::string(), record.place.supplier,
                                  std::string(record.place.commodity ? text_of(*record.place.commodity) : ""), record.place.state, record.place.utility}) {
    if (!part.empty()) where += " " + part;
  }
  return fmt::format("{}  {:<9} {}{}:{}; from {}{} ({})", record.is_reference ? "built in" : record.id.text(), pricing::state_of(record, now),
                     pricing::text_of(record.kind), where.empty() ? " everywhere" : where, content_text(record), record.from.text(),
                     record.end() ? " until " + record.end()->text() : "", record.reason);
}

int print_terms(const CommonOptions& common, const pricing::TermsRecord& record, Instant now) {
  if (!common.json) {
    fmt::print("{}\n", line_of(record, now));
    return kDone;
  }
  http::JsonWriter json;
  pricing::write_price_terms(json, record, now);
  fmt::print("{}\n", std::move(json).text());
  return kDone;
}

Result<Desk> desk_of_terms(const CommonOptions& common, const pricing::TermsId& id) {
  for (const std::string_view name : {"test", "live"}) {
    auto desk = open_desk(common, name);
    if (!desk) return desk;
    bool found = false;
    desk->environment->database().read([&](SqlReader& reader) { found = pricing::find_terms(reader, id).has_value(); });
    if (found) return desk;
  }
  return Error{.kind = ErrorKind::not_found, .code = "price_terms_not_found", .message = fmt::format("there are no terms {} in test or live", id.text())};
}

}  // namespace

int list_price_terms(const CommonOptions& common, const TermsOptions& options) {
  auto desk = open_desk(common, options.environment);
  if (!desk) return refuse(common, desk.error());
  const Instant now = desk->environment->clock().now();
  pricing::TermsFilter filter{.kind = options.kind, .partner = options.partner, .supplier = options.supplier, .limit = kListedMax};
  if (!options.all) filter.open_at = now;
  std::vector<pricing::TermsRecord> records;
  desk->environment->database().read([&](SqlReader& reader) { records = pricing::list_terms(reader, filter); });
  if (options.reference) {
    for (const pricing::TermsRecord& record : pricing::reference_terms()) {
      const bool is_asked = options.supplier.empty() || options.supplier == record.place.supplier;
      if (is_asked && (options.all || pricing::state_of(record, now) != "over")) records.push_back(record);
    }
  }
  if (!common.json) {
    for (const pricing::TermsRecord& record : records) fmt::print("{}\n", line_of(record, now));
    if (records.empty()) fmt::print("no terms in {}\n", options.environment);
    return kDone;
  }
  http::JsonWriter json;
  json.begin_array();
  for (const pricing::TermsRecord& record : records) pricing::write_price_terms(json, record, now);
  json.end_array();
  fmt::print("{}\n", std::move(json).text());
  return kDone;
}

int set_price_terms(const CommonOptions& common, const TermsOptions& options) {
  const auto request = request_of(options);
  if (!request) return refuse(common, request.error());
  auto desk = open_desk(common, options.environment);
  if (!desk) return refuse(common, desk.error());
  const auto market = desk->environment->market().current();
  const auto record = pricing::set_terms(desk->environment->price_terms(*market), *request);
  if (!record) return refuse(common, record.error());
  desk->environment->relay_audit();
  return print_terms(common, *record, desk->environment->clock().now());
}

int close_price_terms(const CommonOptions& common, const std::string& terms_id, const std::string& at, const std::string& reason) {
  const auto id = pricing::TermsId::parse(terms_id);
  if (!id) return refuse(common, id.error());
  pricing::CloseTermsRequest request{.id = *id, .reason = reason, .actor = std::string(kActor)};
  if (!at.empty()) {
    const auto instant = Instant::parse(at);
    if (!instant) return refuse(common, at_field(instant.error(), "--at"));
    request.at = *instant;
  }
  auto desk = desk_of_terms(common, *id);
  if (!desk) return refuse(common, desk.error());
  const auto market = desk->environment->market().current();
  const auto record = pricing::close_terms(desk->environment->price_terms(*market), request);
  if (!record) return refuse(common, record.error());
  desk->environment->relay_audit();
  return print_terms(common, *record, desk->environment->clock().now());
}

}  // namespace switchyard::app
