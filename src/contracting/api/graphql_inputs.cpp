#include "contracting/api/graphql_inputs.hpp"

#include <fmt/format.h>

#include "contracting/api/graphql_mutation.hpp"
#include "contracting/api/graphql_scalars.hpp"
#include "contracting/api/graphql_words.hpp"

namespace switchyard::contracting {
namespace {

using graphql::Arguments;

EnergyUnit unit_of(const Arguments& input, std::string_view name, EnergyUnit otherwise) {
  return optional_enum_argument(input, name, [](std::string_view word) { return parse_energy_unit(word); }).value_or(otherwise);
}

std::string text_or_empty(const Arguments& input, std::string_view name) { return input.optional_text(name).value_or(""); }

// Milli-units of a decimal with at most three decimals.
Result<std::int64_t> milli_of(const Arguments& input, std::string_view name, std::string_view code) {
  const auto decimal = *optional_decimal(input, name);
  const auto milli = decimal.exactly_at(3);
  if (milli) return milli->coefficient();
  return at_field(Error{ErrorKind::invalid, std::string(code), milli.error().message}, fmt::format("/{}", name));
}

std::optional<std::int64_t> micros_of(const Arguments& input, std::string_view name, std::vector<FieldError>& refused, const std::string& pointer) {
  const auto decimal = optional_decimal(input, name);
  if (!decimal) return {};
  const auto micros = decimal->exactly_at(6);
  if (micros) return micros->coefficient();
  refused.push_back({fmt::format("{}/{}", pointer, name), micros.error().code, micros.error().message});
  return {};
}

template <class IdType>
std::optional<IdType> id_in(const Arguments& input, std::string_view name, std::string_view code, std::vector<FieldError>& refused, const std::string& pointer) {
  const auto text = input.optional_text(name);
  if (!text) return {};
  auto id = IdType::parse(*text);
  if (id) return *id;
  refused.push_back({fmt::format("{}/{}", pointer, name), std::string(code), "There is nothing of this id."});
  return {};
}

std::optional<NewContractAccount> contract_account_of(const Arguments& input, const std::string& pointer, std::vector<FieldError>& refused) {
  const auto account = id_in<ServiceAccountId>(input, "serviceAccountId", "service_account_not_found", refused, pointer);
  if (!account) return {};
  NewContractAccount asked{.service_account = *account};
  asked.quote_line = id_in<pricing::QuoteLineId>(input, "quoteLineId", "quote_line_unknown", refused, pointer);
  const auto rate = input.optional_text("rateId");
  const auto offer = input.optional_text("offerId");
  if ((asked.quote_line ? 1 : 0) + (rate ? 1 : 0) + (offer ? 1 : 0) > 1) {
    refused.push_back({pointer, "price_ambiguous", "Name one of quoteLineId, rateId and offerId."});
  }
  asked.source_kind = offer ? pricing::SourceKind::offer : pricing::SourceKind::rate;
  asked.source_id = offer ? *offer : rate.value_or("");
  asked.margin_micros = micros_of(input, "margin", refused, pointer);
  asked.agent_margin_micros = micros_of(input, "agentMargin", refused, pointer).value_or(0);
  asked.annual_usage = optional_decimal(input, "annualUsage");
  asked.usage_unit = optional_enum_argument(input, "usageUnit", [](std::string_view word) { return parse_energy_unit(word); });
  asked.start_month = optional_month(input, "startMonth");
  asked.requested_start = optional_date(input, "requestedStart");
  return asked;
}

}  // namespace

std::string fmt_pointer(std::string_view list, std::size_t index, std::string_view member) { return fmt::format("/{}/{}/{}", list, index, member); }

UsAddress address_of(const Arguments& input) {
  return {.line1 = input.text("line1"), .line2 = text_or_empty(input, "line2"), .city = input.text("city"), .state = input.text("state"), .zip = input.text("zip")};
}

Result<ServiceAccountDetails> service_account_of(const Arguments& input) {
  ServiceAccountDetails details{.commodity = enum_argument(input, "commodity", parse_commodity), .utility_code = input.text("utility"), .account_number = input.text("accountNumber")};
  details.service_reference = text_or_empty(input, "serviceReference");
  details.name_key = text_or_empty(input, "nameKey");
  details.meter_numbers = input.texts("meterNumbers");
  details.billing_account_number = text_or_empty(input, "billingAccountNumber");
  details.service_address = address_of(input.object("serviceAddress"));
  if (const auto billing = input.optional_object("billingAddress")) details.billing_address = address_of(*billing);
  details.zone = text_or_empty(input, "zone");
  details.rate_class = text_or_empty(input, "rateClass");
  details.load_profile = text_or_empty(input, "loadProfile");
  if (const auto amount = optional_decimal(input, "annualUsage")) {
    const EnergyUnit base = details.commodity == Commodity::electric ? EnergyUnit::kwh : EnergyUnit::therm;
    auto usage = Energy::from_decimal(*amount, unit_of(input, "usageUnit", base));
    if (!usage) return at_field(usage.error(), "/annualUsage");
    details.annual_usage = *usage;
  }
  if (input.optional_text("icapKw")) {
    const auto icap = milli_of(input, "icapKw", "icap_invalid");
    if (!icap) return icap.error();
    details.icap_milli_kw = *icap;
  }
  details.tax_status = optional_enum_argument(input, "taxStatus", parse_tax_status).value_or(TaxStatus::taxable);
  details.incumbent_supplier = text_or_empty(input, "incumbentSupplier");
  details.incumbent_contract_end = optional_date(input, "incumbentContractEnd");
  details.read_cycle = text_or_empty(input, "readCycle");
  for (const std::string& read : input.texts("nextReads")) details.next_reads.push_back(Date::parse(read).value());
  details.your_reference = text_or_empty(input, "yourReference");
  return details;
}

Result<std::vector<NewUsage>> usage_of(const Arguments& input) {
  std::vector<NewUsage> usage;
  const auto rows = input.objects("usage");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Arguments& row = rows[i];
    const auto unit = enum_argument(row, "unit", [](std::string_view word) { return parse_energy_unit(word); });
    const auto quantity = Energy::from_decimal(*optional_decimal(row, "quantity"), unit);
    if (!quantity) return at_field(quantity.error(), fmt_pointer("usage", i, "quantity"));
    NewUsage period{.from = *optional_date(row, "from"), .until = *optional_date(row, "until"), .quantity = *quantity, .source = enum_argument(row, "source", parse_usage_source)};
    if (row.optional_text("demandKw")) {
      const auto demand = milli_of(row, "demandKw", "demand_invalid");
      if (!demand) return at_field(demand.error(), fmt_pointer("usage", i, "demandKw"));
      period.demand_milli_kw = *demand;
    }
    usage.push_back(period);
  }
  return usage;
}

Result<std::vector<NewContractAccount>> contract_accounts_of(const Arguments& input) {
  std::vector<NewContractAccount> accounts;
  std::vector<FieldError> refused;
  const auto asked = input.objects("accounts");
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (auto account = contract_account_of(asked[i], fmt::format("/accounts/{}", i), refused)) accounts.push_back(*std::move(account));
  }
  if (!refused.empty()) return Error{ErrorKind::unprocessable, "contract_accounts_refused", "Some accounts cannot be contracted.", std::move(refused)};
  return accounts;
}

Result<CommissionTerms> commission_of(const Arguments& input) {
  CommissionTerms terms{.plan = input.optional_text("plan").value_or("residual"), .agent_code = text_or_empty(input, "agentCode")};
  const auto splits = input.objects("splits");
  for (std::size_t i = 0; i < splits.size(); ++i) {
    const auto percent = Percent::parse(splits[i].text("percent"));
    if (!percent) return at_field(percent.error(), fmt::format("/commission/splits/{}/percent", i));
    terms.splits.push_back({.payee = splits[i].text("payee"), .share_millionths = percent->millionths()});
  }
  return terms;
}

}  // namespace switchyard::contracting
