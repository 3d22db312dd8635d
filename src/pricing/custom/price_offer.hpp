// A supplier's offer to a price request: a schedule for its sites, valid between two instants, indicative or executable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pricing/custom/price_request.hpp"
#include "pricing/custom/price_schedule.hpp"
#include "pricing/sheets/digest_port.hpp"

namespace switchyard::pricing {

struct PriceOfferTag { static constexpr std::string_view kPrefix = "pof"; };
using PriceOfferId = Id<PriceOfferTag>;

inline constexpr std::size_t kOffersOfRequestMax = 500;
inline constexpr std::size_t kConditionsSizeMax = 4'000;
inline constexpr std::size_t kAttachmentSizeMax = 4 * 1024 * 1024;

enum class OfferKind : std::uint8_t { indicative, executable };
[[nodiscard]] std::string_view text_of(OfferKind kind);
[[nodiscard]] Result<OfferKind> parse_offer_kind(std::string_view text);

struct OfferSite {
  std::string site_id;
  std::optional<LegPrice> price = {};    // Absent: the leg's.
  bool operator==(const OfferSite&) const = default;
};

struct OfferAttachment {
  std::string file_name = {};            // Empty: none.
  std::string sha256 = {};
  std::int64_t size_bytes = 0;           // 0 where its bytes are kept elsewhere.
};

// Who entered it: an operator for the supplier now, a supplier's own user or API as well as that.
struct OfferActor {
  std::string id;                        // "app_…".
  std::string role = "operator";
};

// Frozen but for state, version, superseded_by and reason.
struct PriceOffer {
  PriceOfferId id;
  PriceRequestId request;
  std::string supplier = {};             // Code.
  OfferKind kind = OfferKind::indicative;
  OfferState state = OfferState::open;
  std::int64_t version = 1;
  Instant created_at{};
  Instant changed_at{};
  OfferActor actor = {};
  EnergyUnit price_unit = EnergyUnit::kwh;
  std::string product = {};              // A word of the request's, or the supplier's.
  PriceSchedule schedule = {};
  std::vector<OfferSite> sites = {};     // All of the request's where none were named.
  Instant valid_from{};
  Instant valid_until{};                 // Exclusive.
  std::string conditions = {};
  OfferAttachment attachment = {};
  std::optional<PriceOfferId> supersedes = {};
  std::optional<PriceOfferId> superseded_by = {};
  std::string reason = {};               // Of the hold or the withdrawal.
  std::string sha256 = {};               // Of canonical_offer.

  [[nodiscard]] const OfferSite* site(std::string_view site_id) const;
};

// "open", "held", "withdrawn", "superseded"; "expired" by the clock where it was open or held.
[[nodiscard]] std::string_view offer_status_at(const PriceOffer& offer, Instant now);

inline constexpr std::string_view kOfferForm = "switchyard-offer-1";
// The frozen part as canonical JSON: what a quote's line derives from for ever.
[[nodiscard]] std::string canonical_offer(const PriceOffer& offer);

// Against its request: the supplier was asked, validity is ordered and not over, sites are the request's, unit and schedule fit.
// "supplier_not_asked", "offer_validity", "site_unknown", "repeated", "unit_mismatch" and as check_schedule.
[[nodiscard]] Result<void> check_offer(const PriceOffer& offer, const CustomPriceRequest& request, bool is_confirmed, Instant now);

}  // namespace switchyard::pricing
