#include "pricing/custom/offer_derivation.hpp"

#include <fmt/format.h>

#include "pricing/custom/offer_line_source.hpp"
#include "pricing/custom/price_offer_store.hpp"
#include "pricing/custom/price_request_store.hpp"
#include "pricing/quotes/quote_form.hpp"

namespace switchyard::pricing {
namespace {

class Faults {
 public:
  void add(std::string fault) { found_.push_back(std::move(fault)); }
  void compare(std::string_view what, const std::string& frozen, const std::string& now) {
    if (frozen != now) add(fmt::format("{} was quoted as '{}', and is '{}'", what, frozen, now));
  }
  [[nodiscard]] std::vector<std::string> take() && { return std::move(found_); }

 private:
  std::vector<std::string> found_;
};

std::string month_text(const std::optional<Month>& month) { return month ? month->text() : "none"; }

void compare_facts(Faults& faults, const LineFacts& frozen, LineFacts derived) {
  faults.compare("the supplier", frozen.supplier, derived.supplier);
  faults.compare("the commodity", std::string(text_of(frozen.commodity)), std::string(text_of(derived.commodity)));
  faults.compare("the utility", frozen.utility_code, derived.utility_code);
  faults.compare("the rate class", frozen.rate_class, derived.rate_class);
  faults.compare("the zone", frozen.zone, derived.zone);
  faults.compare("the product", frozen.product, derived.product);
  faults.compare("the start", month_text(frozen.start_from), month_text(derived.start_from));
  faults.compare("the term", fmt::format("{}", frozen.term_months), fmt::format("{}", derived.term_months));
  faults.compare("the price's unit", price_unit_text_of(frozen.price_unit), price_unit_text_of(derived.price_unit));
  faults.compare("the price", price_text(frozen.basis_micros, 6), price_text(derived.basis_micros, 6));
  faults.compare("the price's text", frozen.price_text, derived.price_text);
  faults.compare("the first instant of sale", frozen.sellable_from.text(), derived.sellable_from.text());
  faults.compare("the end of its validity", frozen.sellable_until.text(), derived.sellable_until.text());
  faults.compare("the attachment's hash", frozen.file_sha256, derived.file_sha256);
  // What the market said then: sealed with the line, and no part of the offer.
  derived.supplier_name = frozen.supplier_name;
  derived.state = frozen.state;
  if (!(frozen == derived)) faults.add("the line's facts are not those of the stored offer");
}

void check_attachment(Faults& faults, SqlReader& reader, const OfferAttachment& attachment, const FileDigest& digest) {
  if (attachment.size_bytes == 0) return;
  const auto bytes = read_attachment(reader, attachment.sha256);
  if (!bytes) return faults.add("the offer's attachment is not kept any more");
  if (digest.sha256_hex(*bytes) != attachment.sha256) faults.add("the kept attachment is not the one of this hash: its bytes were changed");
}

}  // namespace

std::vector<std::string> offer_faults(SqlReader& reader, const LineFacts& facts, const FileDigest& digest) {
  Faults faults;
  const OfferSourceParts parts = offer_source_parts(facts.source_id);
  const auto id = PriceOfferId::parse(parts.offer_id);
  const auto offer = id ? find_price_offer(reader, *id) : std::nullopt;
  const auto request = offer ? find_price_request_of_any_partner(reader, offer->request) : std::nullopt;
  const RequestSite* site = request ? request->site(parts.site_id) : nullptr;
  if (site == nullptr || offer->site(parts.site_id) == nullptr || !is_one_fixed_price(offer->schedule)) {
    faults.add(fmt::format("the offer {} is not kept for this site any more", parts.offer_id));
    return std::move(faults).take();
  }
  const std::string sha256 = digest.sha256_hex(canonical_offer(*offer));
  faults.compare("the offer's hash", facts.layout_sha256, sha256);
  if (offer->sha256 != sha256) faults.add("the stored offer's hash is not that of its contents: something was changed after it was entered");
  check_attachment(faults, reader, offer->attachment, digest);
  compare_facts(faults, facts, line_facts_of(*offer, *request, *site));
  return std::move(faults).take();
}

}  // namespace switchyard::pricing
