// A POST that writes, once for each Idempotency-Key.
#pragma once

#include <functional>
#include <string>

#include "http/request.hpp"
#include "http/response.hpp"
#include "ports/database.hpp"
#include "pricing/sheets/rest_sheets.hpp"

namespace switchyard::pricing {

// Runs `work` in one transaction, which an answer of 400 and above undoes. With a key the same request gets the first answer again
// ("Idempotency-Replayed: true"); answers of 500 and above are not kept. `actor` is the application's id, the scope of its keys.
[[nodiscard]] http::Response write_keyed(const SheetDesk& desk, const std::string& actor, const http::Request& request,
                                         const std::function<http::Response(SqlTransaction&)>& work);

}  // namespace switchyard::pricing
