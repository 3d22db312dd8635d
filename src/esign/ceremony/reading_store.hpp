// How far a signer has read, for the next session to begin there. Real time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "esign/guid.hpp"
#include "ports/database.hpp"
#include "values/instant.hpp"

namespace switchyard::esign {

struct Reading {
  std::string document_id;
  std::int64_t page = 1;
  bool is_seen_to_end = false;
};

void write_reading(SqlTransaction& transaction, const RecipientGuid& recipient, std::string_view document_id, std::int64_t page, Instant at);
// True the first time.
bool mark_seen_to_end(SqlTransaction& transaction, const RecipientGuid& recipient, std::string_view document_id, Instant at);
// The latest first.
[[nodiscard]] std::vector<Reading> readings_of(SqlReader& reader, const RecipientGuid& recipient);

}  // namespace switchyard::esign
