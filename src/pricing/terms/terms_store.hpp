// All SQL about the terms of prices.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ports/database.hpp"
#include "pricing/terms/compiled_terms.hpp"

namespace switchyard::pricing {

void insert_terms(SqlTransaction& transaction, const TermsRecord& record);
// Writes what was closed.
void close_terms(SqlTransaction& transaction, const TermsRecord& record);
[[nodiscard]] std::optional<TermsRecord> find_terms(SqlReader& reader, const TermsId& id);

struct TermsFilter {
  std::string kind = {};                   // Empty: any; so the others.
  std::string partner = {};                // Its id.
  std::string supplier = {};
  std::optional<Instant> open_at = {};     // Only those that hold then or will.
  std::optional<TermsId> before = {};      // Only ids less than it: the newest come first.
  std::int64_t limit = 50;
};
[[nodiscard]] std::vector<TermsRecord> list_terms(SqlReader& reader, const TermsFilter& filter);

// Of the same kind and place whose time overlaps [from, until); the first of them.
[[nodiscard]] std::optional<TermsRecord> find_overlapping_terms(SqlReader& reader, const TermsRecord& record);
[[nodiscard]] std::int64_t count_terms(SqlReader& reader);

// All rows, past ones too, and those that come with the product: what belongs to a rate book.
[[nodiscard]] std::shared_ptr<const CompiledTerms> terms_from(SqlReader& reader, const TermsDefaults& defaults);

}  // namespace switchyard::pricing
