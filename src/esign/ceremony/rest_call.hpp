// What every route of the ceremony begins with: whose it is, and who calls.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "esign/ceremony/rest_ceremony.hpp"
#include "esign/ceremony/session_desk.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace switchyard::esign {

inline constexpr std::size_t kTokenTextMax = 100;  // Characters; more is no token of ours.

// By the first letter; null where it is nobody's.
[[nodiscard]] const Ceremony* ceremony_of(const Ceremonies& ceremonies, std::string_view token);

// The bearer of a session.
struct Bearer {
  const Ceremony* ceremony = nullptr;
  std::string secret_sha256;
};
// Nothing where there is none that could be one.
[[nodiscard]] std::optional<Bearer> bearer_of(const Ceremonies& ceremonies, const http::Request& request);

[[nodiscard]] Visitor visitor_of(const http::Request& request);

// Looked at without a person: HEAD, and prefetches and prerenders of browsers.
[[nodiscard]] bool is_only_looking(const http::Request& request);

// Headers of an answer of the API.
void set_api_headers(http::Response& response);

// Routes of the parts: rest_api_session.cpp, rest_api_acts.cpp, rest_api_files.cpp.
void add_session_routes(http::Router& router, const Ceremonies& ceremonies);
void add_act_routes(http::Router& router, const Ceremonies& ceremonies);
void add_file_routes(http::Router& router, const Ceremonies& ceremonies);
void add_sender_routes(http::Router& router, const Ceremonies& ceremonies);

}  // namespace switchyard::esign
