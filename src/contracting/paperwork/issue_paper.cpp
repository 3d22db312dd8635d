#include "contracting/paperwork/issue_paper.hpp"

#include <fmt/format.h>

#include "contracting/paperwork/issued_document_store.hpp"

namespace switchyard::contracting {
namespace {

std::string anchors_text(const std::vector<documents::PlacedAnchor>& anchors) {
  std::string text;
  for (const documents::PlacedAnchor& anchor : anchors) {
    text += fmt::format("{}{} {} {} {} {} {}", text.empty() ? "" : "; ", anchor.name, anchor.page, anchor.box.x, anchor.box.y, anchor.box.width, anchor.box.height);
  }
  return text;
}

}  // namespace

IssuedDocument issue_paper(SqlTransaction& transaction, const ContractDesk& desk, const PaperPlaceOnFile& place, const TemplateShelf::Shelved& shelved,
                           const documents::RenderedPdf& pdf) {
  const Instant now = desk.quotes.clock.now();
  IssuedDocument made{.id = make_id<DocumentTag>(now, desk.quotes.random), .partner = place.partner, .subject = place.subject};
  made.document_version = place.document_version;
  made.position = place.position;
  made.kind = place.kind;
  made.utility_code = place.utility;
  made.title = shelved.source.title();
  made.template_name = shelved.version;
  made.language = shelved.source.language();
  made.sha256 = pdf.sha256;
  made.size_bytes = static_cast<std::int64_t>(pdf.bytes.size());
  made.pages = pdf.pages;
  made.anchors = anchors_text(pdf.anchors);
  made.issued_at = now;
  insert_issued_document(transaction, made, pdf.bytes);
  return made;
}

}  // namespace switchyard::contracting
