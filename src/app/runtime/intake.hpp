// How suppliers' files get in, beside the shell: uploads, and the folders and the mailbox that the settings name.
#pragma once

#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "app/installation.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/layout_shelf.hpp"
#include "pricing/intake/folder_channel.hpp"
#include "pricing/intake/mailbox_channel.hpp"
#include "pricing/intake/rest_intake.hpp"

namespace switchyard::app {

class Intake {
 public:
  // Refused with the setting's name. Both environments must outlive it.
  static Result<std::unique_ptr<Intake>> open(Installation& installation, Environment& test, Environment& live);
  ~Intake();
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  // Watches the channels on a thread of its own, and tells of suppliers that are late.
  void start();
  // Waits for the import that runs.
  void stop();

  [[nodiscard]] pricing::IntakeDesk desk(EnvironmentName name);

 private:
  Intake(Installation& installation, Environment& test, Environment& live, std::unique_ptr<LayoutShelf> layouts);
  Result<void> open_channels();
  [[nodiscard]] Environment& environment(EnvironmentName name) { return name == EnvironmentName::test ? test_ : live_; }
  // Imports into the environment of the settings.
  [[nodiscard]] Result<std::vector<pricing::ImportReport>> take_in(pricing::IncomingPiece piece);
  void refuse(const pricing::IncomingPiece& piece, const std::string& reason);
  void run(const std::stop_token& stop);
  void look();
  void note_late();

  Installation& installation_;
  Environment& test_;
  Environment& live_;
  std::unique_ptr<LayoutShelf> layouts_;
  EnvironmentName channel_environment_ = EnvironmentName::live;
  std::vector<std::unique_ptr<pricing::FolderChannel>> folders_;
  std::unique_ptr<pricing::MailboxChannel> mailbox_;
  Instant next_late_look_ = {};
  std::jthread thread_;
};

}  // namespace switchyard::app
