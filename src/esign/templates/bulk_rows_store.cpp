#include "esign/templates/bulk_rows_store.hpp"

#include "esign/envelopes/stored_details.hpp"

namespace switchyard::esign {
namespace {

std::string_view view(const std::string& text) { return text; }

// Each copy as a plan of its own.
std::string copies_as_json(const std::vector<BulkCopy>& copies) {
  std::vector<std::string> plans;
  for (const BulkCopy& copy : copies) {
    EnvelopeDefinition plan;
    plan.recipients = copy.recipients;
    plan.custom_fields = copy.custom_fields;
    plans.push_back(plan_as_json(plan));
  }
  return texts_as_json(plans);
}

std::vector<BulkCopy> read_copies(std::string_view text) {
  std::vector<BulkCopy> copies;
  for (const std::string& plan_text : read_texts(text)) {
    EnvelopeDefinition plan = read_plan(plan_text);
    copies.push_back({.recipients = std::move(plan.recipients), .custom_fields = std::move(plan.custom_fields)});
  }
  return copies;
}

void count_copies(SqlReader& reader, BulkBatch& batch) {
  reader.query("SELECT envelope_id, error FROM esign_bulk_copies WHERE batch_id = $1 ORDER BY number", {view(batch.id.text())}, [&](const SqlRow& row) {
    ++batch.size;
    if (!row.text(0).empty()) {
      ++batch.sent;
    } else if (!row.text(1).empty()) {
      ++batch.failed;
      batch.errors.emplace_back(row.text(1));
    } else {
      ++batch.queued;
    }
  });
}

}  // namespace

void insert_bulk_list(SqlTransaction& transaction, const BulkList& list, Instant now) {
  const std::string copies = copies_as_json(list.copies);
  transaction.execute("INSERT INTO esign_bulk_lists (id, account_id, name, created_at_ms, copies) VALUES ($1, $2, $3, $4, $5)",
                      {view(list.id.text()), view(list.account.text()), view(list.name), now.unix_ms(), view(copies)});
}

std::optional<BulkList> find_bulk_list(SqlReader& reader, const AccountId& account, const BulkListId& id) {
  std::optional<BulkList> found;
  reader.query("SELECT name, copies FROM esign_bulk_lists WHERE id = $1 AND account_id = $2", {view(id.text()), view(account.text())},
               [&](const SqlRow& row) {
                 found = BulkList{.id = id, .account = account, .name = std::string(row.text(0)), .copies = read_copies(row.text(1))};
               });
  return found;
}

void insert_bulk_batch(SqlTransaction& transaction, const BulkBatch& batch, const Sender& sender) {
  transaction.execute(
      "INSERT INTO esign_bulk_batches (id, account_id, list_id, name, envelope_or_template_id, submitted_at_ms) VALUES ($1, $2, $3, $4, $5, $6)",
      {view(batch.id.text()), view(sender.account.text()), view(batch.list.text()), view(batch.name), view(batch.envelope_or_template_id),
       batch.submitted_at.unix_ms()});
  for (std::int64_t number = 0; number < batch.size; ++number) {
    transaction.execute("INSERT INTO esign_bulk_copies (batch_id, number, user_id, client_id, envelope_id, error) VALUES ($1, $2, $3, $4, '', '')",
                        {view(batch.id.text()), number, view(sender.user.text()), view(sender.client.text())});
  }
}

std::optional<BulkBatch> find_bulk_batch(SqlReader& reader, const AccountId& account, const BulkBatchId& id) {
  std::optional<BulkBatch> found;
  reader.query("SELECT list_id, name, envelope_or_template_id, submitted_at_ms FROM esign_bulk_batches WHERE id = $1 AND account_id = $2",
               {view(id.text()), view(account.text())}, [&](const SqlRow& row) {
                 found = BulkBatch{.id = id,
                                   .list = BulkListId::of_stored(row.text(0)),
                                   .name = std::string(row.text(1)),
                                   .envelope_or_template_id = std::string(row.text(2)),
                                   .submitted_at = Instant::from_unix_ms(row.integer(3))};
               });
  if (found) count_copies(reader, *found);
  return found;
}

std::optional<BatchCopy> find_batch_copy(SqlReader& reader, const BulkBatchId& batch, std::int64_t number) {
  std::optional<BatchCopy> found;
  reader.query(
      "SELECT c.user_id, c.client_id, c.envelope_id, c.error, b.account_id, b.list_id, b.envelope_or_template_id FROM esign_bulk_copies c "
      "JOIN esign_bulk_batches b ON b.id = c.batch_id WHERE c.batch_id = $1 AND c.number = $2",
      {view(batch.text()), number}, [&](const SqlRow& row) {
        found = BatchCopy{.batch = batch,
                          .number = number,
                          .user = UserId::of_stored(row.text(0)),
                          .client = IntegrationKeyId::of_stored(row.text(1)),
                          .account = AccountId::of_stored(row.text(4)),
                          .list = BulkListId::of_stored(row.text(5)),
                          .envelope_or_template_id = std::string(row.text(6)),
                          .is_done = !row.text(2).empty() || !row.text(3).empty()};
      });
  return found;
}

void finish_batch_copy(SqlTransaction& transaction, const BatchCopy& copy, const EnvelopeId& envelope, std::string_view error) {
  transaction.execute("UPDATE esign_bulk_copies SET envelope_id = $3, error = $4 WHERE batch_id = $1 AND number = $2 AND envelope_id = '' AND error = ''",
                      {view(copy.batch.text()), copy.number, view(envelope.text()), error});
}

}  // namespace switchyard::esign
