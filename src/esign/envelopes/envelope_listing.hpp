// Envelopes of an account found by time, status, ids and custom field; and what was typed into one.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "esign/envelopes/envelope.hpp"
#include "ports/database.hpp"

namespace switchyard::esign {

inline constexpr std::int64_t kListedMax = 1'000;

struct EnvelopeFilter {
  std::optional<Instant> from = {};                       // Of the last change of status, inclusive; or of what from_to_status names.
  std::optional<Instant> to = {};                         // Exclusive.
  std::string from_to_status = {};                        // "changed", or a status: then its own time counts.
  std::vector<EnvelopeStatus> statuses = {};              // None: any.
  std::vector<std::string> envelope_ids = {};             // None: any. Texts that are no GUID find nothing.
  std::vector<std::string> transaction_ids = {};
  std::optional<std::pair<std::string, std::string>> custom_field = {};  // Name and value.
  std::string search_text = {};                           // In subject, and names and addresses of recipients; any case.
  std::string order_by = "last_modified";                 // "created", "sent", "completed", "status_changed", "last_modified", "subject", "status".
  bool is_descending = true;
  std::int64_t start = 0;
  std::int64_t count = 100;                               // 1 to kListedMax.
};

struct EnvelopePage {
  std::vector<Envelope> envelopes = {};                   // Whole where `with_contents`, else without recipients, tabs, documents, custom fields.
  std::int64_t total = 0;
};
[[nodiscard]] EnvelopePage list_envelopes(SqlReader& reader, const AccountId& account, const EnvelopeFilter& filter, bool with_contents);

struct FormValue {
  std::string name;             // The tab's label, else its id.
  std::string value;
  std::string original_value;
};
struct RecipientFormValues {
  const Recipient* recipient;   // Of the envelope given.
  std::vector<FormValue> values;
};
// Of typed and automatic tabs of those who are done; the envelope must outlive it.
[[nodiscard]] std::vector<RecipientFormValues> form_values(const Envelope& envelope);

}  // namespace switchyard::esign
