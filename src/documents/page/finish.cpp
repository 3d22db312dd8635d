#include "documents/page/finish.hpp"

#include <glib.h>

#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

namespace switchyard::documents {
namespace {

// Cairo hangs each element on the root; readers look for one Document there.
void put_under_one_document(QPDF& pdf) {
  auto tree = pdf.getRoot().getKey("/StructTreeRoot");
  if (!tree.isDictionary()) return;
  auto kids = tree.getKey("/K");
  auto document = pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /Type /StructElem /S /Document >>"));
  auto list = kids.isArray() ? kids : QPDFObjectHandle::newArray({kids});
  for (auto& kid : list.getArrayAsVector()) {
    if (kid.isDictionary()) kid.replaceKey("/P", document);
  }
  document.replaceKey("/P", tree);
  document.replaceKey("/K", list);
  tree.replaceKey("/K", QPDFObjectHandle::newArray({document}));
}

}  // namespace

std::string pdf_date(Instant at) {
  std::string digits;
  for (const char c : at.text().substr(0, 19)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return "D:" + digits + "Z";
}

std::string sha256_of(std::string_view bytes) {
  const std::unique_ptr<gchar, decltype(&g_free)> digest(
      g_compute_checksum_for_data(G_CHECKSUM_SHA256, reinterpret_cast<const guchar*>(bytes.data()), bytes.size()), g_free);
  return digest.get();
}

std::string finish_pdf(std::string_view drawn, std::string_view title, std::string_view language, Instant created_at) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("drawn", drawn.data(), drawn.size());
  auto root = pdf.getRoot();
  root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(std::string(language)));
  root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
  put_under_one_document(pdf);
  auto about = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
  about.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(std::string(title)));
  about.replaceKey("/Producer", QPDFObjectHandle::newString("Switchyard"));
  about.replaceKey("/CreationDate", QPDFObjectHandle::newString(pdf_date(created_at)));
  about.replaceKey("/ModDate", QPDFObjectHandle::newString(pdf_date(created_at)));
  pdf.getTrailer().replaceKey("/Info", about);
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace switchyard::documents
