#include "documents/seal/seal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>

#include "documents/page/finish.hpp"
#include "documents/pdf/opened_pdf.hpp"
#include "documents/seal/seal_layout.hpp"
#include "values/ensure.hpp"

namespace switchyard::documents {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

PdfLimits limits_of_seals() { return {.size_bytes_max = kSealedSizeMax, .pages_max = kSealedPagesMax, .objects_max = kSealedObjectsMax}; }

QPDFObjectHandle text_object(const std::string& text) { return QPDFObjectHandle::newUnicodeString(text); }

QPDFObjectHandle signature_of(const SealOptions& options) {
  auto signature = QPDFObjectHandle::parse("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange " +
                                           std::string(kByteRangePlaceholder) + " >>");
  signature.replaceKey("/Contents", QPDFObjectHandle::newString(std::string(kSealRoom, '\0')));
  signature.replaceKey("/M", QPDFObjectHandle::newString(pdf_date(options.at)));
  if (!options.name.empty()) signature.replaceKey("/Name", text_object(options.name));
  if (!options.reason.empty()) signature.replaceKey("/Reason", text_object(options.reason));
  if (!options.contact.empty()) signature.replaceKey("/ContactInfo", text_object(options.contact));
  return signature;
}

void append_to(QPDFObjectHandle holder, const std::string& key, const QPDFObjectHandle& item) {
  auto list = holder.getKey(key);
  auto items = list.isArray() ? list.getArrayAsVector() : std::vector<QPDFObjectHandle>();
  items.push_back(item);
  holder.replaceKey(key, QPDFObjectHandle::newArray(items));
}

// An invisible field on the first page: readers find the seal through the form.
void add_signature_field(OpenedPdf& opened, const SealOptions& options) {
  auto& pdf = *opened.pdf;
  const auto signature = pdf.makeIndirectObject(signature_of(options));
  auto field = pdf.makeIndirectObject(
      QPDFObjectHandle::parse("<< /Type /Annot /Subtype /Widget /FT /Sig /T (SwitchyardSeal) /F 132 /Rect [0 0 0 0] >>"));
  field.replaceKey("/V", signature);
  field.replaceKey("/P", opened.pages.front());
  append_to(opened.pages.front(), "/Annots", field);
  auto form = pdf.getRoot().getKey("/AcroForm");
  if (!form.isDictionary()) {
    form = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    pdf.getRoot().replaceKey("/AcroForm", form);
  }
  append_to(form, "/Fields", field);
  form.replaceKey("/SigFlags", QPDFObjectHandle::newInteger(3));
}

void attach(QPDF& pdf, const SealAttachment& attachment, Instant at) {
  auto stream = QPDFEFStreamObjectHelper::createEFStream(pdf, attachment.bytes);
  stream.setSubtype(attachment.content_type).setCreationDate(pdf_date(at)).setModDate(pdf_date(at));
  auto file = QPDFFileSpecObjectHelper::createFileSpec(pdf, attachment.name, stream);
  if (!attachment.description.empty()) file.setDescription(attachment.description);
  file.getObjectHandle().replaceKey("/AFRelationship", QPDFObjectHandle::newName("/Data"));
  append_to(pdf.getRoot(), "/AF", file.getObjectHandle());
  QPDFEmbeddedFileDocumentHelper(pdf).replaceEmbeddedFile(attachment.name, file);
}

void describe(QPDF& pdf, const SealOptions& options) {
  auto about = pdf.getTrailer().getKey("/Info");
  if (!about.isDictionary()) {
    about = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    pdf.getTrailer().replaceKey("/Info", about);
  }
  if (!options.title.empty()) about.replaceKey("/Title", text_object(options.title));
  for (const auto& [name, value] : options.properties) {
    ENSURE(!name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) != 0; }));
    about.replaceKey("/" + name, text_object(value));
  }
}

Result<SealedPdf> sealed(std::string bytes, const SealingKey& key, const SealOptions& options) {
  const auto place = placeholder_of(bytes, kSealRoom);
  bytes.replace(place.byte_range, kByteRangePlaceholder.size(), byte_range_text(place.layout, bytes.size()));
  const auto covered = place.layout.covered(bytes);
  auto seal = key.sign(covered, options.time_stamp);
  if (seal.cms.size() > kSealRoom)
    return Error{ErrorKind::too_large, "seal_too_large", fmt::format("the signature has {} bytes, a seal has room for {}", seal.cms.size(), kSealRoom)};
  std::size_t at = place.layout.contents_begin + 1;
  for (const char c : seal.cms) {
    bytes[at++] = kDigits[static_cast<unsigned char>(c) >> 4];
    bytes[at++] = kDigits[static_cast<unsigned char>(c) & 15];
  }
  SealedPdf made{.bytes = std::move(bytes), .time_stamped = seal.time_stamped, .note = std::move(seal.note)};
  made.sha256 = sha256_of(made.bytes);
  return made;
}

}  // namespace

Result<SealedPdf> seal_pdf(std::string_view pdf, const SealingKey& key, const SealOptions& options) {
  ENSURE(options.attachments.size() <= kAttachmentsMax);
  auto opened = open_pdf(pdf, limits_of_seals());
  if (!opened) return std::move(opened).error();
  std::string written;
  try {
    for (const auto& attachment : options.attachments) attach(*opened->pdf, attachment, options.at);
    describe(*opened->pdf, options);
    add_signature_field(*opened, options);
    written = write_pdf(*opened->pdf, options.at);
  } catch (const std::exception& wrong) {
    return unreadable_pdf(wrong.what());
  }
  auto made = sealed(std::move(written), key, options);
  if (made) made->pages = static_cast<int>(opened->pages.size());
  return made;
}

}  // namespace switchyard::documents
