// What a listener gets: the body of a Connect message in JSON SIM (docusign.md §4) and its headers.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "esign/connect/connect_desk.hpp"
#include "esign/connect/connect_events.hpp"
#include "ports/keyed_digest.hpp"

namespace switchyard::esign {

struct ConnectMessage {
  const ConnectEvent& event;
  std::int64_t configuration = 0;
  std::int64_t retry_count = 0;         // Tries before this one.
  std::string_view summary = {};        // JSON of envelopeSummary; empty: left out.
};
// The same event gives the same generatedDateTime each time: listeners tell doubles by it.
[[nodiscard]] std::string connect_body(const ConnectMessage& message);

// X-DocuSign-Signature-1 … for each key, in their order.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> connect_headers(const KeyedDigest& digest, const std::vector<Secret>& keys, std::string_view body);

}  // namespace switchyard::esign
