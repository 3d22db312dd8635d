// What was issued for contracts, as documents that partners read by REST.
#pragma once

#include "contracting/files/document_source.hpp"

namespace switchyard::contracting {

class IssuedDocuments final : public DocumentSource {
 public:
  [[nodiscard]] std::optional<DocumentView> find(SqlReader& reader, const access::PartnerId& partner, std::string_view id) const override;
  [[nodiscard]] std::optional<std::string> read_part(SqlReader& reader, const access::PartnerId& partner, const DocumentView& document, std::int64_t part) const override;
};

}  // namespace switchyard::contracting
