#include "signing/link_store.hpp"

#include <fmt/format.h>

namespace switchyard::signing {
namespace {

KeptLink link_of(const SqlRow& row) {
  KeptLink link{.id = LinkId::parse(row.text(0)).value(), .envelope = EnvelopeId::parse(row.text(1)).value(), .recipient = std::string(row.text(2)),
                .return_url = std::string(row.text(3))};
  std::string_view rest = row.text(4);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    link.frame_ancestors.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return link;
}

}  // namespace

void insert_link(SqlTransaction& transaction, const KeptLink& link, std::string_view token_hash, Instant now) {
  const std::string ancestors = fmt::format("{}", fmt::join(link.frame_ancestors, " "));
  transaction.execute("INSERT INTO signing_links (token_hash, id, envelope_id, recipient, return_url, frame_ancestors, created_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                      {token_hash, link.id.text(), link.envelope.text(), link.recipient, link.return_url, ancestors, now.unix_ms()});
}

std::optional<KeptLink> find_link(SqlReader& reader, std::string_view token_hash) {
  std::optional<KeptLink> found;
  reader.query("SELECT id, envelope_id, recipient, return_url, frame_ancestors FROM signing_links WHERE token_hash = $1", {token_hash},
               [&](const SqlRow& row) { found = link_of(row); });
  return found;
}

std::optional<KeptLink> find_link(SqlReader& reader, const LinkId& id) {
  std::optional<KeptLink> found;
  reader.query("SELECT id, envelope_id, recipient, return_url, frame_ancestors FROM signing_links WHERE id = $1", {id.text()},
               [&](const SqlRow& row) { found = link_of(row); });
  return found;
}

}  // namespace switchyard::signing
