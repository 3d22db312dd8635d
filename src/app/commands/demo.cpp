// `demo`: what a first visitor needs: prices of fictitious suppliers, a partner and an operator with keys, and lines to paste.
#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "app/commands/file_text.hpp"
#include "app/commands/operations.hpp"
#include "adapters/system/system_random.hpp"
#include "app/demo/demo_chain.hpp"
#include "app/demo/demo_credentials.hpp"
#include "app/demo/look_alike.hpp"
#include "app/demo/price_model.hpp"
#include "app/demo/sandbox_book.hpp"
#include "app/installation.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/listening_file.hpp"
#include "http/json_writer.hpp"

namespace switchyard::app {
namespace {

constexpr std::string_view kDefaultUrl = "http://127.0.0.1:8080";

void print_credentials(const std::string& title, const DemoCredentials& credentials) {
  fmt::print("  {:<10} client id {}   API key {}\n", title, credentials.client_id, credentials.api_key.reveal());
  fmt::print("  {:<10} private key {}\n", "", credentials.private_key_file);
}

void print_what_to_try(const std::string& url, const CommonOptions& common, const DemoCredentials& partner) {
  const std::string data = common.data == "./data" ? "" : fmt::format(" --data {}", common.data);
  fmt::print("\nTry it in another shell:\n\n");
  fmt::print("  API_KEY={}\n", partner.api_key.reveal());
  fmt::print("  TOKEN=$(build/release/switchyard token --url {} --client-id {} --api-key $API_KEY --key {})\n", url, partner.client_id, partner.private_key_file);
  fmt::print("  curl -s -H \"X-API-Key: $API_KEY\" -H \"Authorization: Bearer $TOKEN\" \\\n");
  fmt::print("    '{}/v1/prices?commodity=electric&zip=60614&annualUsage=60000&rateClass=Small%20Load&termMonths=24&margin=0.005&limit=3'\n\n", url);
  fmt::print("  build/release/switchyard prices search --environment test --commodity electric --utility comed --annual-usage 60000{}\n\n", data);
  fmt::print("  build/release/switchyard demo chain{}    # the whole way: a quote, a contract, signed, rejected, fixed, active\n", data);
  fmt::print("  {}/demo/webhooks    each webhook as it comes\n\n", url);
  fmt::print("Then docs/first-hour.md (without our tools) and docs/sandbox.md (all that the sandbox keeps), also under {}/docs.\n\n", url);
}

void write_credentials(http::JsonWriter& json, std::string_view name, const DemoCredentials& credentials) {
  json.key(name).begin_object().member("clientId", credentials.client_id).member("apiKey", credentials.api_key.reveal());
  json.member("privateKeyFile", credentials.private_key_file).end_object();
}

// The demo's data, whatever of it is missing.
Result<void> make_demo(const CommonOptions& common, const std::string& url) {
  auto installation = Installation::open(common);
  if (!installation) return std::move(installation).error();
  auto access = AccessPlane::open(**installation);
  if (!access) return std::move(access).error();
  auto test = Environment::open(**installation, EnvironmentName::test);
  if (!test) return std::move(test).error();
  auto reports = renew_sandbox_book(**installation, **test);
  if (!reports) return std::move(reports).error();
  std::size_t rates = 0;
  for (const pricing::ImportReport& report : *reports) {
    rates += report.rates;
    if (!pricing::ended_well(report)) {
      return Error{.kind = ErrorKind::conflict, .code = "demo_sheet_refused", .message = fmt::format("{} ended as {}", report.file, report.status)};
    }
  }
  auto partner = provide_demo_credentials(**installation, **access, {.name = "Demo Agency", .file_stem = "partner", .is_operator = false});
  if (!partner) return std::move(partner).error();
  auto operator_ = provide_demo_credentials(**installation, **access, {.name = "Demo Pricing Desk", .file_stem = "operator", .is_operator = true});
  if (!operator_) return std::move(operator_).error();
  if (common.json) {
    http::JsonWriter json;
    json.begin_object().member("url", url).member("sheets", reports->size()).member("rates", rates);
    write_credentials(json, "partner", *partner);
    write_credentials(json, "operator", *operator_);
    json.end_object();
    fmt::print("{}\n", std::move(json).text());
    return {};
  }
  fmt::print("Switchyard demo, environment test: {} sheets of fictitious suppliers, {} rates\n\n", reports->size(), rates);
  fmt::print("  {:<10} {}\n", "server", url);
  print_credentials("partner", *partner);
  print_credentials("operator", *operator_);
  print_what_to_try(url, common, *partner);
  return {};
}

}  // namespace

int demo(const CommonOptions& common, const std::string& public_url) {
  auto made = make_demo(common, public_url.empty() ? std::string(kDefaultUrl) : public_url);
  return made ? kDone : refuse(common, made.error());
}

int demo_run(const CommonOptions& common, ServeOptions options, bool auto_chain) {
  std::string url = options.public_url;
  if (url.empty()) url = options.listen.empty() ? std::string(kDefaultUrl) : "http://" + options.listen.front();
  const int made = demo(common, url);
  if (made != kDone) return made;
  options.is_demo = true;
  if (auto_chain) options.when_listening = [&common](const std::string& listening) { static_cast<void>(demo_chain(common, listening)); };
  return serve(common, options);
}

int demo_chain(const CommonOptions& common, const std::string& url) {
  const std::string base = url.empty() ? read_listening_file(common.data).issuer_url() : url;
  if (base.empty()) return refuse(common, {ErrorKind::unavailable, "not_a_switchyard", "no server runs on this data directory: `switchyard demo run` starts one"});
  auto partner = read_demo_credentials(common.data, "partner");
  if (!partner) return refuse(common, partner.error());
  adapters::SystemRandom random;
  const auto say = [](const std::string& line) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
  };
  auto driven = run_demo_chain({.url = base, .data_directory = common.data, .partner = *std::move(partner)}, random, say);
  return driven ? kDone : refuse(common, driven.error());
}

int demo_workbooks(const CommonOptions& common, const std::string& directory) {
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  if (failed) return refuse(common, invalid_field("DIR", "folder_unusable", fmt::format("{}: {}", directory, failed.message())));
  const adapters::SystemClock clock;
  const Date today = utc_day_of(clock.now());
  for (const LookAlikeFile& file : look_alike_files(today)) {
    const std::string path = fmt::format("{}/{}", directory, file.file_name);
    auto written = write_file_text(path, file.bytes);
    if (!written) return refuse(common, written.error());
    fmt::print("{}\n", path);
  }
  return kDone;
}

}  // namespace switchyard::app
