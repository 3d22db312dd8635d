#include "pricing/terms/rest_price_terms_json.hpp"

#include "pricing/terms/terms_actions.hpp"

namespace switchyard::pricing {
namespace {

constexpr int kScale = 6;

void write_margin(http::JsonWriter& json, const MarginRule& rule) {
  json.key("margin").begin_object();
  json.scaled_member("min", rule.min_micros, kScale).scaled_member("max", rule.max_micros, kScale).scaled_member("step", rule.step_micros, kScale);
  json.key("default");
  if (rule.default_micros) json.scaled(*rule.default_micros, kScale);
  if (!rule.default_micros) json.null();
  json.end_object();
}

void write_share(http::JsonWriter& json, const ShareRule& rule) {
  json.key("share").begin_object().key("tiers").begin_array();
  for (const ShareTier& tier : rule.tiers) {
    json.begin_object().scaled_member("from", tier.from_micros, kScale).scaled_member("share", tier.share_millionths, kScale).end_object();
  }
  json.end_array().key("realizedMax");
  if (rule.realized_max_micros) json.scaled(*rule.realized_max_micros, kScale);
  if (!rule.realized_max_micros) json.null();
  json.end_object();
}

void write_content(http::JsonWriter& json, const TermsRecord& record) {
  const TermsContent& content = record.content;
  if (content.margin) write_margin(json, *content.margin);
  if (content.gross_up) {
    json.key("grossUp").begin_object().plain_member("form", text_of(content.gross_up->form)).scaled_member("factor", content.gross_up->factor_millionths, kScale).end_object();
  }
  if (content.share) write_share(json, *content.share);
  if (record.kind == TermsKind::house_fee) json.scaled_member("houseFee", content.house_fee_micros, kScale);
  if (record.kind != TermsKind::entitlement) return;
  json.member_or_null("agentCode", content.agent_code);
  json.member_or_null("license", content.license);
}

}  // namespace

void write_price_terms(http::JsonWriter& json, const TermsRecord& record, Instant now) {
  json.begin_object().key("id");
  if (record.is_reference) json.null();
  if (!record.is_reference) json.plain(record.id.text());
  json.plain_member("kind", text_of(record.kind)).plain_member("status", state_of(record, now));
  json.member_or_null("partner", record.place.partner ? record.place.partner->text() : "");
  json.member_or_null("supplier", record.place.supplier);
  json.member_or_null("commodity", record.place.commodity ? text_of(*record.place.commodity) : "");
  json.member_or_null("state", record.place.state);
  json.member_or_null("utility", record.place.utility);
  json.plain_member("from", record.from.text());
  json.member("until", record.end());
  write_content(json, record);
  json.member("reason", record.reason).plain_member("madeAt", record.made_at.text()).member("madeBy", record.made_by);
  json.member("closedAt", record.closed_at);
  json.member_or_null("closedBy", record.closed_by);
  json.member_or_null("closeReason", record.close_reason);
  json.end_object();
}

}  // namespace switchyard::pricing
