// How a signed contract reaches its supplier. One implementation a kind of channel; which kind a supplier has is configuration
// (supplier_settings.hpp). A channel hands over outside of any transaction and may be asked twice with the same package: its id is the key.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/contracts/contract.hpp"
#include "values/result.hpp"

namespace switchyard::enrollment {

struct SubmissionTag { static constexpr std::string_view kPrefix = "sbm"; };
using SubmissionId = Id<SubmissionTag>;

// One account as it is handed in. Numbers as suppliers and utilities know them.
struct PackageLine {
  contracting::ContractAccountId account;
  contracting::ServiceAccountId service_account;
  std::string account_number = {};      // Normalised.
  std::string utility_code = {};
  std::string state_code = {};          // "IL"
  std::string service_reference = {};
  std::string name_key = {};
  std::string rate_class = {};
  std::string zone = {};
  std::string product = {};
  std::int64_t annual_usage_milli = 0;  // Of the price unit's base.
  std::string price_unit = {};          // "kWh"
  std::int64_t price_micros = 0;        // A price unit.
  std::int64_t term_months = 0;
  std::optional<Date> start = {};       // The read asked for.
  std::int64_t attempt = 1;             // Of this account.
  bool is_retry = false;                // The same request once more, on the utility's next date.
};

struct PackageDocument {
  std::string id;                       // fil_… or that of an issued paper.
  std::string kind;                     // "contract", "loa", "bill" …
  std::string name = {};
  std::string sha256 = {};              // Hex.
};

struct SubmissionPackage {
  SubmissionId id;                      // The key by which a supplier knows a repetition.
  access::PartnerId partner;
  contracting::ContractId contract;
  std::string contract_number = {};
  std::int64_t document_version = 1;
  std::int64_t attempt = 1;             // Of the contract.
  std::string supplier = {};
  std::string deal_type = {};
  std::string commodity = {};
  std::string customer_name = {};       // The legal name, as it is now.
  std::string agent_code = {};          // The partner's with the supplier.
  std::string signed_at = {};           // RFC 3339.
  std::vector<PackageLine> lines = {};
  std::vector<PackageDocument> documents = {};
  std::string payload = {};             // The same as JSON: what channels of machines send, whose SHA-256 is kept.
  std::string payload_sha256 = {};
};

// What the supplier's side said to it. Answers about accounts come apart, as answers/answer.hpp.
struct SubmissionReceipt {
  std::string external_reference = {};  // The supplier's own number of it; may be empty.
  bool is_acknowledged = false;         // The supplier's system has said that it has it, not only taken bytes.
};

// Safe to call from many threads.
class SubmissionChannel {
 public:
  virtual ~SubmissionChannel() = default;
  // An Error of kind invalid or unprocessable: it will never be taken as it is (the submission has failed, an operator looks). Any other Error
  // and any exception: tried again later.
  virtual Result<SubmissionReceipt> submit(const SubmissionPackage& package) = 0;
};

// Channels by kind ("sandbox", "operator", "api"); filled before anything is served.
class ChannelShelf {
 public:
  void put(std::string kind, SubmissionChannel& channel) { channels_.insert_or_assign(std::move(kind), &channel); }
  // Null where this installation has no such channel.
  [[nodiscard]] SubmissionChannel* find(std::string_view kind) const {
    const auto found = channels_.find(kind);
    return found == channels_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::string, SubmissionChannel*, std::less<>> channels_;
};

}  // namespace switchyard::enrollment
