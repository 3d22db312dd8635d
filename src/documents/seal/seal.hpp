// The one seal over a finished PDF (PAdES, ETSI.CAdES.detached), and its strict verification: with the file alone, any changed byte is
// noticed, wherever it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/seal/seal_port.hpp"
#include "values/result.hpp"

namespace switchyard::documents {

// A file within the PDF, covered by the seal like everything else.
struct SealAttachment {
  std::string name;          // "evidence.jsonl": letters, digits, '.', '-' and '_'.
  std::string content_type;  // "application/x-ndjson".
  std::string description = {};
  std::string bytes = {};
};

struct SealOptions {
  Instant at{};                       // Of the signature dictionary; the file's modification date.
  std::string title = {};             // Of the file, where it should be another.
  std::string name = {};              // Who seals: "Switchyard".
  std::string reason = {};            // "All parties have signed".
  std::string contact = {};
  std::vector<SealAttachment> attachments = {};
  // Words of the file's document information: {"SwitchyardEnvelope", "…"}. Letters and digits in the names.
  std::vector<std::pair<std::string, std::string>> properties = {};
  TimeStampWish time_stamp = TimeStampWish::if_configured;
};

struct SealedPdf {
  std::string bytes;
  std::string sha256 = {};
  int pages = 0;
  bool time_stamped = false;
  std::string note = {};  // As DetachedSeal's.
};

inline constexpr std::size_t kSealRoom = 16 * 1024;           // Bytes of DER that /Contents has room for.
inline constexpr std::size_t kAttachmentsMax = 20;
inline constexpr std::size_t kSealedSizeMax = 200 * 1024 * 1024;
inline constexpr int kSealedPagesMax = 3'000;
inline constexpr int kSealedObjectsMax = 2'000'000;

// One pass of qpdf, then nothing but the seal is written. Refused: `pdf_unreadable`, `pdf_encrypted`, `pdf_too_large`, `pdf_signed`,
// `seal_too_large` (the CMS has no room). From any thread. The bytes are to be kept: a seal is never made again.
Result<SealedPdf> seal_pdf(std::string_view pdf, const SealingKey& key, const SealOptions& options);

struct SealReport {
  // Empty: sealed, whole and unchanged. Codes: those of CmsVerifier, and `pdf_unreadable`, `seal_missing`, `seal_partial` (bytes stand
  // outside of the seal: appended, or changed by an update), `seal_malformed`, `seal_several`.
  std::vector<SealFault> faults = {};
  std::optional<SealCertificate> certificate = {};
  std::optional<SealTimeStamp> time_stamp = {};
  SealTrust trust = SealTrust::unknown;
  std::optional<Instant> sealed_at = {};      // What the sealer wrote; a time stamp proves one.
  std::string name = {};
  std::string reason = {};
  std::string sha256 = {};                    // Of the whole file.
  int pages = 0;
  std::vector<SealAttachment> attachments = {};
  std::vector<std::pair<std::string, std::string>> properties = {};

  [[nodiscard]] bool holds() const { return faults.empty(); }
};

// Takes any bytes. What is told beside the faults is to be believed only where there are none; attachments and properties are read
// only then.
SealReport verify_seal(std::string_view pdf, const CmsVerifier& verifier);

}  // namespace switchyard::documents
