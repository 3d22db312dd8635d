#include "esign/envelopes/envelope_marks.hpp"

#include <optional>

#include "esign/envelopes/envelope_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::esign {
namespace {

bool fits(const Tab& tab, const std::string& text) {
  return documents::stamp_fault({.page = 1, .box = tab.box(), .content = documents::StampText{.text = text}}).empty();
}

std::string fitting_text(const Tab& tab) {
  std::string text = tab.value;
  while (text.size() > 8 && !fits(tab, text)) {
    auto size = text.size() * 3 / 4;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    text = text.substr(0, size) + "…";
  }
  return text;
}

Mark signed_mark(const Recipient& signer, const Tab& tab, const AdoptedSignature& adopted) {
  const bool initials = tab.kind == TabKind::initial_here;
  return {.kind = initials ? MarkKind::initials : MarkKind::signature,
          .page = static_cast<int>(tab.page),
          .box = tab.box(),
          .ink = initials ? adopted.adoption.initials : adopted.adoption.signature,
          .signer = signer.name,
          .signature_id = adopted.signature_id};
}

std::optional<Mark> mark_of(const Recipient& owner, const Tab& tab, const std::map<RecipientGuid, AdoptedSignature>& adopted) {
  const bool is_done = owner.status == RecipientStatus::completed;
  if (!is_done && !tab.is_locked) return std::nullopt;
  Mark mark{.kind = MarkKind::text, .page = static_cast<int>(tab.page), .box = tab.box(), .ink = Tick{}};
  switch (tab.kind) {
    case TabKind::sign_here:
    case TabKind::initial_here: {
      const auto found = adopted.find(owner.guid);
      if (!is_done || tab.value != "true" || found == adopted.end()) return std::nullopt;
      return signed_mark(owner, tab, found->second);
    }
    case TabKind::checkbox:
    case TabKind::radio:
      if (tab.value != "true") return std::nullopt;
      mark.kind = MarkKind::checkbox;
      return mark;
    case TabKind::list: {
      Tab shown = tab;
      for (const ListItem& item : tab.items) {
        if (item.value == tab.value) shown.value = item.text.empty() ? item.value : item.text;
      }
      if (shown.value.empty()) return std::nullopt;
      mark.ink = PlainText{.text = fitting_text(shown)};
      return mark;
    }
    default:
      if (tab.value.empty()) return std::nullopt;
      mark.kind = tab.kind == TabKind::date_signed ? MarkKind::date_signed : MarkKind::text;
      mark.ink = PlainText{.text = fitting_text(tab)};
      return mark;
  }
}

}  // namespace

std::vector<Mark> marks_of(const Envelope& envelope, std::string_view document_id, const std::map<RecipientGuid, AdoptedSignature>& adopted) {
  std::vector<Mark> marks;
  for (const Recipient& one : envelope.recipients) {
    for (const Tab& tab : one.tabs) {
      if (tab.document_id != document_id || tab.page < 1) continue;
      if (auto mark = mark_of(one, tab, adopted)) marks.push_back(std::move(*mark));
    }
  }
  return marks;
}

std::vector<EnvelopeDocument> marked_documents(SqlReader& reader, const Envelope& envelope) {
  std::map<RecipientGuid, AdoptedSignature> adopted;
  for (const Recipient& one : envelope.recipients) {
    if (auto found = find_adopted(reader, envelope.id, one.guid)) adopted.emplace(one.guid, std::move(*found));
  }
  std::vector<EnvelopeDocument> documents;
  for (const Document& one : envelope.documents) {
    auto bytes = document_bytes(reader, envelope.id, one.document_id);
    ENSURE(bytes.has_value());
    documents.push_back({.document_id = one.document_id, .name = one.name, .bytes = std::move(*bytes), .marks = marks_of(envelope, one.document_id, adopted)});
  }
  return documents;
}

}  // namespace switchyard::esign
