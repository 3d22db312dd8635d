#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "esign/envelopes/create_envelope.hpp"
#include "esign/envelopes/envelope_change.hpp"
#include "esign/envelopes/envelope_rows_store.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/envelopes/plan_check.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "esign/envelopes/sender_change.hpp"
#include "esign/envelopes/tab_placing.hpp"
#include "esign/esign_refusal.hpp"

namespace switchyard::esign {
namespace {

Document* find_document(Envelope& envelope, std::string_view document_id) {
  for (Document& one : envelope.documents) {
    if (one.document_id == document_id) return &one;
  }
  return nullptr;
}

Result<void> put_document(const EnvelopeChange& change, const NewDocument& asked) {
  if (auto fine = check_document(asked); !fine) return fine;
  auto placed = place_tabs({{asked.document_id, asked.bytes}}, {});
  if (!placed) return placed.error();
  Envelope& envelope = change.envelope;
  Document document{.guid = DocumentGuid::make(change.service.random),
                    .document_id = asked.document_id,
                    .name = asked.name,
                    .file_extension = "pdf",
                    .order = asked.order > 0 ? asked.order : static_cast<std::int64_t>(envelope.documents.size()) + 1,
                    .pages = placed->pages.front(),
                    .size_bytes = static_cast<std::int64_t>(asked.bytes.size()),
                    .sha256 = sha256_hex(change.service.jose, asked.bytes)};
  if (Document* former = find_document(envelope, asked.document_id)) {
    if (asked.order == 0) document.order = former->order;
    if (document.name.empty()) document.name = former->name;
    delete_document(change.transaction, *former);
    std::erase_if(envelope.documents, [&](const Document& one) { return one.document_id == asked.document_id; });
  }
  if (document.name.empty()) document.name = "Document " + document.document_id;
  insert_document(change.transaction, envelope.id, document, asked.bytes);
  envelope.documents.push_back(document);
  std::stable_sort(envelope.documents.begin(), envelope.documents.end(), [](const Document& a, const Document& b) { return a.order < b.order; });
  std::int64_t size = 0;
  for (const Document& one : envelope.documents) size += one.size_bytes;
  if (envelope.documents.size() > kDocumentsMax || size > static_cast<std::int64_t>(kEnvelopeSizeMax)) {
    return esign_refusal("UNSPECIFIED_ERROR", "An envelope has at most 100 documents of 50 MB together.");
  }
  return {};
}

using Act = std::function<Result<void>(const EnvelopeChange&)>;

Result<Envelope> change_draft(const EsignService& service, const Sender& sender, const EnvelopeId& id, const Act& act) {
  return write_result<Envelope>(service.database, [&](SqlTransaction& transaction) -> Result<Envelope> {
    auto envelope = lock_for_sender(transaction, sender, id);
    if (!envelope) return envelope;
    if (envelope->status != EnvelopeStatus::created) {
      return esign_refusal("ENVELOPE_INVALID_STATUS", "Documents can be changed in the 'Created' state alone.");
    }
    const auto change = change_by_sender(transaction, service, *envelope, sender);
    if (auto done = act(change); !done) return done.error();
    save(change);
    return envelope;
  });
}

using TabAct = std::function<Result<std::vector<Tab>>(const EnvelopeChange&, const Recipient&)>;

Result<std::vector<Tab>> change_tabs(const EsignService& service, const Sender& sender, const EnvelopeId& id, std::string_view recipient_id,
                                     const TabAct& act) {
  return write_result<std::vector<Tab>>(service.database, [&](SqlTransaction& transaction) -> Result<std::vector<Tab>> {
    auto envelope = lock_for_sender(transaction, sender, id);
    if (!envelope) return envelope.error();
    if (is_final(envelope->status)) return esign_refusal("ENVELOPE_INVALID_STATUS", "The envelope has ended: its tabs cannot be changed.");
    const Recipient* owner = envelope->recipient(recipient_id);
    if (owner == nullptr) return esign_refusal("UNKNOWN_ENVELOPE_RECIPIENT", "The envelope has no recipient of that recipientId.");
    if (owner->is_done()) return esign_refusal("INVALID_TAB_OPERATION", "The recipient is done: his tabs cannot be changed.");
    const auto change = change_by_sender(transaction, service, *envelope, sender);
    auto tabs = act(change, *owner);
    if (!tabs) return tabs;
    if (envelope->status != EnvelopeStatus::created) note(change, EvidenceKind::corrected, {{"tabs", std::to_string(tabs->size())}});
    save(change);
    return tabs;
  });
}

const Tab* find_tab(const Recipient& owner, const Tab& wanted) {
  const auto found = std::find_if(owner.tabs.begin(), owner.tabs.end(), [&](const Tab& one) { return one.id == wanted.id; });
  return found == owner.tabs.end() ? nullptr : &*found;
}

// Places where a new one is given, words and values otherwise.
Tab changed_tab(const Tab& former, const Tab& asked) {
  Tab tab = former;
  const auto take = [](std::string& mine, const std::string& theirs) {
    if (!theirs.empty()) mine = theirs;
  };
  take(tab.label, asked.label);
  take(tab.name, asked.name);
  take(tab.value, asked.value);
  take(tab.original_value, asked.value);
  take(tab.document_id, asked.document_id);
  if (asked.page > 0) tab.page = asked.page;
  if (asked.x) tab.x = asked.x;
  if (asked.y) tab.y = asked.y;
  if (asked.width > 0) tab.width = asked.width;
  if (asked.height > 0) tab.height = asked.height;
  if (asked.is_required) tab.is_required = asked.is_required;
  if (asked.is_locked) tab.is_locked = true;
  if (!asked.items.empty()) tab.items = asked.items;
  return tab;
}

Result<std::vector<Tab>> placed_again(SqlTransaction& transaction, const Envelope& envelope, const std::vector<Tab>& tabs) {
  if (envelope.status == EnvelopeStatus::created || tabs.empty()) return tabs;
  std::vector<std::string> bytes;
  for (const Document& one : envelope.documents) bytes.push_back(document_bytes(transaction, envelope.id, one.document_id).value());
  std::vector<PlacingDocument> documents;
  for (std::size_t at = 0; at < bytes.size(); ++at) documents.push_back({envelope.documents[at].document_id, bytes[at]});
  auto placed = place_tabs(documents, {tabs});
  if (!placed) return placed.error();
  return std::move(placed->tabs.front());
}

using FieldsAct = std::function<Result<void>(Envelope&)>;

Result<std::vector<CustomField>> change_custom_fields(const EsignService& service, const Sender& sender, const EnvelopeId& id, const FieldsAct& act) {
  return write_result<std::vector<CustomField>>(service.database, [&](SqlTransaction& transaction) -> Result<std::vector<CustomField>> {
    auto envelope = lock_for_sender(transaction, sender, id);
    if (!envelope) return envelope.error();
    if (is_final(envelope->status)) return esign_refusal("ENVELOPE_INVALID_STATUS", "The envelope has ended: its custom fields cannot be changed.");
    if (auto done = act(*envelope); !done) return done.error();
    if (envelope->custom_fields.size() > kCustomFieldsMax) return esign_refusal("CUSTOM_FIELD_LIMIT_EXCEEDED");
    for (const CustomField& field : envelope->custom_fields) {
      if (auto fine = check_custom_field(field); !fine) return fine.error();
    }
    write_custom_fields(transaction, *envelope);
    save(change_by_sender(transaction, service, *envelope, sender));
    return envelope->custom_fields;
  });
}

CustomField* find_field(Envelope& envelope, const CustomField& wanted) {
  for (CustomField& one : envelope.custom_fields) {
    if (!wanted.field_id.empty() ? one.field_id == wanted.field_id : one.name == wanted.name) return &one;
  }
  return nullptr;
}

std::string next_field_id(const Envelope& envelope) {
  for (std::size_t number = 10'001;; ++number) {
    const auto id = std::to_string(number);
    const auto& fields = envelope.custom_fields;
    if (std::none_of(fields.begin(), fields.end(), [&](const CustomField& one) { return one.field_id == id; })) return id;
  }
}

}  // namespace

Result<std::vector<Tab>> prepare_new_tabs(SqlTransaction& transaction, const EsignService& service, const Envelope& envelope, const Recipient& owner,
                                          const std::vector<Tab>& asked) {
  for (const Tab& tab : asked) {
    if (auto fine = check_tab(tab); !fine) return fine.error();
  }
  auto placed = placed_again(transaction, envelope, asked);
  if (!placed) return placed;
  for (Tab& tab : *placed) prepare_tab(service, owner, tab);
  return placed;
}

Result<Envelope> put_documents(const EsignService& service, const Sender& sender, const EnvelopeId& id, const std::vector<NewDocument>& documents) {
  return change_draft(service, sender, id, [&](const EnvelopeChange& change) -> Result<void> {
    for (const NewDocument& one : documents) {
      if (auto put = put_document(change, one); !put) return put;
    }
    return {};
  });
}

Result<Envelope> delete_documents(const EsignService& service, const Sender& sender, const EnvelopeId& id, const std::vector<std::string>& document_ids) {
  return change_draft(service, sender, id, [&](const EnvelopeChange& change) -> Result<void> {
    for (const std::string& document_id : document_ids) {
      const Document* former = find_document(change.envelope, document_id);
      if (former == nullptr) return esign_refusal("DOCUMENT_DOES_NOT_EXIST");
      delete_document(change.transaction, *former);
      std::erase_if(change.envelope.documents, [&](const Document& one) { return one.document_id == document_id; });
    }
    return {};
  });
}

Result<std::vector<Tab>> create_tabs(const EsignService& service, const Sender& sender, const EnvelopeId& id, std::string_view recipient_id,
                                     const std::vector<Tab>& tabs) {
  return change_tabs(service, sender, id, recipient_id, [&](const EnvelopeChange& change, const Recipient& owner) -> Result<std::vector<Tab>> {
    auto made = prepare_new_tabs(change.transaction, change.service, change.envelope, owner, tabs);
    if (!made) return made;
    insert_tabs(change.transaction, change.envelope.id, *made, next_tab_position(change.transaction, change.envelope.id));
    return made;
  });
}

Result<std::vector<Tab>> update_tabs(const EsignService& service, const Sender& sender, const EnvelopeId& id, std::string_view recipient_id,
                                     const std::vector<Tab>& tabs) {
  return change_tabs(service, sender, id, recipient_id, [&](const EnvelopeChange& change, const Recipient& owner) -> Result<std::vector<Tab>> {
    std::vector<Tab> next;
    for (const Tab& asked : tabs) {
      if (auto fine = check_tab(asked); !fine) return fine.error();
      const Tab* former = find_tab(owner, asked);
      if (former == nullptr) return esign_refusal("INVALID_TAB_ID", fmt::format("The recipient has no tab '{}'.", asked.id.text()));
      next.push_back(changed_tab(*former, asked));
    }
    auto placed = placed_again(change.transaction, change.envelope, next);
    if (!placed) return placed;
    for (const Tab& tab : *placed) update_tab(change.transaction, tab);
    return placed;
  });
}

Result<std::vector<Tab>> delete_tabs(const EsignService& service, const Sender& sender, const EnvelopeId& id, std::string_view recipient_id,
                                     const std::vector<Tab>& tabs) {
  return change_tabs(service, sender, id, recipient_id, [&](const EnvelopeChange& change, const Recipient& owner) -> Result<std::vector<Tab>> {
    std::vector<Tab> gone;
    for (const Tab& asked : tabs) {
      const Tab* former = find_tab(owner, asked);
      if (former == nullptr) return esign_refusal("INVALID_TAB_ID", fmt::format("The recipient has no tab '{}'.", asked.id.text()));
      delete_tab(change.transaction, former->id);
      gone.push_back(*former);
    }
    return gone;
  });
}

Result<std::vector<CustomField>> create_custom_fields(const EsignService& service, const Sender& sender, const EnvelopeId& id,
                                                      const std::vector<CustomField>& fields) {
  return change_custom_fields(service, sender, id, [&](Envelope& envelope) -> Result<void> {
    for (CustomField field : fields) {
      field.field_id = next_field_id(envelope);
      envelope.custom_fields.push_back(std::move(field));
    }
    return {};
  });
}

Result<std::vector<CustomField>> update_custom_fields(const EsignService& service, const Sender& sender, const EnvelopeId& id,
                                                      const std::vector<CustomField>& fields) {
  return change_custom_fields(service, sender, id, [&](Envelope& envelope) -> Result<void> {
    for (const CustomField& field : fields) {
      CustomField* mine = find_field(envelope, field);
      if (mine == nullptr) return esign_refusal("INVALID_CUSTOM_FIELD", fmt::format("The envelope has no custom field '{}'.", field.name));
      mine->value = field.value;
      if (!field.name.empty()) mine->name = field.name;
    }
    return {};
  });
}

Result<std::vector<CustomField>> delete_custom_fields(const EsignService& service, const Sender& sender, const EnvelopeId& id,
                                                      const std::vector<CustomField>& fields) {
  return change_custom_fields(service, sender, id, [&](Envelope& envelope) -> Result<void> {
    for (const CustomField& field : fields) {
      const CustomField* mine = find_field(envelope, field);
      if (mine == nullptr) return esign_refusal("INVALID_CUSTOM_FIELD", fmt::format("The envelope has no custom field '{}'.", field.name));
      const std::string gone = mine->field_id;
      std::erase_if(envelope.custom_fields, [&](const CustomField& one) { return one.field_id == gone; });
    }
    return {};
  });
}

}  // namespace switchyard::esign
