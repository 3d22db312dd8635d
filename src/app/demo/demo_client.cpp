#include "app/demo/demo_client.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "adapters/system/system_clock.hpp"
#include "app/commands/partners.hpp"
#include "values/id.hpp"

namespace switchyard::app {
namespace {

namespace bj = boost::json;

struct KeyTag { static constexpr std::string_view kPrefix = "demo"; };

constexpr int kFirstRefusal = 300;
constexpr int kUnavailable = 503;

Error refused(const HttpCall& call, const HttpAnswer& answer) {
  const std::string code = text_at(answer.body, "/code");
  return {.kind = answer.status == kUnavailable ? ErrorKind::unavailable : ErrorKind::conflict,
          .code = code.empty() ? "demo_refused" : code,
          .message = fmt::format("{} {} was answered {}: {}", call.method, call.url, answer.status, text_at(answer.body, "/detail"))};
}

// The value of a member, as JSON text; empty where there is none.
std::string member_of(const std::string& json, std::string_view name) {
  boost::system::error_code broken;
  const bj::value value = bj::parse(json, broken);
  const bj::value* member = !broken && value.is_object() ? value.get_object().if_contains(name) : nullptr;
  return member == nullptr ? std::string() : bj::serialize(*member);
}

}  // namespace

Result<std::unique_ptr<DemoClient>> DemoClient::sign_in(const std::string& url, const DemoCredentials& partner, Random& random) {
  TokenOptions options;
  options.url = url;
  options.client_id = partner.client_id;
  options.api_key = partner.api_key.reveal();
  options.key = partner.private_key_file;
  auto token = fetch_token({}, options);
  if (!token) return std::move(token).error();
  return std::unique_ptr<DemoClient>(new DemoClient(url, partner, *std::move(token), random));
}

DemoClient::DemoClient(std::string url, const DemoCredentials& partner, std::string token, Random& random)
    : url_(std::move(url)), api_key_(std::string(partner.api_key.reveal())), token_(std::move(token)), random_(random) {}

std::string DemoClient::new_key() { return make_id<KeyTag>(adapters::SystemClock().now(), random_).text(); }

Result<std::string> DemoClient::send(HttpCall call) {
  call.headers.emplace_back("X-API-Key", api_key_.reveal());
  call.headers.emplace_back("Authorization", "Bearer " + std::string(token_.reveal()));
  call.timeout = Duration::seconds(30);
  auto answer = http_.send(call);
  if (!answer) return std::move(answer).error();
  if (answer->status >= kFirstRefusal) return refused(call, *answer);
  return std::move(answer->body);
}

Result<std::string> DemoClient::get(const std::string& path) { return send({.method = "GET", .url = url_ + path}); }

Result<std::string> DemoClient::post(const std::string& path, const std::string& json) {
  return send({.method = "POST", .url = url_ + path, .headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", new_key()}}, .body = json});
}

Result<std::string> DemoClient::query(const std::string& text, const std::string& variables) {
  auto answer = post("/graphql", fmt::format("{{\"query\":{},\"variables\":{}}}", bj::serialize(bj::string(text)), variables));
  if (!answer) return answer;
  if (const std::string errors = member_of(*answer, "errors"); !errors.empty()) return Error{ErrorKind::conflict, "demo_refused", errors};
  return member_of(*answer, "data");
}

Result<std::string> DemoClient::change(const std::string& name, const std::string& input, const std::string& fields) {
  std::string type = name + "Input";
  type.front() = static_cast<char>(type.front() - 'a' + 'A');
  bj::value keyed = bj::parse(input);
  keyed.as_object()["idempotencyKey"] = new_key();
  auto data = query(fmt::format("mutation($input:{}!){{{}(input:$input){{{} refusals{{code path message}}}}}}", type, name, fields), fmt::format("{{\"input\":{}}}", bj::serialize(keyed)));
  if (!data) return data;
  const std::string payload = member_of(*data, name);
  const std::string code = text_at(payload, "/refusals/0/code");
  if (code.empty()) return payload;
  return Error{ErrorKind::conflict, code, fmt::format("{}: {}", name, text_at(payload, "/refusals/0/message"))};
}

std::string text_at(const std::string& json, std::string_view pointer) {
  boost::system::error_code broken;
  const bj::value value = bj::parse(json, broken);
  if (broken) return {};
  const bj::value* found = value.find_pointer(pointer, broken);
  if (found == nullptr || found->is_null()) return {};
  return found->is_string() ? std::string(found->get_string()) : bj::serialize(*found);
}

}  // namespace switchyard::app
