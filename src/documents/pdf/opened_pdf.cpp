#include "documents/pdf/opened_pdf.hpp"

#include <fmt/format.h>

#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFWriter.hh>

#include "documents/form/form_tree.hpp"
#include "documents/page/finish.hpp"

namespace switchyard::documents {
namespace {

Error too_large(std::string what) {
  return {ErrorKind::too_large, "pdf_too_large", fmt::format("the PDF is too large: {}", what), {}};
}

// What it says of broken files would go to the server's standard error, by a global logger; we say it in errors.
void silence_qpdf() {
  static const bool done = [] {
    const auto logger = QPDFLogger::defaultLogger();
    logger->setError(logger->discard());
    logger->setWarn(logger->discard());
    return true;
  }();
  (void)done;
}

Error encrypted() { return {ErrorKind::unprocessable, "pdf_encrypted", "the PDF asks for a password", {}}; }

}  // namespace

Error unreadable_pdf(std::string_view why) {
  return {ErrorKind::unprocessable, "pdf_unreadable", fmt::format("the file is not a sound PDF: {}", why.substr(0, 200)), {}};
}

Result<OpenedPdf> open_pdf(std::string_view bytes, const PdfLimits& limits, bool signed_too) {
  silence_qpdf();
  if (bytes.size() > limits.size_bytes_max)
    return too_large(fmt::format("{} bytes, {} are taken", bytes.size(), limits.size_bytes_max));
  if (bytes.substr(0, 1024).find("%PDF-") == std::string_view::npos) return unreadable_pdf("it does not begin with %PDF-");
  if (unpacks_beyond(bytes, limits.stream_bytes_max))
    return too_large(fmt::format("a part of it unpacks to over {} bytes", limits.stream_bytes_max));
  try {
    OpenedPdf opened{std::make_unique<QPDF>(), {}};
    opened.pdf->setSuppressWarnings(true);
    opened.pdf->processMemoryFile("file", bytes.data(), bytes.size());
    if (opened.pdf->getObjectCount() > static_cast<std::size_t>(limits.objects_max)) {
      return too_large(fmt::format("{} objects, {} are taken", opened.pdf->getObjectCount(), limits.objects_max));
    }
    const auto& pages = opened.pdf->getAllPages();
    if (pages.size() > static_cast<std::size_t>(limits.pages_max))
      return too_large(fmt::format("{} pages, {} are taken", pages.size(), limits.pages_max));
    if (pages.empty()) return unreadable_pdf("it has no pages");
    opened.pages.assign(pages.begin(), pages.end());
    if (!signed_too && holds_signature(*opened.pdf, limits)) {
      return Error{ErrorKind::conflict, "pdf_signed", "the PDF is signed: any change would break the signature", {}};
    }
    return opened;
  } catch (const QPDFExc& wrong) {
    return wrong.getErrorCode() == qpdf_e_password ? encrypted() : unreadable_pdf(wrong.getMessageDetail());
  } catch (const std::exception& wrong) {
    return unreadable_pdf(wrong.what());
  }
}

void drop_active_content(QPDF& pdf) {
  auto root = pdf.getRoot();
  for (const auto* key : {"/OpenAction", "/AA", "/JavaScript"}) root.removeKey(key);
  if (auto names = root.getKey("/Names"); names.isDictionary()) names.removeKey("/JavaScript");
  if (auto form = root.getKey("/AcroForm"); form.isDictionary()) {
    form.removeKey("/XFA");
    form.removeKey("/NeedAppearances");
  }
  root.removeKey("/NeedsRendering");
}

std::string write_pdf(QPDF& pdf, Instant modified_at) {
  auto about = pdf.getTrailer().getKey("/Info");
  if (!about.isDictionary()) {
    about = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    pdf.getTrailer().replaceKey("/Info", about);
  }
  about.replaceKey("/ModDate", QPDFObjectHandle::newString(pdf_date(modified_at)));
  pdf.getTrailer().removeKey("/ID");
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setPreserveEncryption(false);
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.setDecodeLevel(qpdf_dl_none);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace switchyard::documents
