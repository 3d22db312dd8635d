#include "app/runtime/intake.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>

#include <fmt/format.h>

#include "adapters/system/thread_priority.hpp"
#include "app/runtime/new_suppliers.hpp"
#include "pricing/intake/freshness.hpp"

namespace switchyard::app {
namespace {

constexpr Duration kLookInterval = Duration::seconds(1);
constexpr Duration kLateInterval = Duration::minutes(1);

}  // namespace

Intake::Intake(Installation& installation, Environment& test, Environment& live, std::unique_ptr<LayoutShelf> layouts)
    : installation_(installation), test_(test), live_(live), layouts_(std::move(layouts)) {}

Intake::~Intake() { stop(); }

Result<std::unique_ptr<Intake>> Intake::open(Installation& installation, Environment& test, Environment& live) {
  auto layouts = LayoutShelf::open(installation.layouts_directory(), installation.log());
  if (!layouts) return std::move(layouts).error();
  std::unique_ptr<Intake> intake(new Intake(installation, test, live, std::move(*layouts)));
  if (auto opened = intake->open_channels(); !opened) return std::move(opened).error();
  return intake;
}

Result<void> Intake::open_channels() {
  const Settings& settings = installation_.settings();
  if (settings.intake_environment != "live" && settings.intake_environment != "test") {
    return invalid_field("intake.environment", "setting_invalid", "must be live or test");
  }
  if (settings.intake_environment == "test") channel_environment_ = EnvironmentName::test;
  const auto take = [this](pricing::IncomingPiece piece) { return take_in(std::move(piece)); };
  const auto refuse_it = [this](const pricing::IncomingPiece& piece, const std::string& reason) { refuse(piece, reason); };
  const auto add = [&](const std::string& folder, pricing::Channel channel) {
    if (folder.empty()) return;
    folders_.push_back(std::make_unique<pricing::FolderChannel>(
        pricing::FolderRule{.folder = folder, .channel = channel, .settles_in = Duration::seconds(settings.settle_seconds)}, take, refuse_it, installation_.log()));
  };
  add(settings.intake_folder, pricing::Channel::folder);
  add(settings.intake_drop, pricing::Channel::drop);
  if (settings.intake_mailbox.empty()) return {};
  auto senders = pricing::parse_mail_senders(settings.mail_senders);
  if (!senders) return at_field(std::move(senders).error(), "intake.mail_senders");
  mailbox_ = std::make_unique<pricing::MailboxChannel>(settings.intake_mailbox, std::move(*senders), pricing::mail_head_of, take, refuse_it, installation_.log());
  return {};
}

pricing::IntakeDesk Intake::desk(EnvironmentName name) {
  Environment& at = environment(name);
  auto layouts = layouts_->current();
  const auto added = introduce_suppliers(at.database(), at.market(), at.clock(), *layouts);
  if (!added) installation_.log().error("a layout's new supplier was not taken up", {{"error", std::string_view(added.error().message)}});
  return {.layouts = layouts,
          .imports = {.database = at.database(),
                      .layouts = *layouts,
                      .digest = at.digest(),
                      .clock = at.clock(),
                      .random = installation_.random(),
                      .environment = name,
                      .audit = &at.audit(),
                      .tools = installation_.workbook_tools()},
          .market = at.market().current(),
          .security_clock = SecurityClock{installation_.clock()}};
}

Result<std::vector<pricing::ImportReport>> Intake::take_in(pricing::IncomingPiece piece) {
  const pricing::IntakeDesk at = desk(channel_environment_);
  Counter& taken = installation_.metrics().counter("switchyard_arrivals_total", "Files that came from suppliers, by channel.", {{"channel", pricing::text_of(piece.channel)}});
  taken.add();
  return pricing::take_in(at.imports, *at.market, std::move(piece));
}

void Intake::refuse(const pricing::IncomingPiece& piece, const std::string& reason) { pricing::refuse_arrival(desk(channel_environment_).imports, piece, reason); }

void Intake::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) {
    adapters::give_way_to_requests();
    run(stop);
  });
}

void Intake::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void Intake::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  while (!stop.stop_requested()) {
    try {
      look();
      note_late();
    } catch (const std::exception& failure) {
      installation_.log().error("what comes from suppliers could not be taken in", {{"error", std::string_view(failure.what())}});
    }
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, std::chrono::milliseconds(kLookInterval.ms), [] { return false; });
  }
}

void Intake::look() {
  const Instant now = installation_.clock().now();
  for (auto& folder : folders_) folder->look(now);
  if (mailbox_ != nullptr) mailbox_->look();
}

void Intake::note_late() {
  const Instant now = installation_.clock().now();
  if (now < next_late_look_) return;
  next_late_look_ = now + kLateInterval;
  outbox::Outbox outbox(SecurityClock{installation_.clock()}, installation_.random());
  for (Environment* at : {&test_, &live_}) {
    const auto market = at->market().current();
    for (const std::string& supplier : pricing::note_late_suppliers(at->database(), *market, outbox, at->clock().now())) {
      installation_.log().warning("a supplier's sheet is late", {{"environment", text_of(at->name())}, {"supplier", std::string_view(supplier)}});
    }
    for (const auto& [supplier, freshness] : pricing::read_freshness(at->database(), *market, at->clock().now())) {
      installation_.metrics()
          .gauge("switchyard_supplier_late", "1 where a supplier's sheet is overdue.", {{"environment", text_of(at->name())}, {"supplier", supplier}})
          .set(freshness.state == pricing::SheetState::late ? 1 : 0);
    }
  }
}

}  // namespace switchyard::app
