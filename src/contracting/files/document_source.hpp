// Where documents come from that partners read by one address: uploads, and what this system issued.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "contracting/files/file_vault_port.hpp"
#include "ports/database.hpp"
#include "values/instant.hpp"

namespace switchyard::contracting {

struct DocumentView {
  std::string id;
  std::string kind;                            // "uploaded", "issued" or "signed".
  std::string purpose;
  std::string file_name;
  std::string media_type;
  std::int64_t size_bytes = 0;
  std::string sha256;                          // 64 lower-case hexadecimal digits.
  std::optional<std::int64_t> page_count = {};
  std::optional<std::int64_t> version = {};    // Of a contract's document.
  std::string customer_id = {};                // Empty: none.
  std::string subject_id = {};                 // Of what else it belongs to; empty: nothing.
  Instant created_at{};
};

// Safe to call from many threads.
class DocumentSource {
 public:
  virtual ~DocumentSource() = default;
  // The partner's; nothing where the id is none of this source's.
  [[nodiscard]] virtual std::optional<DocumentView> find(SqlReader& reader, const access::PartnerId& partner, std::string_view id) const = 0;
  // As FileVault::read_part.
  [[nodiscard]] virtual std::optional<std::string> read_part(SqlReader& reader, const access::PartnerId& partner, const DocumentView& document, std::int64_t part) const = 0;
};

// Uploads. The vault must outlive it.
class UploadedDocuments final : public DocumentSource {
 public:
  explicit UploadedDocuments(FileVault& vault) : vault_(vault) {}
  [[nodiscard]] std::optional<DocumentView> find(SqlReader& reader, const access::PartnerId& partner, std::string_view id) const override;
  [[nodiscard]] std::optional<std::string> read_part(SqlReader& reader, const access::PartnerId& partner, const DocumentView& document, std::int64_t part) const override;

 private:
  FileVault& vault_;
};

struct UploadedFile;
[[nodiscard]] DocumentView document_view(const UploadedFile& file);

}  // namespace switchyard::contracting
