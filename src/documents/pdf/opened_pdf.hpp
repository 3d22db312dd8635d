// A PDF from outside, opened under limits; and the one way that files are written.
#pragma once

#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>
#include <vector>

#include "documents/form/form.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::documents {

// The bytes must outlive it, and it must outlive each file that took objects from it.
struct OpenedPdf {
  std::unique_ptr<QPDF> pdf;
  std::vector<QPDFObjectHandle> pages;
};

// Refused: pdf_unreadable, pdf_encrypted, pdf_too_large, and pdf_signed where a signature is in it (unless `signed_too`).
Result<OpenedPdf> open_pdf(std::string_view bytes, const PdfLimits& limits, bool signed_too = false);

// Runs what reads and changes a PDF: what qpdf throws on broken files is pdf_unreadable.
Error unreadable_pdf(std::string_view why);

// The same objects give the same bytes. `modified_at` goes to the file's date.
std::string write_pdf(QPDF& pdf, Instant modified_at);

// Scripts, XFA and actions that open with the file go.
void drop_active_content(QPDF& pdf);

// Whether a stream of the file unpacks to more than this; packed once or twice with Flate. A cheap look before anything is
// unpacked in memory.
bool unpacks_beyond(std::string_view bytes, std::size_t size_max);

}  // namespace switchyard::documents
