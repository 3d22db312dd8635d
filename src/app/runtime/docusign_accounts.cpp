#include "app/runtime/docusign_accounts.hpp"

#include <filesystem>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "app/commands/file_text.hpp"

namespace switchyard::app {
namespace {

constexpr std::size_t kKeyFileSizeMax = 16 * 1024;
constexpr std::size_t kPartnersFileSizeMax = 1024 * 1024;

// What is written of one account, before its files are read.
struct Written {
  std::string name;
  std::string oauth_base_path;
  std::string integration_key;
  std::string user_id;
  std::string account_id;
  std::vector<std::string> private_key_files;
  std::string connect_hmac_keys_file;
  std::string consent_redirect_uri;
  std::vector<std::string> supplier_templates;
};

Written written_in(const Settings& settings, EnvironmentName environment) {
  if (environment == EnvironmentName::test) {
    return {"docusign", settings.docusign_test_oauth_base_path, settings.docusign_test_integration_key, settings.docusign_test_user_id, settings.docusign_test_account_id,
            settings.docusign_test_private_key_files, settings.docusign_test_connect_hmac_keys_file, settings.docusign_test_consent_redirect_uri,
            settings.docusign_test_supplier_templates};
  }
  return {"docusign", settings.docusign_live_oauth_base_path, settings.docusign_live_integration_key, settings.docusign_live_user_id, settings.docusign_live_account_id,
          settings.docusign_live_private_key_files, settings.docusign_live_connect_hmac_keys_file, settings.docusign_live_consent_redirect_uri,
          settings.docusign_live_supplier_templates};
}

std::string trimmed(std::string text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.back())) text.pop_back();
  while (!text.empty() && is_blank(text.front())) text.erase(text.begin());
  return text;
}

std::vector<Secret> lines_of(const std::string& text) {
  std::vector<Secret> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (std::string line = trimmed(text.substr(at, end - at)); !line.empty()) lines.emplace_back(std::move(line));
    at = end + 1;
  }
  return lines;
}

bool is_loopback(std::string_view url) { return url.find("://127.0.0.1") != std::string_view::npos || url.find("://localhost") != std::string_view::npos || url.find("://[::1]") != std::string_view::npos; }

// DocuSign's own pages frame the ceremony: their origin goes with its hosts.
std::string app_origin_of(std::string_view oauth_url) {
  if (oauth_url.ends_with("//account-d.docusign.com")) return "https://apps-d.docusign.com";
  if (oauth_url.ends_with("//account.docusign.com")) return "https://apps.docusign.com";
  return {};
}

Result<adapters::DocusignOptions> options_of(const Written& written, EnvironmentName environment, const std::string& public_url) {
  adapters::DocusignOptions options{.name = written.name, .oauth_url = written.oauth_base_path, .integration_key = trimmed(written.integration_key), .user_id = trimmed(written.user_id),
                                    .account_id = trimmed(written.account_id), .consent_redirect_uri = written.consent_redirect_uri};
  if (options.oauth_url.find("://") == std::string::npos) options.oauth_url = "https://" + options.oauth_url;
  while (options.oauth_url.ends_with('/')) options.oauth_url.pop_back();
  options.app_origin = app_origin_of(options.oauth_url);
  for (const std::string& file : written.private_key_files) {
    auto text = read_file_text(file, kKeyFileSizeMax);
    if (!text) return at_field(std::move(text).error(), fmt::format("{}.private_key_files", written.name));
    options.private_keys.emplace_back(trimmed(*std::move(text)) + "\n");
  }
  if (!written.connect_hmac_keys_file.empty()) {
    auto text = read_file_text(written.connect_hmac_keys_file, kKeyFileSizeMax);
    if (!text) return at_field(std::move(text).error(), fmt::format("{}.connect_hmac_keys_file", written.name));
    options.connect_keys = lines_of(*text);
    if (public_url.starts_with("https://") && !is_loopback(public_url)) options.connect_url = fmt::format("{}/signing/connect/{}", public_url, text_of(environment));
  }
  for (const std::string& each : written.supplier_templates) {
    const auto equals = each.find('=');
    if (equals == std::string::npos) return invalid_field(fmt::format("{}.supplier_templates", written.name), "setting_invalid", fmt::format("'{}' is not SUPPLIER=TEMPLATE_ID", each));
    options.supplier_templates.emplace(each.substr(0, equals), each.substr(equals + 1));
  }
  auto checked = adapters::check_options(options);
  if (!checked) return std::move(checked).error();
  return options;
}

std::string text_in(const toml::table& table, std::string_view key, const std::string& otherwise) { return table[key].value<std::string>().value_or(otherwise); }

std::vector<std::string> texts_in(const toml::table& table, std::string_view key, const std::vector<std::string>& otherwise) {
  const toml::array* items = table[key].as_array();
  if (items == nullptr) return otherwise;
  std::vector<std::string> texts;
  for (const toml::node& each : *items) texts.push_back(each.value<std::string>().value_or(""));
  return texts;
}

// [live.prt_…] with the keys of [docusign] without their prefix; what is not said is the environment's.
Result<std::vector<Written>> written_of_partners(const std::string& file, EnvironmentName environment, const Written& base) {
  std::vector<Written> partners;
  if (!std::filesystem::exists(file)) return partners;
  auto text = read_file_text(file, kPartnersFileSizeMax);
  if (!text) return std::move(text).error();
  toml::table parsed;
  try {
    parsed = toml::parse(*text, file);
  } catch (const toml::parse_error& error) {
    return invalid_field(file, "setting_invalid", fmt::format("line {}: {}", error.source().begin.line, error.description()));
  }
  const toml::table* tables = parsed[text_of(environment)].as_table();
  if (tables == nullptr) return partners;
  for (const auto& [partner, node] : *tables) {
    const toml::table* table = node.as_table();
    if (table == nullptr || !partner.str().starts_with("prt_")) return invalid_field(file, "setting_invalid", fmt::format("{}.{} is no table of a partner", text_of(environment), partner.str()));
    partners.push_back({.name = fmt::format("docusign/{}", partner.str()),
                        .oauth_base_path = text_in(*table, "oauth_base_path", base.oauth_base_path),
                        .integration_key = text_in(*table, "integration_key", base.integration_key),
                        .user_id = text_in(*table, "user_id", base.user_id),
                        .account_id = text_in(*table, "account_id", base.account_id),
                        .private_key_files = texts_in(*table, "private_key_files", base.private_key_files),
                        .connect_hmac_keys_file = text_in(*table, "connect_hmac_keys_file", base.connect_hmac_keys_file),
                        .consent_redirect_uri = text_in(*table, "consent_redirect_uri", base.consent_redirect_uri),
                        .supplier_templates = texts_in(*table, "supplier_templates", base.supplier_templates)});
  }
  return partners;
}

}  // namespace

Result<std::vector<adapters::DocusignOptions>> docusign_accounts(const Installation& installation, EnvironmentName environment, const std::string& public_url) {
  const Written base = written_in(installation.settings(), environment);
  auto written = written_of_partners(installation.data_directory() + "/docusign-partners.toml", environment, base);
  if (!written) return std::move(written).error();
  if (!base.integration_key.empty()) written->insert(written->begin(), base);
  std::vector<adapters::DocusignOptions> accounts;
  for (const Written& each : *written) {
    auto options = options_of(each, environment, public_url);
    if (!options) return std::move(options).error();
    accounts.push_back(*std::move(options));
  }
  return accounts;
}

}  // namespace switchyard::app
