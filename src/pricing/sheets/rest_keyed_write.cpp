#include "pricing/sheets/rest_keyed_write.hpp"

#include <fmt/format.h>

#include "pricing/sheets/digest_bytes.hpp"

namespace switchyard::pricing {
namespace {

http::Response write_once(Database& database, const std::function<ShownOnce(SqlTransaction&)>& work) {
  http::Response response;
  database.write([&](SqlTransaction& transaction) {
    response = work(transaction).sent;
    return response.status < 400;
  });
  return response;
}

outbox::StoredAnswer stored(const http::Response& response) { return {response.status, response.content_type, response.body}; }

http::Response refused(const Error& error, const http::Request& request) {
  http::Response response = http::problem(error, request);
  if (error.code == "idempotency_key_in_use") response.set_header("retry-after", "1");
  return response;
}

}  // namespace

http::Response write_keyed(const KeyedDesk& desk, const std::string& scope, const http::Request& request, std::string_view identity,
                           const std::function<http::Response(SqlTransaction&)>& work) {
  return write_keyed_shown_once(desk, scope, request, identity, [&](SqlTransaction& transaction) {
    const http::Response response = work(transaction);
    return ShownOnce{response, response};
  });
}

http::Response write_keyed_shown_once(const KeyedDesk& desk, const std::string& scope, const http::Request& request, std::string_view identity,
                                      const std::function<ShownOnce(SqlTransaction&)>& work) {
  const auto header = request.header("idempotency-key");
  if (!header || desk.writes == nullptr || desk.digest == nullptr) return write_once(desk.database, work);
  auto key = outbox::IdempotencyKey::parse(*header);
  if (!key) return refused(key.error(), request);
  const std::string whole = fmt::format("{} {}\n{}", http::text_of(request.method), request.path, identity);
  const outbox::KeyedRequest keyed{scope, *std::move(key), sha256_bytes(*desk.digest, whole)};
  const auto answer = desk.writes->run(keyed, [&](SqlTransaction& transaction) {
    const ShownOnce shown = work(transaction);
    return outbox::KeyedEffect{stored(shown.sent), stored(shown.kept)};
  });
  if (!answer) return refused(answer.error(), request);
  http::Response response;
  response.status = answer->answer.status;
  response.content_type = answer->answer.headers;
  response.body = answer->answer.body;
  if (answer->replayed) response.set_header("idempotency-replayed", "true");
  return response;
}

http::Response write_keyed(const SheetDesk& desk, const std::string& scope, const http::Request& request,
                           const std::function<http::Response(SqlTransaction&)>& work) {
  return write_keyed(KeyedDesk{.database = desk.database, .writes = desk.writes, .digest = desk.digest}, scope, request, request.body, work);
}

}  // namespace switchyard::pricing
