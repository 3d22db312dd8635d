// Where signing gets a contract's papers and letters of authorization from: what was issued, byte for byte, and where on it who signs.
#pragma once

#include "signing/paper_source_port.hpp"

namespace switchyard::contracting {

// Of the partner and subject of the envelope alone: another's paper is "document_not_found". An agreement's places are the customer side's, a countersignature's the
// supplier's.
class IssuedPapers final : public signing::PaperSource {
 public:
  Result<signing::PaperBytes> paper(SqlReader& reader, const signing::EnvelopeSubject& subject, const std::string& document) override;
};

// Of the anchors of an issued document: "sign:customer 3 72000 540000 180000 24000; …". Names of other parties than the envelope's are left out.
[[nodiscard]] std::vector<signing::PaperPlace> places_of(std::string_view anchors, signing::EnvelopePurpose purpose);

}  // namespace switchyard::contracting
