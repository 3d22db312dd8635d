#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands/webhooks.hpp"

namespace switchyard::app {

void add_webhook_commands(CLI::App& root, Chosen& chosen) {
  CLI::App* group = root.add_subcommand("webhooks", "Events at your own machine");
  group->require_subcommand(1);
  auto options = std::make_shared<ListenOptions>();
  CLI::App* listen = group->add_subcommand("listen", "Post each event from now on to a URL, signed, until stopped");
  listen->add_option("--forward-to", options->forward_to, "Where each event is posted")->required()->type_name("URL");
  listen->add_option("--url", options->who.url, "The server")->required()->type_name("URL");
  listen->add_option("--client-id", options->who.client_id, "As `partner create` printed it")->required();
  listen->add_option("--api-key", options->who.api_key, "As `partner create` printed it")->required();
  listen->add_option("--key", options->who.key, "File with the private key, PEM or JWK")->required()->type_name("FILE");
  listen->add_option("--kid", options->who.key_id, "Key id; wanted where the application has several keys");
  listen->add_option("--alg", options->who.algorithm, "Default: by key type")->check(CLI::IsMember({"RS256", "PS256", "ES256", "EdDSA"}));
  listen->add_option("--type", options->types, "contract.signed or quote.*, repeatable; default: all");
  listen->add_option("--secret", options->secret, "whsec_… of the signatures; default: one is made and printed")->type_name("SECRET");
  listen->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return listen_for_webhooks(common, *options); }; });
}

}  // namespace switchyard::app
