#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands/command.hpp"
#include "app/commands/partners.hpp"

namespace switchyard::app {
namespace {

void add_create(CLI::App& root, Chosen& chosen, const char* who, bool is_operator) {
  CLI::App* group = root.add_subcommand(who, is_operator ? "Operators: applications that may see and steer everything" : "Partners and their applications");
  group->require_subcommand(1);
  auto options = std::make_shared<CreateApplicationOptions>();
  options->is_operator = is_operator;
  CLI::App* create = group->add_subcommand("create", "Make one with a first API key and public key; the API key is shown once");
  add_common_options(*create, chosen.common);
  create->add_option("--name", options->name, "Name as people know it")->required();
  create->add_option("--environment", options->environment, "test or live")->required()->check(CLI::IsMember({"test", "live"}));
  create->add_option("--public-key", options->public_key, "File with the public key, JWK or PEM")->required()->type_name("FILE");
  create->add_option("--alg", options->algorithm, "Algorithm; default: the JWK's, else RS256, ES256 or EdDSA by key type")
      ->check(CLI::IsMember({"RS256", "PS256", "ES256", "EdDSA"}));
  create->add_option("--scope", options->scopes, "Repeatable; default: all of its kind but pii:read")->type_name("SCOPE");
  create->add_option("--origin", options->origins, "Web origin that may use it, repeatable")->type_name("URL");
  create->add_option("--rate-limit", options->rate_limit, "N/s, or none")->type_name("N/s");
  create->callback([options, &chosen] {
    chosen.run = [options](const CommonOptions& common) { return create_application(common, *options); };
  });
}

}  // namespace

void add_partner_commands(CLI::App& root, Chosen& chosen) {
  add_create(root, chosen, "partner", false);
  add_create(root, chosen, "operator", true);
  auto options = std::make_shared<TokenOptions>();
  CLI::App* command = root.add_subcommand("token", "Sign an assertion and print the access token it buys");
  add_common_options(*command, chosen.common);
  command->add_option("--url", options->url, "The server")->required()->type_name("URL");
  command->add_option("--client-id", options->client_id, "As `partner create` printed it")->required();
  command->add_option("--api-key", options->api_key, "As `partner create` printed it")->required();
  command->add_option("--key", options->key, "File with the private key, PEM or JWK")->required()->type_name("FILE");
  command->add_option("--kid", options->key_id, "Key id; wanted where the application has several keys");
  command->add_option("--alg", options->algorithm, "Default: by key type")->check(CLI::IsMember({"RS256", "PS256", "ES256", "EdDSA"}));
  command->add_option("--scope", options->scope, "Fewer scopes than the application has, space-separated");
  command->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return token(common, *options); }; });
}

}  // namespace switchyard::app
