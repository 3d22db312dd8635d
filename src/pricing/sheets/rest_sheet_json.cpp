#include "pricing/sheets/rest_sheet_json.hpp"

namespace switchyard::pricing {
namespace {

template <class T>
void text_member(http::JsonWriter& json, std::string_view name, const std::optional<T>& value) {
  json.key(name);
  if (value) json.plain(value->text());
  if (!value) json.null();
}

void add_members(http::JsonWriter& json, const SheetRecord& sheet) {
  json.plain_member("id", sheet.id.text());
  json.member_or_null("supplier", sheet.supplier);
  json.member_or_null("layout", sheet.layout);
  json.member("file", sheet.file_name).plain_member("sha256", sheet.sha256).plain_member("status", text_of(sheet.status));
  json.member("doubtful", sheet.doubtful);
  text_member(json, "validFrom", sheet.valid_from);
  text_member(json, "validUntil", sheet.valid_until);
  text_member(json, "sellableFrom", sheet.sellable_from);
  text_member(json, "sellableUntil", sheet.sellable_until);
  text_member(json, "offSaleFrom", sheet.off_sale_from);
  json.member("rows", sheet.row_count).member("rates", sheet.rate_count);
  json.key("scope").begin_array();
  for (const std::string& value : sheet.scope_values) json.value(value);
  json.end_array();
  json.plain_member("receivedAt", sheet.received_at.text()).member("receivedBy", sheet.received_by);
  text_member(json, "publishedAt", sheet.published_at);
  text_member(json, "endedAt", sheet.ended_at);
  text_member(json, "supersededBy", sheet.superseded_by);
}

}  // namespace

void write_sheet(http::JsonWriter& json, const SheetRecord& sheet) {
  json.begin_object();
  add_members(json, sheet);
  json.end_object();
}

std::string sheet_with_history(const SheetRecord& sheet, const std::vector<SheetStep>& steps) {
  http::JsonWriter json(sheet.report.size() + 2048);
  json.begin_object();
  add_members(json, sheet);
  json.key("report").raw(sheet.report);
  json.key("history").begin_array();
  for (const SheetStep& step : steps) {
    json.begin_object().plain_member("from", text_of(step.from)).plain_member("to", text_of(step.to)).plain_member("at", step.at.text());
    json.member("actor", step.actor);
    json.member_or_null("reason", step.reason);
    json.end_object();
  }
  json.end_array().end_object();
  return std::move(json).text();
}

void write_waiting_alias(http::JsonWriter& json, const WaitingAlias& alias) {
  json.begin_object().member("supplier", alias.supplier).member("alias", alias.alias).plain_member("commodity", text_of(alias.commodity));
  json.member_or_null("state", alias.state);
  json.key("candidates").begin_array();
  for (std::string_view rest = alias.candidates; !rest.empty();) {
    const auto comma = std::min(rest.find(','), rest.size());
    json.value(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  json.end_array().key("suggestions").begin_array();
  for (const std::string& code : alias.suggestions) json.value(code);
  json.end_array().member("sheets", alias.sheet_count).member("rows", alias.row_count).plain_member("latestSheetId", alias.latest_sheet_id);
  json.end_object();
}

void write_alias_mapping(http::JsonWriter& json, const market::AliasMapping& mapping) {
  json.begin_object();
  json.member_or_null("supplier", mapping.supplier);
  json.member("alias", mapping.alias).plain_member("commodity", text_of(mapping.commodity));
  json.member_or_null("state", mapping.state);
  json.member("utility", mapping.utility_code).member("mappedBy", mapping.mapped_by).plain_member("mappedAt", mapping.mapped_at.text());
  json.end_object();
}

std::string mapping_with_sheets(const market::AliasMapping& mapping, const std::vector<RemappedSheet>& sheets) {
  http::JsonWriter json;
  json.begin_object().key("mapping");
  write_alias_mapping(json, mapping);
  json.key("sheets").begin_array();
  for (const RemappedSheet& sheet : sheets) {
    json.begin_object().plain_member("id", sheet.id.text()).member("ratesBefore", sheet.rates_before).member("ratesAfter", sheet.rates_after);
    json.end_object();
  }
  json.end_array().end_object();
  return std::move(json).text();
}

}  // namespace switchyard::pricing
