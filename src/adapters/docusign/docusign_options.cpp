#include "adapters/docusign/docusign_options.hpp"

#include <fmt/format.h>

namespace switchyard::adapters {
namespace {

bool is_taken(std::string_view url) {
  if (url.starts_with("https://")) return url.size() > 8;
  if (!url.starts_with("http://")) return false;
  std::string_view host = url.substr(7);
  host = host.substr(0, host.find('/'));
  if (host.starts_with("[")) return host.starts_with("[::1]");
  host = host.substr(0, host.find(':'));
  return host == "127.0.0.1" || host == "localhost";
}

Error wrong(std::string_view setting, std::string_view detail) {
  return invalid_field(fmt::format("signing.docusign.{}", setting), "setting_invalid", std::string(detail));
}

}  // namespace

Result<void> check_options(const DocusignOptions& options) {
  if (!is_taken(options.oauth_url)) return wrong("oauth_base_path", "must be a host like account.docusign.com over https; plain http is for loopback alone");
  if (!options.base_uri.empty() && !is_taken(options.base_uri)) return wrong("base_uri", "must be https; plain http is for loopback alone");
  if (!options.connect_url.empty() && !is_taken(options.connect_url)) return wrong("connect_url", "must be https; plain http is for loopback alone");
  if (options.integration_key.empty()) return wrong("integration_key", "must be the integration key (a GUID)");
  if (options.user_id.empty()) return wrong("user_id", "must be the API user's GUID");
  if (options.private_keys.empty()) return wrong("private_key_files", "must name at least one private key");
  return {};
}

std::string audience_of(const DocusignOptions& options) { return options.oauth_url.substr(options.oauth_url.find("://") + 3); }

}  // namespace switchyard::adapters
