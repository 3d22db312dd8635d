#include "pricing/custom/price_request.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

// 1e12 kWh, therms or Ccf a year, as in searches and quotes.
constexpr std::int64_t kUsageMilliMax = 1'000'000'000'000'000;
constexpr std::size_t kFieldsMax = 50;

class Mistakes {
 public:
  void add(std::string pointer, std::string code, std::string detail) {
    if (fields_.size() < kFieldsMax) fields_.push_back({std::move(pointer), std::move(code), std::move(detail)});
  }
  [[nodiscard]] Result<void> finish() {
    if (fields_.empty()) return {};
    return Error{.kind = ErrorKind::unprocessable, .code = "invalid_fields", .message = "The request names what cannot be priced; errors has each.", .fields = std::move(fields_)};
  }

 private:
  std::vector<FieldError> fields_;
};

void check_usage(Mistakes& mistakes, const RequestSite& site, Commodity commodity, const std::string& at) {
  if (commodity_of(site.annual_usage.unit()) != commodity) {
    return mistakes.add(at + "/usageUnit", "unit_mismatch", fmt::format("{} is no unit of {}", text_of(site.annual_usage.unit()), text_of(commodity)));
  }
  const auto base = site.annual_usage.in_base();
  if (site.annual_usage.milli_units() > 0 && base && base->milli_units() <= kUsageMilliMax) return;
  mistakes.add(at + "/annualUsage", "out_of_range", "must be more than 0 and at most 1000000000000 kWh, therms or Ccf");
}

void check_site(Mistakes& mistakes, const CustomPriceRequest& request, const market::Market& market, std::size_t index) {
  const RequestSite& site = request.sites[index];
  const std::string at = fmt::format("/sites/{}", index);
  const market::Utility* utility = market.utility(site.utility);
  if (utility == nullptr) mistakes.add(at + "/utility", "unknown_utility", fmt::format("there is no utility '{}'", site.utility));
  if (utility != nullptr && utility->commodity != request.commodity) {
    mistakes.add(at + "/utility", "commodity_mismatch", fmt::format("{} is a utility of {}", utility->name, text_of(utility->commodity)));
  }
  check_usage(mistakes, site, request.commodity, at);
}

}  // namespace

std::string_view text_of(AskedSupplier::Answer answer) {
  switch (answer) {
    case AskedSupplier::Answer::waiting: return "waiting";
    case AskedSupplier::Answer::offered: return "offered";
    case AskedSupplier::Answer::declined: return "declined";
  }
  return "";
}

const RequestSite* CustomPriceRequest::site(std::string_view site_id) const {
  const auto found = std::ranges::find(sites, site_id, &RequestSite::site_id);
  return found == sites.end() ? nullptr : &*found;
}

const AskedSupplier* CustomPriceRequest::supplier(std::string_view code) const {
  const auto found = std::ranges::find(suppliers, code, &AskedSupplier::code);
  return found == suppliers.end() ? nullptr : &*found;
}

RequestState state_at(const CustomPriceRequest& request, Instant now) {
  return request.state == RequestState::sent && request.due <= now ? RequestState::expired : request.state;
}

Result<void> check_request(const CustomPriceRequest& request, const market::Market& market, Instant now) {
  Mistakes mistakes;
  if (request.due <= now) mistakes.add("/due", "due_over", fmt::format("must be after now, {}", now.text()));
  std::set<std::string_view> sites;
  for (std::size_t i = 0; i < request.sites.size(); ++i) {
    check_site(mistakes, request, market, i);
    if (!sites.insert(request.sites[i].site_id).second) mistakes.add(fmt::format("/sites/{}/siteId", i), "repeated", "another site has this id");
  }
  std::set<std::string_view> suppliers;
  for (std::size_t i = 0; i < request.suppliers.size(); ++i) {
    const std::string& code = request.suppliers[i].code;
    const std::string at = fmt::format("/suppliers/{}", i);
    if (market.supplier(code) == nullptr) mistakes.add(at, "unknown_supplier", fmt::format("there is no supplier '{}'", code));
    if (!suppliers.insert(code).second) mistakes.add(at, "repeated", "is asked already");
  }
  return mistakes.finish();
}

}  // namespace switchyard::pricing
