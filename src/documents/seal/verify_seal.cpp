#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>

#include "documents/page/finish.hpp"
#include "documents/pdf/opened_pdf.hpp"
#include "documents/seal/seal.hpp"
#include "documents/seal/seal_layout.hpp"

namespace switchyard::documents {
namespace {

constexpr std::size_t kPropertySizeMax = 1'000;

SealReport wrong(SealReport report, std::string code, std::string message) {
  report.faults.push_back({std::move(code), std::move(message)});
  return report;
}

std::string text_at(QPDFObjectHandle holder, const std::string& key) {
  auto value = holder.getKey(key);
  return value.isString() ? value.getUTF8Value().substr(0, kPropertySizeMax) : std::string();
}

// "D:20261124080000Z", as pdf_date() writes it.
std::optional<Instant> instant_of(std::string_view date) {
  if (date.size() != 17 || !date.starts_with("D:") || date.back() != 'Z') return std::nullopt;
  const auto part = [&](std::size_t at, std::size_t size) { return std::string(date.substr(2 + at, size)); };
  auto instant = Instant::parse(part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" + part(10, 2) + ":" + part(12, 2) + "Z");
  return instant ? std::optional(*instant) : std::nullopt;
}

// Every object that could be taken for a signature; a seal has one.
std::vector<QPDFObjectHandle> signatures_in(QPDF& pdf) {
  std::vector<QPDFObjectHandle> found;
  for (auto& object : pdf.getAllObjects()) {
    if (object.isDictionary() && (object.hasKey("/ByteRange") || object.isDictionaryOfType("/Sig"))) found.push_back(object);
  }
  return found;
}

bool is_value_of_a_field(QPDF& pdf, const QPDFObjectHandle& signature) {
  auto fields = pdf.getRoot().getKey("/AcroForm").getKey("/Fields");
  if (!fields.isArray()) return false;
  for (auto& field : fields.getArrayAsVector()) {
    if (field.isDictionary() && field.getKey("/FT").isNameAndEquals("/Sig") && field.getKey("/V").getObjGen() == signature.getObjGen()) return true;
  }
  return false;
}

// What readers find by the file's structure is the place that was verified.
bool says_the_same(QPDFObjectHandle signature, const SealLayout& layout, std::size_t file_size) {
  auto range = signature.getKey("/ByteRange");
  if (!range.isArray() || range.getArrayNItems() != 4 || !signature.getKey("/SubFilter").isNameAndEquals("/ETSI.CAdES.detached")) return false;
  const auto number = [&](int at) { return range.getArrayItem(at).isInteger() ? range.getArrayItem(at).getIntValue() : -1; };
  return number(0) == 0 && number(1) == static_cast<long long>(layout.contents_begin) && number(2) == static_cast<long long>(layout.contents_end) &&
         number(3) == static_cast<long long>(file_size - layout.contents_end);
}

void read_attachments(QPDF& pdf, SealReport& report) {
  QPDFEmbeddedFileDocumentHelper files(pdf);
  if (!files.hasEmbeddedFiles()) return;
  for (const auto& [name, file] : files.getEmbeddedFiles()) {
    if (report.attachments.size() >= kAttachmentsMax) return;
    QPDFEFStreamObjectHelper stream(file->getEmbeddedFileStream());
    const auto buffer = stream.getObjectHandle().getStreamData(qpdf_dl_generalized);
    report.attachments.push_back({.name = name,
                                  .content_type = stream.getSubtype(),
                                  .description = file->getDescription(),
                                  .bytes = std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize())});
  }
}

void read_properties(QPDF& pdf, SealReport& report) {
  auto about = pdf.getTrailer().getKey("/Info");
  if (!about.isDictionary()) return;
  for (const auto& key : about.getKeys()) {
    if (about.getKey(key).isString()) report.properties.emplace_back(key.substr(1), text_at(about, key));
  }
}

void read_structure(OpenedPdf& opened, const SealLayout& layout, std::size_t file_size, SealReport& report) {
  auto signatures = signatures_in(*opened.pdf);
  if (signatures.size() != 1) {
    report.faults.push_back({"seal_several", "The file has several signatures; a sealed file has one."});
    return;
  }
  if (!is_value_of_a_field(*opened.pdf, signatures.front()) || !says_the_same(signatures.front(), layout, file_size)) {
    report.faults.push_back({"seal_malformed", "Readers of PDFs find another seal in the file than the one that covers it."});
    return;
  }
  report.sealed_at = instant_of(text_at(signatures.front(), "/M"));
  report.name = text_at(signatures.front(), "/Name");
  report.reason = text_at(signatures.front(), "/Reason");
  report.pages = static_cast<int>(opened.pages.size());
  read_attachments(*opened.pdf, report);
  read_properties(*opened.pdf, report);
}

}  // namespace

SealReport verify_seal(std::string_view pdf, const CmsVerifier& verifier) {
  SealReport report;
  if (pdf.size() > kSealedSizeMax) return wrong(std::move(report), "pdf_too_large", "The file is larger than files are sealed.");
  if (!pdf.substr(0, 1024).starts_with("%PDF-")) return wrong(std::move(report), "pdf_unreadable", "The file is not a PDF.");
  const auto place = find_seal(pdf);
  report.faults = place.faults;
  if (!place.layout) return report;
  const auto cms = cms_of(pdf, *place.layout);
  if (!cms) return wrong(std::move(report), cms.error().code, cms.error().message);
  const auto covered = place.layout->covered(pdf);
  auto reading = verifier.verify(*cms, covered);
  report.faults = std::move(reading.faults);
  report.certificate = std::move(reading.certificate);
  report.time_stamp = std::move(reading.time_stamp);
  report.trust = reading.trust;
  if (!report.holds()) return report;
  auto opened = open_pdf(pdf, {.size_bytes_max = kSealedSizeMax, .pages_max = kSealedPagesMax, .objects_max = kSealedObjectsMax}, true);
  if (!opened) return wrong(std::move(report), opened.error().code, "The sealed file cannot be read: " + opened.error().message + ".");
  try {
    read_structure(*opened, *place.layout, pdf.size(), report);
  } catch (const std::exception& broken) {
    return wrong(std::move(report), "pdf_unreadable", std::string("The sealed file cannot be read: ") + broken.what() + ".");
  }
  report.sha256 = sha256_of(pdf);
  return report;
}

}  // namespace switchyard::documents
