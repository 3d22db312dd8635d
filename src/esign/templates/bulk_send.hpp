// One envelope or template sent to a list of people: each copy is an envelope of its own, made by a job.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "esign/envelopes/envelope_definition.hpp"
#include "esign/service.hpp"
#include "outbox/job_runner.hpp"

namespace switchyard::esign {

inline constexpr std::string_view kBulkSendJob = "esign.bulk_send";
inline constexpr std::size_t kBulkCopiesMax = 1'000;

struct BulkCopy {
  std::vector<Recipient> recipients = {};         // Merged by recipientId or role name.
  std::vector<CustomField> custom_fields = {};
};

struct BulkList {
  BulkListId id = {};
  AccountId account = {};
  std::string name = {};
  std::vector<BulkCopy> copies = {};
};

struct BulkBatch {
  BulkBatchId id = {};
  BulkListId list = {};
  std::string name = {};
  std::string envelope_or_template_id = {};
  Instant submitted_at{};
  std::int64_t size = 0;
  std::int64_t queued = 0;
  std::int64_t sent = 0;
  std::int64_t failed = 0;
  std::vector<std::string> errors = {};
};

// INVALID_REQUEST_PARAMETER (no copies, too many).
Result<BulkList> create_bulk_list(const EsignService& service, const Sender& sender, const BulkList& asked);
[[nodiscard]] std::optional<BulkList> find_bulk_list(SqlReader& reader, const AccountId& account, const BulkListId& id);
// BULK_SEND_LIST_DOES_NOT_EXIST, ENVELOPE_DOES_NOT_EXIST.
Result<BulkBatch> send_bulk_list(const EsignService& service, const Sender& sender, const BulkListId& id, const std::string& envelope_or_template_id,
                                 const std::string& batch_name);
[[nodiscard]] std::optional<BulkBatch> find_bulk_batch(SqlReader& reader, const AccountId& account, const BulkBatchId& id);

// The handler of kBulkSendJob. `service` must outlive it.
[[nodiscard]] outbox::JobHandler bulk_sender(const EsignService& service);

}  // namespace switchyard::esign
