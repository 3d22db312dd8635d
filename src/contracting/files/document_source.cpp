#include "contracting/files/document_source.hpp"

#include "contracting/files/uploaded_file.hpp"

namespace switchyard::contracting {

std::optional<DocumentView> UploadedDocuments::find(SqlReader& reader, const access::PartnerId& partner, std::string_view id) const {
  const auto parsed = FileId::parse(id);
  if (!parsed) return std::nullopt;
  const auto file = find_file(reader, partner, *parsed);
  if (!file) return std::nullopt;
  return document_view(*file);
}

std::optional<std::string> UploadedDocuments::read_part(SqlReader& reader, const access::PartnerId& partner, const DocumentView& document, std::int64_t part) const {
  return vault_.read_part(reader, {partner, document.sha256}, part);
}

DocumentView document_view(const UploadedFile& file) {
  return {.id = file.id.text(), .kind = is_made_by_signing(file) ? "signed" : "uploaded", .purpose = std::string(text_of(file.purpose)), .file_name = file.name, .media_type = file.media_type,
          .size_bytes = file.size_bytes, .sha256 = file.sha256, .page_count = file.page_count, .customer_id = file.customer ? file.customer->text() : "",
          .subject_id = file.subject, .created_at = file.uploaded_at};
}

}  // namespace switchyard::contracting
