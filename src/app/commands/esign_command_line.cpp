#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands/command.hpp"
#include "app/commands/esign.hpp"

namespace switchyard::app {
namespace {

CLI::App* add_group(CLI::App& esign, const char* name, const char* what) {
  CLI::App* group = esign.add_subcommand(name, what);
  group->require_subcommand(1);
  return group;
}

void add_accounts(CLI::App& esign, Chosen& chosen) {
  CLI::App* group = add_group(esign, "account", "Accounts: who owns envelopes");
  auto options = std::make_shared<EsignAccountOptions>();
  CLI::App* create = group->add_subcommand("create", "Make one with its first user");
  add_common_options(*create, chosen.common);
  create->add_option("--name", options->name, "Name as signers read it")->required();
  create->add_option("--environment", options->environment, "test or live")->check(CLI::IsMember({"test", "live"}))->capture_default_str();
  create->add_option("--user-name", options->user_name, "Its user, the sender of envelopes; default: the account's name");
  create->add_option("--user-email", options->user_email, "Where the sender hears of his envelopes")->type_name("ADDRESS");
  create->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return create_esign_account(common, *options); }; });
  CLI::App* list = group->add_subcommand("list", "All, of both environments");
  add_common_options(*list, chosen.common);
  list->callback([&chosen] { chosen.run = list_esign_accounts; });
}

// A sub-command that takes an account and nothing else.
void add_of_account(CLI::App& group, Chosen& chosen, const char* name, const char* what, int (*run)(const CommonOptions&, const std::string&)) {
  auto account = std::make_shared<std::string>();
  CLI::App* command = group.add_subcommand(name, what);
  add_common_options(*command, chosen.common);
  command->add_option("--account", *account, "Its accountId")->required()->type_name("GUID");
  command->callback([account, run, &chosen] { chosen.run = [account, run](const CommonOptions& common) { return run(common, *account); }; });
}

void add_clients(CLI::App& esign, Chosen& chosen) {
  CLI::App* group = add_group(esign, "client", "Programs that may act for an account (integration keys)");
  auto options = std::make_shared<EsignClientOptions>();
  CLI::App* create = group->add_subcommand("create", "Make one with a first public key");
  add_common_options(*create, chosen.common);
  create->add_option("--account", options->account, "Its accountId")->required()->type_name("GUID");
  create->add_option("--public-key", options->public_key, "File with an RSA public key, PEM")->required()->type_name("FILE");
  create->add_option("--name", options->name, "Name as the consent page shows it");
  create->add_option("--user", options->user, "For whom it acts; default: the account's first user")->type_name("GUID");
  create->add_option("--redirect-uri", options->redirect_uris, "Where the consent page may lead back to, repeatable")->type_name("URL");
  create->add_flag("--consent", options->consent, "Its user consents to signature and impersonation at once");
  create->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return create_esign_client(common, *options); }; });
  add_of_account(*group, chosen, "list", "Of an account", list_esign_clients);
  auto key = std::make_shared<std::string>();
  CLI::App* revoke = group->add_subcommand("revoke", "None of its tokens is good from now on");
  add_common_options(*revoke, chosen.common);
  revoke->add_option("INTEGRATION_KEY", *key, "As `client create` printed it")->required();
  revoke->callback([key, &chosen] { chosen.run = [key](const CommonOptions& common) { return revoke_esign_client(common, *key); }; });
}

void add_connect_keys(CLI::App& esign, Chosen& chosen) {
  CLI::App* group = add_group(esign, "connect-key", "HMAC keys that sign an account's webhooks");
  add_of_account(*group, chosen, "create", "Make one; its secret is shown once", create_connect_key);
  add_of_account(*group, chosen, "list", "Of an account, without secrets", list_connect_keys);
  auto account = std::make_shared<std::string>();
  auto key = std::make_shared<std::string>();
  CLI::App* revoke = group->add_subcommand("revoke", "No message is signed with it from now on");
  add_common_options(*revoke, chosen.common);
  revoke->add_option("--account", *account, "Its accountId")->required()->type_name("GUID");
  revoke->add_option("KEY_ID", *key, "As `connect-key create` printed it")->required();
  revoke->callback([account, key, &chosen] { chosen.run = [account, key](const CommonOptions& common) { return revoke_connect_key(common, *account, *key); }; });
}

}  // namespace

void add_esign_commands(CLI::App& root, Chosen& chosen) {
  CLI::App* esign = root.add_subcommand("esign", "The built-in signing service that speaks DocuSign's language");
  esign->require_subcommand(1);
  add_accounts(*esign, chosen);
  add_clients(*esign, chosen);
  add_connect_keys(*esign, chosen);
}

}  // namespace switchyard::app
