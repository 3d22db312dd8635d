#include "documents/form/form_fake.hpp"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

namespace switchyard::documents {
namespace {

constexpr const char* kObjects = R"(
1 0 obj << /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [10 0 R 13 0 R 14 0 R 15 0 R 18 0 R 19 0 R 20 0 R 21 0 R] /DA (/Helv 0 Tf 0 g)
  /DR << /Font << /Helv 4 0 R >> >> /XFA (old) /NeedAppearances true >> /OpenAction << /S /JavaScript /JS (app.alert\(1\)) >> >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /Helv 4 0 R >> >>
  /Annots [11 0 R 12 0 R 13 0 R 14 0 R 16 0 R 17 0 R 18 0 R 19 0 R 20 0 R 21 0 R] >> endobj
4 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj
5 0 obj << /Length 44 >> stream
BT /Helv 12 Tf 72 740 Td (Enrollment) Tj ET
endstream endobj
6 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 14 14] /Length 0 >> stream

endstream endobj
10 0 obj << /T (customer) /Kids [11 0 R 12 0 R] >> endobj
11 0 obj << /Parent 10 0 R /T (name) /TU (Legal name) /FT /Tx /Ff 2 /Subtype /Widget /Rect [72 700 272 718] /DA (/Helv 10 Tf 0 0 0.6 rg) >> endobj
12 0 obj << /Parent 10 0 R /T (note) /FT /Tx /Ff 4096 /Subtype /Widget /Rect [72 620 272 680] /DA (/Helv 0 Tf 0 g) >> endobj
13 0 obj << /T (taxId) /FT /Tx /Ff 16777216 /MaxLen 9 /Subtype /Widget /Rect [72 590 252 608] >> endobj
14 0 obj << /T (exempt) /FT /Btn /Subtype /Widget /Rect [72 560 86 574] /AP << /N << /Yes 6 0 R /Off 6 0 R >> >> /MK << /BC [0] >> >> endobj
15 0 obj << /T (billing) /FT /Btn /Ff 49152 /Opt [(dual) (utility)] /Kids [16 0 R 17 0 R] >> endobj
16 0 obj << /Parent 15 0 R /Subtype /Widget /Rect [72 530 86 544] /AP << /N << /0 6 0 R /Off 6 0 R >> >> /MK << /BC [0] >> >> endobj
17 0 obj << /Parent 15 0 R /Subtype /Widget /Rect [100 530 114 544] /AP << /N << /1 6 0 R /Off 6 0 R >> >> /MK << /BC [0] >> >> endobj
18 0 obj << /T (state) /FT /Ch /Ff 131072 /Opt [[(OH) (Ohio)] [(PA) (Pennsylvania)]] /Subtype /Widget /Rect [72 500 172 516] >> endobj
19 0 obj << /T (supplierUse) /FT /Tx /Ff 1 /V (for us) /Subtype /Widget /Rect [72 470 172 486] >> endobj
20 0 obj << /T (turned) /FT /Tx /Subtype /Widget /Rect [500 300 520 500] /MK << /R 90 >> >> endobj
21 0 obj << /T (signature) /FT /Sig /Subtype /Widget /Rect [72 400 272 440] SIGNED >> endobj
)";

std::string with_signature(const std::string& value) {
  std::string objects = kObjects;
  objects.replace(objects.find("SIGNED"), 6, value);
  return objects;
}

}  // namespace

std::string pdf_fake(const std::string& objects) {
  const auto text = "%PDF-1.7\n" + objects + "\ntrailer << /Root 1 0 R /Size 40 >>\nstartxref\n0\n%%EOF\n";
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("fake", text.data(), text.size());
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setStaticID(true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string form_fake() { return pdf_fake(with_signature("")); }
std::string signed_form_fake() { return pdf_fake(with_signature("/V << /Type /Sig /Contents (x) >>")); }

}  // namespace switchyard::documents
