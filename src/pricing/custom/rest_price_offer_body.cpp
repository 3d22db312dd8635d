#include <algorithm>

#include <fmt/format.h>

#include "http/json_body.hpp"
#include "values/base64.hpp"
#include "pricing/custom/rest_price_request_body.hpp"
#include "values/money.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kFileNameSizeMax = 200;
constexpr std::size_t kIndexSizeMax = 200;
constexpr std::size_t kBase64SizeMax = (kAttachmentSizeMax + 2) / 3 * 4;

Result<EnergyUnit> parse_price_unit(std::string_view text) {
  for (const EnergyUnit unit : {EnergyUnit::kwh, EnergyUnit::mwh, EnergyUnit::therm, EnergyUnit::dth, EnergyUnit::ccf, EnergyUnit::mcf}) {
    if (price_text_of(unit) == text) return unit;
  }
  return Error{ErrorKind::invalid, "invalid_unit", "must be $/kWh, $/MWh, $/therm, $/Dth, $/Ccf or $/Mcf"};
}

PriceComponent component_of(http::JsonObject& in) {
  PriceComponent component{.name = in.text("name", {.size_max = kWordSizeMax})};
  const auto& names = component_names();
  if (!component.name.empty() && std::ranges::find(names, component.name) == names.end()) {
    in.refuse("name", "not_one_of", fmt::format("must be {}", fmt::join(names, ", ")));
  }
  component.is_passed_through = in.one_of("treatment", {"fixed", "passed_through"}) == 1;
  return component;
}

ScheduleLeg leg_of(http::JsonObject& in) {
  ScheduleLeg leg{.kind = in.required("kind", parse_leg_kind).value_or(LegKind::fixed)};
  leg.from_month = static_cast<std::int32_t>(in.integer("fromMonth", 1, kTermMonthsMax));
  leg.months = static_cast<std::int32_t>(in.integer("months", 1, kTermMonthsMax));
  leg.price = in.optional("price", parse_leg_price);
  leg.adder = in.optional("adder", parse_leg_price);
  leg.index = in.optional_text("index", {.size_max = kIndexSizeMax}).value_or("");
  for (http::JsonObject& component : in.objects("components", {.count_min = 0, .count_max = kComponentsMax})) leg.components.push_back(component_of(component));
  return leg;
}

std::optional<std::int64_t> monthly_fee(http::JsonObject& in) {
  const auto fee = in.optional("monthlyFee", Money::parse);
  if (!fee) return std::nullopt;
  if (fee->cents() < 0 || fee->cents() > 10'000'000) in.refuse("monthlyFee", "out_of_range", "must be dollars from 0 to 100000");
  return fee->cents();
}

std::optional<std::int64_t> bandwidth(http::JsonObject& in) {
  const auto percent = in.optional("bandwidthPercent", Percent::parse);
  if (!percent) return std::nullopt;
  const bool has_two_decimals = percent->millionths() % 100 == 0;
  if (percent->millionths() < 0 || percent->millionths() > 1'000'000 || !has_two_decimals) {
    in.refuse("bandwidthPercent", "out_of_range", "must be from 0 to 100 with at most two decimals");
  }
  return percent->millionths();
}

PriceSchedule schedule_of(http::JsonObject in) {
  PriceSchedule schedule{.term_months = static_cast<std::int32_t>(in.integer("termMonths", 1, kTermMonthsMax))};
  schedule.start_month = in.required("startMonth", Month::parse).value_or(Month{});
  for (http::JsonObject& leg : in.objects("legs", {.count_max = kLegsMax})) schedule.legs.push_back(leg_of(leg));
  schedule.monthly_fee_cents = monthly_fee(in);
  schedule.bandwidth_millionths = bandwidth(in);
  return schedule;
}

void read_attachment(http::JsonObject& in, OfferedPrice& offered) {
  OfferAttachment& attachment = offered.offer.attachment;
  attachment.file_name = in.text("fileName", {.size_max = kFileNameSizeMax});
  attachment.sha256 = in.text("sha256", {.size_min = 64, .size_max = 64});
  const bool is_hex = std::ranges::all_of(attachment.sha256, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (!is_hex) in.refuse("sha256", "invalid_hash", "must be 64 lower-case hexadecimal digits");
  const auto text = in.optional_text("base64", {.size_max = kBase64SizeMax});
  if (!text) return;
  auto bytes = decode_base64(*text);
  if (!bytes) return in.refuse("base64", bytes.error().code, bytes.error().message);
  if (bytes->size() > kAttachmentSizeMax) return in.refuse("base64", "attachment_too_large", "an attachment has at most 4 MiB");
  attachment.size_bytes = static_cast<std::int64_t>(bytes->size());
  offered.attachment_bytes = std::move(*bytes);
}

}  // namespace

Result<OfferedPrice> parse_offered_price(std::string_view text) {
  auto body = http::JsonBody::parse(text, {.size_max = kOfferBodySizeMax});
  if (!body) return body.error();
  http::JsonObject in = body->object();
  OfferedPrice offered{.offer = {.id = PriceOfferId(Uuid{}), .request = PriceRequestId(Uuid{})}};
  PriceOffer& offer = offered.offer;
  offer.supplier = in.text("supplier", {.size_max = 64});
  offer.kind = in.required("kind", parse_offer_kind).value_or(OfferKind::indicative);
  offer.price_unit = in.required("priceUnit", parse_price_unit).value_or(EnergyUnit::kwh);
  offer.product = in.optional_text("product", {.size_max = kWordSizeMax}).value_or("");
  offer.schedule = schedule_of(in.object("schedule"));
  for (http::JsonObject& site : in.objects("sites", {.count_min = 0, .count_max = kRequestSitesMax})) {
    offer.sites.push_back({.site_id = site.text("siteId", {.size_max = kSiteIdSizeMax}), .price = site.optional("price", parse_leg_price)});
  }
  offer.valid_from = in.required("validFrom", Instant::parse).value_or(Instant{});
  offer.valid_until = in.required("validUntil", Instant::parse).value_or(Instant{});
  offer.conditions = in.optional_text("conditions", {.size_max = kConditionsSizeMax, .multiline = true}).value_or("");
  if (auto attachment = in.optional_object("attachment")) read_attachment(*attachment, offered);
  offered.prices_are_confirmed = in.optional_boolean("confirmPrices").value_or(false);
  if (auto done = body->finish(); !done) return std::move(done).error();
  return offered;
}

}  // namespace switchyard::pricing
