#include "market/rest_market_json.hpp"

#include "market/account_rules.hpp"
#include "market/csv_record.hpp"

namespace switchyard::market {
namespace {

void write_texts(http::JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

// Null where nothing is known.
void write_known(http::JsonWriter& json, std::string_view name, const std::string& text) {
  json.key(name);
  if (text.empty()) json.null(); else json.value(text);
}

void write_account_number(http::JsonWriter& json, const Utility& utility) {
  json.key("accountNumber").begin_object();
  json.member("kind", utility.account_kind);
  write_known(json, "length", utility.account_length);
  write_known(json, "pattern", utility.account_pattern);
  write_known(json, "legacyPattern", utility.account_pattern_legacy);
  const bool known = utility.account_rules && utility.account_rules->present;
  write_known(json, "words", known ? utility.account_rules->present->words() : std::string{});
  json.end_object();
}

void write_zones(http::JsonWriter& json, std::span<const Zone> zones) {
  json.key("zones").begin_array();
  for (const Zone& zone : zones) {
    json.begin_object().member("code", zone.code).member("name", zone.name).member("kind", zone.kind);
    json.member("confidence", text_of(zone.confidence)).end_object();
  }
  json.end_array();
}

void write_rate_classes(http::JsonWriter& json, std::span<const RateClass> classes) {
  json.key("rateClasses").begin_array();
  for (const RateClass& rate_class : classes) {
    json.begin_object().member("code", rate_class.code).member("description", rate_class.description);
    write_texts(json, "aliases", rate_class.aliases);
    write_known(json, "loadProfile", rate_class.load_profile);
    write_known(json, "limits", rate_class.limits);
    json.member("confidence", text_of(rate_class.confidence)).end_object();
  }
  json.end_array();
}

}  // namespace

void write_utility(http::JsonWriter& json, const LoadedMarket& market, const Utility& utility, bool with_rate_classes) {
  json.begin_object();
  json.member("code", utility.code).member("name", utility.name).member("commodity", text_of(utility.commodity));
  json.member("state", utility.state);
  write_known(json, "isoRto", utility.iso_rto);
  write_zones(json, market.zones(utility.code));
  write_account_number(json, utility);
  json.member("supplierUnit", utility.supplier_unit);
  write_known(json, "unit", utility.unit ? std::string(text_of(*utility.unit)) : std::string{});
  json.member("purchaseOfReceivables", utility.purchase_of_receivables);
  write_texts(json, "billingModels", split_list(utility.billing_models, ';'));
  write_known(json, "enrollmentLead", utility.enrollment_lead);
  json.member("firstOrLastIn", utility.first_or_last_in).member("meterNumberRequired", utility.meter_number_required);
  json.member("choiceStatus", utility.choice_status).member("confidence", text_of(utility.confidence));
  write_known(json, "notes", utility.notes);
  json.member("source", utility.source);
  if (with_rate_classes) write_rate_classes(json, market.rate_classes(utility.code));
  json.end_object();
}

void write_supplier(http::JsonWriter& json, const Supplier& supplier, const SupplierMembers& more) {
  json.begin_object().member("code", supplier.code).member("name", supplier.name);
  write_texts(json, "states", supplier.states);
  json.member("timeZone", supplier.time_zone);
  write_known(json, "cutoff", supplier.cutoff);
  json.member("aggregateBy", supplier.aggregate_by).member("fictitious", supplier.fictitious);
  if (more) more(json, supplier);
  json.end_object();
}

}  // namespace switchyard::market
