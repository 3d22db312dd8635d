#include "contracting/files/uploaded_file.hpp"

#include <fmt/format.h>

#include "contracting/customers/customer_actions.hpp"
#include "contracting/files/byte_removal.hpp"
#include "contracting/files/file_content.hpp"
#include "contracting/files/file_events.hpp"
#include "contracting/files/uploaded_file_store.hpp"
#include "contracting/party_text.hpp"
#include "contracting/subjects.hpp"
#include "contracting/word_list.hpp"

namespace switchyard::contracting {
namespace {

constexpr WordList<FilePurpose, 8> kPurposes = {{{FilePurpose::bill, "bill"},
                                                 {FilePurpose::loa, "loa"},
                                                 {FilePurpose::certificate, "certificate"},
                                                 {FilePurpose::tpv, "tpv"},
                                                 {FilePurpose::contract, "contract"},
                                                 {FilePurpose::other, "other"},
                                                 {FilePurpose::signed_contract, "signed_contract"},
                                                 {FilePurpose::signing_certificate, "signing_certificate"}}};

// Browsers of old send the whole path.
std::string_view last_part(std::string_view name) { return name.substr(name.find_last_of("/\\") + 1); }

Result<std::string> checked_name(SqlReader& reader, const Actor& actor, const NewFile& file) {
  std::vector<FieldError> refusals;
  FieldCheck check("", refusals);
  std::string name = check.required("name", last_part(file.name), kFileNameSizeMax);
  if (!file.subject.empty() && !is_subject_of(reader, actor.partner, file.subject)) {
    check.refuse("subjectId", "subject_unknown", "is no customer, service account, contract or authorization of yours");
  }
  if (file.customer) {
    const auto customer = customer_to_change(reader, actor.partner, *file.customer);
    if (!customer) check.refuse("customerId", customer.error().code, customer.error().message);
  }
  if (refusals.empty()) return name;
  return gathered("file_invalid", "The file has fields that cannot be taken.", std::move(refusals));
}

}  // namespace

std::string_view text_of(FilePurpose purpose) { return word_in(kPurposes, purpose); }
Result<FilePurpose> parse_file_purpose(std::string_view text) { return value_in(kPurposes, text); }
Result<FilePurpose> parse_upload_purpose(std::string_view text) {
  auto purpose = parse_file_purpose(text);
  if (!purpose || (*purpose != FilePurpose::signed_contract && *purpose != FilePurpose::signing_certificate)) return purpose;
  return Error{ErrorKind::invalid, "not_one_of", "Not one of: bill, loa, certificate, tpv, contract, other."};
}

bool is_made_by_signing(const UploadedFile& file) {
  return file.purpose == FilePurpose::signed_contract || file.purpose == FilePurpose::signing_certificate || (file.purpose == FilePurpose::loa && file.uploaded_by == "system");
}

Result<JudgedUpload> judge_upload(const PartyDesk& desk, std::string_view bytes) {
  auto content = judge_content(bytes, desk.pages);
  if (!content) return std::move(content).error();
  return JudgedUpload{.bytes = bytes, .media_type = content->media_type, .page_count = content->page_count, .sha256 = desk.digest.sha256_hex(bytes)};
}

namespace {

Result<UploadedFile> store(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewFile& file, const JudgedUpload& upload, std::string_view event) {
  auto name = checked_name(transaction, actor, file);
  if (!name) return std::move(name).error();
  const Instant now = desk.clock.now();
  UploadedFile stored{.id = make_id<FileTag>(now, desk.random), .partner = actor.partner, .application = actor.application, .purpose = file.purpose,
                      .name = *std::move(name), .media_type = std::string(upload.media_type), .size_bytes = static_cast<std::int64_t>(upload.bytes.size()),
                      .sha256 = upload.sha256, .page_count = upload.page_count, .customer = file.customer, .subject = file.subject, .uploaded_by = actor.text,
                      .uploaded_at = now};
  claim_place(transaction, {stored.partner, stored.sha256});
  desk.vault.put(transaction, {stored.partner, stored.sha256}, upload.bytes);
  insert_file(transaction, stored);
  publish_file_event(transaction, desk.outbox, event, stored, now);
  return stored;
}

}  // namespace

Result<UploadedFile> store_file(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewFile& file, const JudgedUpload& upload) {
  return store(transaction, desk, actor, file, upload, kDocumentUploaded);
}

Result<UploadedFile> store_signed_file(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewFile& file, const JudgedUpload& upload) {
  return store(transaction, desk, actor, file, upload, kDocumentSigned);
}

Result<UploadedFile> store_file(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewFile& file, std::string_view bytes) {
  const auto judged = judge_upload(desk, bytes);
  if (!judged) return judged.error();
  return store_file(transaction, desk, actor, file, *judged);
}

Result<void> read_file_bytes(SqlReader& reader, FileVault& vault, const UploadedFile& file, const std::function<void(std::string_view part)>& each) {
  std::int64_t part = 0;
  for (; const auto bytes = vault.read_part(reader, {file.partner, file.sha256}, part); ++part) each(*bytes);
  if (part > 0) return {};
  return file_not_found(file.id);
}

Result<void> delete_file(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const FileId& id, const std::string& reason) {
  const auto file = find_file(transaction, actor.partner, id);
  if (!file) return file_not_found(id);
  const Instant now = desk.clock.now();
  bury_file(transaction, *file, now);
  remove_bytes_if_unused(transaction, desk.outbox, VaultPlace{file->partner, file->sha256});
  desk.audit.record(transaction, {.at = now, .actor = actor.text, .action = "document.deleted", .subject = id.text(), .partner_id = actor.partner,
                                  .detail = reason_json(reason)});
  publish_file_event(transaction, desk.outbox, kDocumentDeleted, *file, now);
  return {};
}

Error file_not_found(const FileId& id) { return {ErrorKind::not_found, "file_not_found", fmt::format("There is no file {}.", id.text())}; }

}  // namespace switchyard::contracting
