// Files that partners bring: bills, letters of authorization, certificates, recordings' transcripts, contracts signed elsewhere.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/actor.hpp"
#include "contracting/ids.hpp"
#include "contracting/page.hpp"
#include "contracting/party_desk.hpp"
#include "values/instant.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kFileSizeMax = 20u * 1024 * 1024;
inline constexpr std::int64_t kFilePagesMax = 100;
inline constexpr std::size_t kFileNameSizeMax = 255;

// `signed_contract` and `signing_certificate` are what envelopes of ours came to; nobody uploads them.
enum class FilePurpose : std::uint8_t { bill, loa, certificate, tpv, contract, other, signed_contract, signing_certificate };
[[nodiscard]] std::string_view text_of(FilePurpose purpose);
[[nodiscard]] Result<FilePurpose> parse_file_purpose(std::string_view text);
[[nodiscard]] Result<FilePurpose> parse_upload_purpose(std::string_view text);  // Of those that may be uploaded.

struct UploadedFile {
  FileId id;
  access::PartnerId partner;
  access::ApplicationId application;
  FilePurpose purpose = FilePurpose::other;
  std::string name;
  std::string media_type;                       // By its content, never as claimed.
  std::int64_t size_bytes = 0;
  std::string sha256;                           // 64 lower-case hexadecimal digits.
  std::optional<std::int64_t> page_count = {};  // Of PDF and TIFF; 1 for other pictures; absent where pages mean nothing.
  std::optional<CustomerId> customer = {};      // What it was uploaded for.
  std::string subject = {};                     // Id of a further thing that it belongs to ("ctr_…"); empty: none.
  std::string uploaded_by;                      // As histories name actors.
  Instant uploaded_at{};
  std::optional<Instant> deleted_at = {};       // Then the row is a tombstone and the bytes are gone.
};

// Signed papers and certificates that envelopes came to, uploaded by nobody.
[[nodiscard]] bool is_made_by_signing(const UploadedFile& file);

struct NewFile {
  FilePurpose purpose = FilePurpose::other;
  std::string name;                             // A path before it is cut off.
  std::optional<CustomerId> customer = {};
  std::string subject = {};
};

// An upload that was judged. The bytes must outlive it.
struct JudgedUpload {
  std::string_view bytes;
  std::string_view media_type;
  std::optional<std::int64_t> page_count = {};
  std::string sha256;
};
// Before the transaction: a hostile PDF may take its reader seconds. Refused: `file_empty`, `file_too_large`, `file_type_refused` (malware-unsafe or unknown
// types), `file_too_many_pages`, `file_unreadable`.
[[nodiscard]] Result<JudgedUpload> judge_upload(const PartyDesk& desk, std::string_view bytes);
// Keeps the bytes, once for all files of a partner that have the same. Publishes document.uploaded. Refused: `file_invalid` with fields (name, customerId,
// subjectId).
[[nodiscard]] Result<UploadedFile> store_file(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewFile& file, const JudgedUpload& upload);
// Of this system's own making: publishes document.signed.
[[nodiscard]] Result<UploadedFile> store_signed_file(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewFile& file,
                                                     const JudgedUpload& upload);
// Both at once, for bytes that are known to be harmless.
[[nodiscard]] Result<UploadedFile> store_file(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewFile& file, std::string_view bytes);

[[nodiscard]] std::optional<UploadedFile> find_file(SqlReader& reader, const access::PartnerId& partner, const FileId& id);
// Those of `ids` that are this partner's and not deleted, in the order of `ids`. One statement up to a thousand ids.
[[nodiscard]] std::vector<UploadedFile> read_files(SqlReader& reader, const access::PartnerId& partner, std::span<const FileId> ids);
[[nodiscard]] std::vector<UploadedFile> read_files_of_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> customers);
[[nodiscard]] std::vector<UploadedFile> read_files_of_subjects(SqlReader& reader, const access::PartnerId& partner, std::span<const std::string> subjects);

struct FileFilter {
  std::optional<FilePurpose> purpose = {};
  std::optional<CustomerId> customer = {};
  std::string subject = {};
};
// The newest first.
[[nodiscard]] Result<Page<UploadedFile>> list_files(SqlReader& reader, const access::PartnerId& partner, const FileFilter& filter, const PageWindow& window);

[[nodiscard]] Error file_not_found(const FileId& id);

// The bytes in parts, in order. `file_not_found` where the vault has none.
[[nodiscard]] Result<void> read_file_bytes(SqlReader& reader, FileVault& vault, const UploadedFile& file, const std::function<void(std::string_view part)>& each);

// Makes a tombstone of it; the bytes go by a job where no other file of the partner has them (byte_removal.hpp). Audited. Publishes document.deleted. `file_not_found`.
[[nodiscard]] Result<void> delete_file(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const FileId& id, const std::string& reason);

}  // namespace switchyard::contracting
