#include "contracting/paperwork/issued_documents.hpp"

#include <fmt/format.h>

#include "contracting/paperwork/paperwork.hpp"

namespace switchyard::contracting {

std::optional<DocumentView> IssuedDocuments::find(SqlReader& reader, const access::PartnerId& partner, std::string_view id) const {
  const auto parsed = DocumentId::parse(id);
  if (!parsed) return std::nullopt;
  const auto issued = find_issued_document(reader, partner, *parsed);
  if (!issued) return std::nullopt;
  return DocumentView{.id = issued->id.text(), .kind = "issued", .purpose = std::string(text_of(issued->kind)), .file_name = fmt::format("{}.pdf", issued->title),
                      .media_type = "application/pdf", .size_bytes = issued->size_bytes, .sha256 = issued->sha256, .page_count = issued->pages,
                      .version = issued->document_version, .subject_id = issued->subject, .created_at = issued->issued_at};
}

std::optional<std::string> IssuedDocuments::read_part(SqlReader& reader, const access::PartnerId& partner, const DocumentView& document, std::int64_t part) const {
  const auto id = DocumentId::parse(document.id);
  if (!id) return std::nullopt;
  std::optional<std::string> found;
  std::int64_t number = 0;
  const auto read = read_document_bytes(reader, partner, *id, [&](std::string_view bytes) {
    if (number++ == part) found = bytes;
  });
  return read ? found : std::nullopt;
}

}  // namespace switchyard::contracting
