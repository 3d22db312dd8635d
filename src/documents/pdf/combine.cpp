#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "documents/page/finish.hpp"
#include "documents/pdf/opened_pdf.hpp"
#include "documents/pdf/pages.hpp"

namespace switchyard::documents {
namespace {

// Of what is put together, pages of all.
Result<PdfPages> combined(std::list<OpenedPdf>& parts, Instant modified_at, const PdfLimits& limits) {
  PdfPages made;
  auto& base = parts.front();
  QPDFPageDocumentHelper pages(*base.pdf);
  made.first_pages.push_back(1);
  made.pages = static_cast<int>(base.pages.size());
  for (auto part = std::next(parts.begin()); part != parts.end(); ++part) {
    made.first_pages.push_back(made.pages + 1);
    made.pages += static_cast<int>(part->pages.size());
    if (made.pages > limits.pages_max) {
      return Error{
          ErrorKind::too_large, "pdf_too_large", fmt::format("the PDFs have over {} pages together", limits.pages_max), {}};
    }
    for (auto page : part->pages) {
      page.removeKey("/StructParents");  // Its numbers would point into the structure of the first file.
      pages.addPage(page, false);
    }
  }
  drop_active_content(*base.pdf);
  made.bytes = write_pdf(*base.pdf, modified_at);
  made.sha256 = sha256_of(made.bytes);
  return made;
}

}  // namespace

Result<PdfPages> combine(std::span<const std::string_view> pdfs, Instant modified_at, const PdfLimits& limits) {
  if (pdfs.empty()) return Error{ErrorKind::invalid, "pdf_unreadable", "there is no PDF to put together", {}};
  std::list<std::string> flat;  // Must outlive what is opened of it.
  std::list<OpenedPdf> parts;
  for (std::size_t at = 0; at < pdfs.size(); ++at) {
    const auto pointer = fmt::format("/{}", at);
    auto plain = flatten(pdfs[at], limits);
    if (!plain) return at_field(std::move(plain).error(), pointer);
    flat.push_back(std::move(plain->bytes));
    auto opened = open_pdf(flat.back(), limits);
    if (!opened) return at_field(std::move(opened).error(), pointer);
    parts.push_back(std::move(opened).value());
  }
  try {
    return combined(parts, modified_at, limits);
  } catch (const std::exception& wrong) {
    return unreadable_pdf(wrong.what());
  }
}

}  // namespace switchyard::documents
