#include "webhooks/endpoints/endpoint_secrets.hpp"

#include <array>

#include "values/base64.hpp"
#include "webhooks/deliveries/signature.hpp"
#include "webhooks/endpoints/event_types.hpp"

namespace switchyard::webhooks {
namespace {

std::string secret_place(const EndpointId& id) { return "webhook_endpoints/" + id.text() + "/secret"; }
std::string headers_place(const EndpointId& id) { return "webhook_endpoints/" + id.text() + "/headers"; }

}  // namespace

Secret make_secret(Random& random) {
  std::array<std::uint8_t, 32> bytes{};
  random.fill(bytes);
  return Secret(std::string(kSecretPrefix) + encode_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
}

std::string seal_secret(const access::Sealer& sealer, const EndpointId& id, const Secret& secret) { return sealer.seal(secret.reveal(), secret_place(id)); }

Result<Secret> open_secret(const access::Sealer& sealer, const EndpointId& id, std::string_view sealed) { return sealer.open(sealed, secret_place(id)); }

std::string seal_headers(const access::Sealer& sealer, const EndpointId& id, const EndpointHeaders& headers) {
  if (headers.empty()) return {};
  std::vector<std::string> lines;
  for (const auto& [name, value] : headers) lines.push_back(name + ": " + value);
  return sealer.seal(text_of_lines(lines), headers_place(id));
}

Result<EndpointHeaders> open_headers(const access::Sealer& sealer, const EndpointId& id, std::string_view sealed) {
  EndpointHeaders headers;
  if (sealed.empty()) return headers;
  auto opened = sealer.open(sealed, headers_place(id));
  if (!opened) return std::move(opened).error();
  for (const std::string& line : lines_of(opened->reveal())) {
    const auto colon = line.find(": ");
    ENSURE(colon != std::string::npos);
    headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return headers;
}

}  // namespace switchyard::webhooks
