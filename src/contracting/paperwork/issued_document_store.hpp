// Writes of issued documents; used by paperwork alone.
#pragma once

#include "contracting/paperwork/paperwork.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kDocumentPartSizeMax = 1u << 20;

void insert_issued_document(SqlTransaction& transaction, const IssuedDocument& document, std::string_view bytes);
[[nodiscard]] std::vector<IssuedDocument> issued_for_version(SqlReader& reader, std::string_view subject, std::int64_t document_version);

}  // namespace switchyard::contracting
