#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "documents/pdf/pages.hpp"
#include "esign/envelopes/envelope_change.hpp"
#include "esign/envelopes/envelope_rows_store.hpp"
#include "esign/envelopes/plan_check.hpp"
#include "esign/envelopes/signer_acts.hpp"
#include "esign/envelopes/signer_change.hpp"
#include "esign/envelopes/tab_filling.hpp"

namespace switchyard::esign {
namespace {

constexpr std::array<std::string_view, 3> kAdoptionKinds{"typed", "drawn", "uploaded"};

Error signature_invalid(std::string_view field, std::string why) { return invalid_field(std::string(field), "signature_invalid", std::move(why)); }

documents::Stamp stamp_of(const MarkInk& ink) {
  documents::Stamp stamp{.page = 1, .box = {0, 0, 110'000, 30'000}, .content = documents::StampText{}};
  if (const auto* typed = std::get_if<TypedName>(&ink)) stamp.content = documents::StampText{.text = typed->text};
  if (const auto* drawn = std::get_if<documents::StampInk>(&ink)) stamp.content = *drawn;
  if (const auto* image = std::get_if<documents::Image>(&ink)) stamp.content = *image;
  return stamp;
}

// What cannot be printed is refused here: the seal must not fail over it later.
Result<void> check_ink(std::string_view field, AdoptionKind kind, const MarkInk& ink) {
  if (const auto* typed = std::get_if<TypedName>(&ink)) {
    // Whoever draws or uploads a signature may leave the initials to be set from his letters.
    const bool fits = (kind == AdoptionKind::typed || field == "initials") && typed->text.find_first_not_of(' ') != std::string::npos && count_characters(typed->text) <= 100 &&
                      typed->text.find_first_of("\r\n\t") == std::string::npos;
    if (!fits) return signature_invalid(field, "a name of 1 to 100 characters in one line");
  } else if (const auto* drawn = std::get_if<documents::StampInk>(&ink)) {
    std::size_t points = 0;
    bool inside = true;
    for (const auto& stroke : drawn->strokes) {
      points += stroke.points.size();
      for (const auto& [x, y] : stroke.points) inside = inside && x >= 0 && x <= 1'000 && y >= 0 && y <= 1'000;
    }
    const bool fits = kind == AdoptionKind::drawn && points > 0 && points <= kStrokePointsMax && drawn->strokes.size() <= kStrokesMax && inside;
    if (!fits) return signature_invalid(field, "1 to 500 strokes of 10,000 points together, each coordinate 0 to 1000");
  } else if (const auto* image = std::get_if<documents::Image>(&ink)) {
    // A typed name comes as a picture too: as the signer saw it, in the page's own hand.
    if (kind == AdoptionKind::drawn || image->png.size() > kSignaturePngSizeMax) return signature_invalid(field, "a PNG of at most 512 kB");
  } else {
    return signature_invalid(field, "a typed name, strokes or a PNG");
  }
  const auto fault = documents::stamp_fault(stamp_of(ink));
  if (!fault.empty()) return signature_invalid(field, fault);
  return {};
}

Error disclosure_missing() {
  return {ErrorKind::conflict, "disclosure_missing", "accept the electronic record and signature disclosure first", {}};
}

Error tab_error(const TabId& id, std::string code, std::string why) { return invalid_field(id.text(), std::move(code), std::move(why)); }

Result<void> take_value(const EnvelopeChange& change, const Recipient& signer, Tab& tab, const std::string& value) {
  if (tab.is_locked || is_automatic(tab.kind) || tab.kind == TabKind::note) return tab_error(tab.id, "tab_locked", "the sender has fixed this field");
  if (auto fine = check_tab_value(tab, value); !fine) return fine;
  if (tab.value == value) return {};
  tab.value = value;
  tab.filled_at = change.now;
  update_tab_value(change.transaction, tab);
  (void)signer;
  return {};
}

Result<void> take_values(const EnvelopeChange& change, Recipient& signer, const TabValues& values) {
  for (const auto& [id, value] : values) {
    const auto found = std::find_if(signer.tabs.begin(), signer.tabs.end(), [&, wanted = id](const Tab& one) { return one.id == wanted; });
    if (found == signer.tabs.end()) return tab_error(id, "tab_not_found", "you have no field of this id");
    if (auto taken = take_value(change, signer, *found, value); !taken) return taken;
    if (found->kind != TabKind::radio || value != "true") continue;
    for (Tab& other : signer.tabs) {
      if (other.kind != TabKind::radio || other.group != found->group || other.id == found->id || other.value != "true") continue;
      other.value = "false";
      update_tab_value(change.transaction, other);
    }
  }
  return {};
}

Result<void> check_all_filled(const Recipient& signer) {
  Error missing{ErrorKind::invalid, "tab_required", "a required field is empty", {}};
  for (const Tab& tab : signer.tabs) {
    if (!is_missing(signer, tab)) continue;
    missing.fields.push_back({tab.id.text(), "tab_required", fmt::format("{} on page {} is to be filled", tab.label.empty() ? text_of(tab.kind) : tab.label,
                                                                         tab.page)});
  }
  if (missing.fields.empty()) return {};
  return missing;
}

bool signs_by_hand(const Recipient& signer) {
  return std::any_of(signer.tabs.begin(), signer.tabs.end(), [](const Tab& tab) {
    return (tab.kind == TabKind::sign_here || tab.kind == TabKind::initial_here) && (tab.value == "true" || !tab.is_optional);
  });
}

Result<void> check_price(const EnvelopeChange& change) {
  const auto sign_by = sign_by_of(change.envelope);
  if (!sign_by || change.now < *sign_by) return {};
  return Error{ErrorKind::conflict, "price_expired", "the time to sign at this price is over: nothing was signed", {}};
}

// Fields that fill themselves get what they show, as it was on the screen when he finished.
void fill_automatic(const EnvelopeChange& change, Recipient& signer) {
  for (Tab& tab : signer.tabs) {
    if (!is_automatic(tab.kind)) continue;
    tab.value = automatic_value(change.envelope, signer, tab.kind, change.now);
    tab.filled_at = change.now;
    update_tab_value(change.transaction, tab);
  }
}

void note_fields(const EnvelopeChange& change, const Recipient& signer) {
  for (const Tab& tab : signer.tabs) {
    if (!is_typed(tab.kind) || tab.is_locked || tab.value == tab.original_value) continue;
    note(change, EvidenceKind::field_filled, {{"tabLabel", tab.label.empty() ? tab.id.text() : tab.label}, {"value", tab.value}});
  }
}

}  // namespace

std::string_view text_of(AdoptionKind kind) { return kAdoptionKinds[static_cast<std::size_t>(kind)]; }

std::optional<AdoptionKind> parse_adoption_kind(std::string_view text) {
  const auto found = std::find(kAdoptionKinds.begin(), kAdoptionKinds.end(), text);
  if (found == kAdoptionKinds.end()) return std::nullopt;
  return static_cast<AdoptionKind>(found - kAdoptionKinds.begin());
}

Result<AdoptedSignature> adopt_signature(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, const Adoption& adoption) {
  auto acting = lock_for_signer(transaction, service, who);
  if (!acting) return acting.error();
  Recipient& signer = acting->signer();
  if (!signer.disclosure_accepted_at) return disclosure_missing();
  if (auto fine = check_ink("signature", adoption.kind, adoption.signature); !fine) return fine.error();
  if (auto fine = check_ink("initials", adoption.kind, adoption.initials); !fine) return fine.error();
  const auto change = change_by_signer(transaction, service, *acting, who);
  AdoptedSignature adopted{.signature_id = make_guid_text(service.random), .adoption = adoption, .adopted_at = change.now};
  write_adoption(transaction, acting->envelope.id, signer.guid, adopted);
  note(change, EvidenceKind::signature_adopted, {{"kind", std::string(text_of(adoption.kind))}, {"signatureId", adopted.signature_id}});
  return adopted;
}

Result<void> save_values(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, const TabValues& values) {
  auto acting = lock_for_signer(transaction, service, who);
  if (!acting) return acting.error();
  return take_values(change_by_signer(transaction, service, *acting, who), acting->signer(), values);
}

Result<Envelope> finish_signing(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, const TabValues& values) {
  auto acting = lock_for_finish(transaction, service, who);
  if (!acting) return acting.error();
  Recipient& signer = acting->signer();
  if (signer.status == RecipientStatus::completed) return std::move(acting->envelope);
  const auto change = change_by_signer(transaction, service, *acting, who);
  if (!signer.disclosure_accepted_at) return disclosure_missing();
  if (auto priced = check_price(change); !priced) return priced.error();
  if (auto taken = take_values(change, signer, values); !taken) return taken.error();
  if (signs_by_hand(signer) && signer.signature_id.empty()) {
    return Error{ErrorKind::conflict, "signature_missing", "adopt a signature first", {}};
  }
  if (auto filled = check_all_filled(signer); !filled) return filled.error();
  fill_automatic(change, signer);
  note_fields(change, signer);
  signer.status = RecipientStatus::completed;
  signer.signed_at = change.now;
  if (!signer.delivered_at) signer.delivered_at = change.now;
  update_recipient(transaction, signer);
  note(change, EvidenceKind::recipient_signed, {{"signatureId", signer.signature_id}});
  tell(change, "recipient-completed", &signer);
  deliver_if_all_opened(change);
  open_turns(change);
  return std::move(acting->envelope);
}

}  // namespace switchyard::esign
