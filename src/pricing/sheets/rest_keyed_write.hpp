// A POST that writes, once for each Idempotency-Key.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"
#include "outbox/idempotency.hpp"
#include "ports/database.hpp"
#include "pricing/sheets/digest_port.hpp"
#include "pricing/sheets/rest_sheets.hpp"

namespace switchyard::pricing {

// What a keyed write needs. All outlive it; without `writes` or `digest` keys are not looked at.
struct KeyedDesk {
  Database& database;
  outbox::IdempotentWrites* writes = nullptr;
  const FileDigest* digest = nullptr;
};

// Runs `work` in one transaction, which an answer of 400 and above undoes. With a key the same request gets the first answer again
// ("Idempotency-Replayed: true"); answers of 500 and above are not kept. `scope` is the application's id; `identity` is what
// makes two requests to one path the same, the body where nothing else is said.
[[nodiscard]] http::Response write_keyed(const KeyedDesk& desk, const std::string& scope, const http::Request& request, std::string_view identity,
                                         const std::function<http::Response(SqlTransaction&)>& work);
// The same where the first answer shows a secret: who asks again gets `kept`, which has null in its place.
struct ShownOnce {
  http::Response sent;
  http::Response kept;
};
[[nodiscard]] http::Response write_keyed_shown_once(const KeyedDesk& desk, const std::string& scope, const http::Request& request, std::string_view identity,
                                                    const std::function<ShownOnce(SqlTransaction&)>& work);
[[nodiscard]] http::Response write_keyed(const SheetDesk& desk, const std::string& scope, const http::Request& request,
                                         const std::function<http::Response(SqlTransaction&)>& work);

}  // namespace switchyard::pricing
