// The commands that run and keep an installation: options as parsed, and what each does.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/commands/command.hpp"

namespace switchyard::app {

struct ServeOptions {
  std::vector<std::string> listen;       // HOST:PORT; empty: the settings'.
  std::vector<std::string> listen_tls;
  std::string tls_certificate;
  std::string tls_key;
  std::string public_url;
  std::string clock;                     // RFC 3339: where the Test business clock starts.
  bool is_demo = false;                  // Has the demo's receiver of webhooks.
  std::function<void(const std::string& url)> when_listening = nullptr;  // Called on a thread of its own, with the first URL.
};

int serve(const CommonOptions& common, const ServeOptions& options);
// Workers without HTTP, until SIGTERM.
int work(const CommonOptions& common);
int migrate(const CommonOptions& common);
// Configuration, schema, chains and sheets; prints what is wrong and where.
int check(const CommonOptions& common);
int backup(const CommonOptions& common, const std::string& directory);
int restore(const CommonOptions& common, const std::string& directory);
int rotate_keys(const CommonOptions& common);
int print_config(const CommonOptions& common);
int list_jobs(const CommonOptions& common, const std::string& environment);
int retry_job(const CommonOptions& common, const std::string& environment, const std::string& job_id);
// Demo data into the installation, idempotent; prints what to try.
int demo(const CommonOptions& common, const std::string& public_url);
// The same, then serve; `auto_chain` drives the chain once it listens.
int demo_run(const CommonOptions& common, ServeOptions options, bool auto_chain);
// Drives the chain at a running demo server: `url` empty is the one of this data directory.
int demo_chain(const CommonOptions& common, const std::string& url);
// Writes the look-alike workbooks of the fictitious suppliers into a folder.
int demo_workbooks(const CommonOptions& common, const std::string& directory);

}  // namespace switchyard::app
