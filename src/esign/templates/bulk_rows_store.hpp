// Bulk lists, batches and the copies of a batch, each an envelope to be made.
#pragma once

#include <optional>

#include "esign/templates/bulk_send.hpp"

namespace switchyard::esign {

struct BatchCopy {
  BulkBatchId batch;
  std::int64_t number = 0;      // From 0, of the list's copies.
  UserId user = {};
  IntegrationKeyId client = {};
  AccountId account = {};
  BulkListId list = {};
  std::string envelope_or_template_id = {};
  bool is_done = false;         // An envelope or an error is there.
};

void insert_bulk_list(SqlTransaction& transaction, const BulkList& list, Instant now);
void insert_bulk_batch(SqlTransaction& transaction, const BulkBatch& batch, const Sender& sender);
[[nodiscard]] std::optional<BatchCopy> find_batch_copy(SqlReader& reader, const BulkBatchId& batch, std::int64_t number);
void finish_batch_copy(SqlTransaction& transaction, const BatchCopy& copy, const EnvelopeId& envelope, std::string_view error);

}  // namespace switchyard::esign
