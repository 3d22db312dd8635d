// A rendered paper is stored as what was issued: the one place where papers come into being. Private to the room.
#pragma once

#include "contracting/paperwork/paperwork.hpp"
#include "contracting/paperwork/template_shelf.hpp"

namespace switchyard::contracting {

struct PaperPlaceOnFile {
  access::PartnerId partner;
  std::string subject;              // ctr_… or aut_…
  std::int64_t document_version = 1;
  std::int64_t position = 0;
  PaperKind kind = PaperKind::agreement;
  std::string utility = {};
};

IssuedDocument issue_paper(SqlTransaction& transaction, const ContractDesk& desk, const PaperPlaceOnFile& place, const TemplateShelf::Shelved& shelved,
                           const documents::RenderedPdf& pdf);

}  // namespace switchyard::contracting
