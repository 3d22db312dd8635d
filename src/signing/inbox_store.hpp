// Callbacks of providers, kept as they came until they are forgotten. Throws DatabaseError.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ports/database.hpp"
#include "values/id.hpp"

namespace switchyard::signing {

struct CallbackTag { static constexpr std::string_view kPrefix = "cin"; };
using CallbackId = Id<CallbackTag>;

struct KeptCallback {
  CallbackId id{Uuid{}};
  std::string provider = {};
  std::string headers = {};             // Those about the delivery, a line each; never the signatures.
  std::string body = {};
};

void insert_callback(SqlTransaction& transaction, const KeptCallback& callback, Instant now);
// Of those that have not been applied.
[[nodiscard]] std::optional<KeptCallback> find_callback(SqlReader& reader, const CallbackId& id);
[[nodiscard]] bool is_event_applied(SqlReader& reader, std::string_view event_key);
// `outcome`: applied, duplicate, unknown_envelope, malformed.
void mark_callback(SqlTransaction& transaction, const CallbackId& id, std::string_view event_key, std::string_view outcome, Instant now);
// What came before `instant` and was applied; gives how many went.
std::int64_t forget_callbacks(SqlTransaction& transaction, Instant instant, int limit);

}  // namespace switchyard::signing
