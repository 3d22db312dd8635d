#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands/command.hpp"
#include "app/commands/operations.hpp"

namespace switchyard::app {
namespace {

void add_serve_options(CLI::App& command, ServeOptions& options) {
  command.add_option("--listen", options.listen, "HOST:PORT for plain HTTP; port 0 picks a free one")->type_name("HOST:PORT");
  command.add_option("--listen-tls", options.listen_tls, "HOST:PORT for TLS")->type_name("HOST:PORT");
  command.add_option("--tls-cert", options.tls_certificate, "PEM file; a self-made one in the data directory when absent")->type_name("FILE");
  command.add_option("--tls-key", options.tls_key, "PEM file of the certificate's key")->type_name("FILE");
  command.add_option("--public-url", options.public_url, "Issuer of tokens and base of every link")->type_name("URL");
  command.add_option("--clock", options.clock, "Where the Test business clock starts (RFC 3339)")->type_name("INSTANT");
}

void add_serve(CLI::App& root, Chosen& chosen) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = root.add_subcommand("serve", "HTTP and workers, until SIGTERM");
  add_common_options(*command, chosen.common);
  add_serve_options(*command, *options);
  command->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return serve(common, *options); }; });
}

void add_demo_chain(CLI::App& demo, Chosen& chosen) {
  CLI::App* chain = demo.add_subcommand("chain", "Drive the chain at a running demo, from a workbook to energy that flows, and tell each step");
  add_common_options(*chain, chosen.common);
  auto url = std::make_shared<std::string>();
  chain->add_option("--url", *url, "The server (default: the one of the data directory)")->type_name("URL");
  chain->callback([url, &chosen] { chosen.run = [url](const CommonOptions& common) { return demo_chain(common, *url); }; });
}

void add_demo(CLI::App& root, Chosen& chosen) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = root.add_subcommand("demo", "Demo data: fictitious suppliers' workbooks, a demo partner");
  command->require_subcommand(0, 1);
  add_common_options(*command, chosen.common);
  command->add_option("--public-url", options->public_url, "URL of the server that the printed commands ask")->type_name("URL");
  command->callback([options, &chosen] {
    if (!chosen.run) chosen.run = [options](const CommonOptions& common) { return demo(common, options->public_url); };
  });

  CLI::App* run = command->add_subcommand("run", "Demo data, then serve");
  add_common_options(*run, chosen.common);
  auto run_options = std::make_shared<ServeOptions>();
  add_serve_options(*run, *run_options);
  auto auto_chain = std::make_shared<bool>(false);
  run->add_flag("--auto", *auto_chain, "Drive the chain once it listens: quote, contract, signature, rejection, fix, energy");
  run->callback([run_options, auto_chain, &chosen] {
    chosen.run = [run_options, auto_chain](const CommonOptions& common) { return demo_run(common, *run_options, *auto_chain); };
  });
  add_demo_chain(*command, chosen);

  CLI::App* workbooks = command->add_subcommand("workbooks", "Write the fictitious suppliers' workbooks of today into a folder");
  add_common_options(*workbooks, chosen.common);
  auto directory = std::make_shared<std::string>();
  workbooks->add_option("DIR", *directory, "Folder; made when absent")->required();
  workbooks->callback([directory, &chosen] {
    chosen.run = [directory](const CommonOptions& common) { return demo_workbooks(common, *directory); };
  });
}

void add_simple(CLI::App& root, Chosen& chosen, const char* name, const char* what, int (*run)(const CommonOptions&)) {
  CLI::App* command = root.add_subcommand(name, what);
  add_common_options(*command, chosen.common);
  command->callback([run, &chosen] { chosen.run = run; });
}

void add_backup(CLI::App& root, Chosen& chosen, const char* name, const char* what, int (*run)(const CommonOptions&, const std::string&)) {
  auto directory = std::make_shared<std::string>();
  CLI::App* command = root.add_subcommand(name, what);
  add_common_options(*command, chosen.common);
  command->add_option("DIR", *directory, "Folder of the backup")->required();
  command->callback([run, directory, &chosen] { chosen.run = [run, directory](const CommonOptions& common) { return run(common, *directory); }; });
}

void add_jobs(CLI::App& root, Chosen& chosen) {
  CLI::App* jobs = root.add_subcommand("jobs", "Background jobs that need a person");
  jobs->require_subcommand(1);
  auto environment = std::make_shared<std::string>("live");
  auto job_id = std::make_shared<std::string>();
  CLI::App* list = jobs->add_subcommand("list", "Dead jobs, with what failed");
  CLI::App* retry = jobs->add_subcommand("retry", "Run a dead job again");
  for (CLI::App* command : {list, retry}) {
    add_common_options(*command, chosen.common);
    command->add_option("--environment", *environment, "test, live or control")->check(CLI::IsMember({"test", "live", "control"}));
  }
  retry->add_option("JOB_ID", *job_id, "As listed")->required();
  list->callback([environment, &chosen] { chosen.run = [environment](const CommonOptions& common) { return list_jobs(common, *environment); }; });
  retry->callback([environment, job_id, &chosen] {
    chosen.run = [environment, job_id](const CommonOptions& common) { return retry_job(common, *environment, *job_id); };
  });
}

}  // namespace

void add_common_options(CLI::App& command, CommonOptions& common) {
  command.add_option("--data", common.data, "Data directory (default ./data)")->type_name("DIR");
  command.add_option("--database", common.database, "sqlite:DIR or postgresql://…")->type_name("URL");
  command.add_option("--config", common.config, "Settings file (TOML); `switchyard config` prints one")->type_name("FILE");
  command.add_option("--layouts", common.layouts, "Folder of layouts that add to the built-in ones or replace them")->type_name("DIR");
  command.add_flag("--json", common.json, "Answer in JSON");
}

void add_operations_commands(CLI::App& root, Chosen& chosen) {
  add_serve(root, chosen);
  add_simple(root, chosen, "work", "Workers alone: more nodes on PostgreSQL", work);
  add_simple(root, chosen, "migrate", "Bring the schemas up to date (PostgreSQL: make them and their roles)", migrate);
  add_simple(root, chosen, "check", "Check configuration and data, and say what is wrong", check);
  add_backup(root, chosen, "backup", "Copy everything into a folder, beside a running server", backup);
  add_backup(root, chosen, "restore", "Bring a backup back into an empty data directory or database", restore);
  CLI::App* keys = root.add_subcommand("keys", "Sealing and signing keys");
  keys->require_subcommand(1);
  add_simple(*keys, chosen, "rotate", "A new sealing key and a new token signing key; old tokens stay good until they end", rotate_keys);
  add_simple(root, chosen, "config", "Print every setting with its default and meaning", print_config);
  add_jobs(root, chosen);
  add_demo(root, chosen);
}

}  // namespace switchyard::app
