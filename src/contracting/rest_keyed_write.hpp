// A POST of this room that writes, once for each Idempotency-Key.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"
#include "outbox/idempotency.hpp"
#include "ports/database.hpp"
#include "pricing/sheets/digest_port.hpp"

namespace switchyard::contracting {

struct KeyedDesk {
  Database& database;
  outbox::IdempotentWrites* writes = nullptr;  // Null: keys are not looked at.
  const pricing::FileDigest& digest;
};

// Runs `work` in one transaction, which an answer of 400 and above undoes. With a key the same request gets the first answer again
// ("Idempotency-Replayed: true"); answers of 500 and above are not kept. `scope` is the application's id; `identity` is what makes two bodies the same.
[[nodiscard]] http::Response write_keyed(const KeyedDesk& desk, const std::string& scope, const http::Request& request, std::string_view identity,
                                         const std::function<http::Response(SqlTransaction&)>& work);

}  // namespace switchyard::contracting
