#include "contracting/rest_keyed_write.hpp"

#include <fmt/format.h>

namespace switchyard::contracting {
namespace {

http::Response write_once(Database& database, const std::function<http::Response(SqlTransaction&)>& work) {
  http::Response response;
  database.write([&](SqlTransaction& transaction) {
    response = work(transaction);
    return response.status < 400;
  });
  return response;
}

// The 32 bytes of a digest's 64 hexadecimal digits.
std::string bytes_of_hex(const std::string& hex) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(value(hex[i]) * 16 + value(hex[i + 1]));
  return bytes;
}

http::Response refused(const Error& error, const http::Request& request) {
  http::Response response = http::problem(error, request);
  if (error.code == "idempotency_key_in_use") response.set_header("retry-after", "1");
  return response;
}

}  // namespace

http::Response write_keyed(const KeyedDesk& desk, const std::string& scope, const http::Request& request, std::string_view identity,
                           const std::function<http::Response(SqlTransaction&)>& work) {
  const auto header = request.header("idempotency-key");
  if (!header || desk.writes == nullptr) return write_once(desk.database, work);
  auto key = outbox::IdempotencyKey::parse(*header);
  if (!key) return refused(key.error(), request);
  const std::string whole = fmt::format("{} {}\n{}", http::text_of(request.method), request.path, identity);
  const outbox::KeyedRequest keyed{scope, *std::move(key), bytes_of_hex(desk.digest.sha256_hex(whole))};
  const auto answer = desk.writes->run(keyed, [&](SqlTransaction& transaction) {
    const http::Response response = work(transaction);
    const outbox::StoredAnswer stored{response.status, response.content_type, response.body};
    return outbox::KeyedEffect{stored, stored};
  });
  if (!answer) return refused(answer.error(), request);
  http::Response response;
  response.status = answer->answer.status;
  response.content_type = answer->answer.headers;
  response.body = answer->answer.body;
  if (answer->replayed) response.set_header("idempotency-replayed", "true");
  return response;
}

}  // namespace switchyard::contracting
