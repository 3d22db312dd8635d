// Our long-lived links: found by the hash of their token, which itself is kept nowhere. Throws DatabaseError.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/database.hpp"
#include "signing/envelope.hpp"

namespace switchyard::signing {

struct LinkTag { static constexpr std::string_view kPrefix = "lnk"; };
using LinkId = Id<LinkTag>;

struct KeptLink {
  LinkId id{Uuid{}};                    // No secret: stands in the address to which a ceremony returns.
  EnvelopeId envelope{Uuid{}};
  std::string recipient = {};
  std::string return_url = {};
  std::vector<std::string> frame_ancestors = {};
};

void insert_link(SqlTransaction& transaction, const KeptLink& link, std::string_view token_hash, Instant now);
[[nodiscard]] std::optional<KeptLink> find_link(SqlReader& reader, std::string_view token_hash);
[[nodiscard]] std::optional<KeptLink> find_link(SqlReader& reader, const LinkId& id);

}  // namespace switchyard::signing
