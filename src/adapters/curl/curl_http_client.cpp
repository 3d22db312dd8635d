#include "adapters/curl/curl_http_client.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <mutex>

#include "adapters/curl/public_address.hpp"

namespace switchyard::adapters {
namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

// What the callbacks fill.
struct Receiving {
  HttpAnswer answer;
  std::size_t size_max = 0;
  bool too_large = false;
};

std::size_t receive_body(const char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& receiving = *static_cast<Receiving*>(into);
  if (receiving.answer.body.size() + size * count > receiving.size_max) {
    receiving.too_large = true;
    return 0;
  }
  receiving.answer.body.append(bytes, size * count);
  return size * count;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return text;
}

std::size_t receive_header(const char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& receiving = *static_cast<Receiving*>(into);
  const std::string_view line(bytes, size * count);
  if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    receiving.answer.headers.emplace_back(std::move(name), std::string(trimmed(line.substr(colon + 1))));
  }
  return size * count;
}

// Asked with the very address that is connected to: no name can resolve to another one afterwards.
curl_socket_t open_public_socket(void*, curlsocktype, curl_sockaddr* place) {
  if (reach_of(place->addr) != AddressReach::open) return CURL_SOCKET_BAD;
  return ::socket(place->family, place->socktype | SOCK_CLOEXEC, place->protocol);
}

void start_once() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

void set_call(CURL* curl, const HttpCall& call, curl_slist* headers) {
  curl_easy_setopt(curl, CURLOPT_URL, call.url.c_str());
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  if (!call.body.empty() || call.method == "POST" || call.method == "PUT") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.c_str());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
  }
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(call.timeout.ms));
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "127.0.0.1,localhost,::1");
  if (!call.public_addresses_only) return;
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_public_socket);
}

}  // namespace

CurlHttpClient::CurlHttpClient(CurlOptions options) : options_(std::move(options)) { start_once(); }

Result<HttpAnswer> CurlHttpClient::send(const HttpCall& call) {
  const Handle curl(curl_easy_init(), &curl_easy_cleanup);
  ENSURE(curl != nullptr);
  HeaderList headers(nullptr, &curl_slist_free_all);
  for (const auto& [name, value] : call.headers) {
    headers.reset(curl_slist_append(headers.release(), fmt::format("{}: {}", name, value).c_str()));
  }
  Receiving receiving;
  receiving.size_max = call.answer_size_max;
  set_call(curl.get(), call, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, receive_body);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &receiving);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, receive_header);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &receiving);
  if (!options_.certificate_authorities.empty()) curl_easy_setopt(curl.get(), CURLOPT_CAINFO, options_.certificate_authorities.c_str());

  const CURLcode outcome = curl_easy_perform(curl.get());
  if (receiving.too_large) {
    return Error{.kind = ErrorKind::too_large,
                 .code = "answer_too_large",
                 .message = fmt::format("{} answered with more than {} bytes", call.url, call.answer_size_max)};
  }
  if (outcome != CURLE_OK) {
    return Error{.kind = ErrorKind::unavailable,
                 .code = "peer_unreachable",
                 .message = fmt::format("{}: {}", call.url, curl_easy_strerror(outcome))};
  }
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  receiving.answer.status = static_cast<int>(status);
  return std::move(receiving.answer);
}

}  // namespace switchyard::adapters
