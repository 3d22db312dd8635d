#include "adapters/sqlite/notifications.hpp"

#include <chrono>

namespace switchyard::adapters {
namespace {

constexpr std::string_view kLastNumber = "SELECT coalesce(max(number), 0) FROM database_notifications";
constexpr std::string_view kNewer = "SELECT number, channel, payload FROM database_notifications WHERE number > $1 ORDER BY number";
constexpr std::string_view kVersion = "PRAGMA data_version";

std::int64_t number_of(SqliteConnection& connection, std::string_view sql) {
  std::int64_t number = 0;
  connection.query(sql, {}, [&](const SqlRow& row) { number = row.integer(0); });
  return number;
}

}  // namespace

SqliteNotifications::SqliteNotifications(const SqliteOptions& options)
    : listeners_(options.log), log_(options.log), poll_interval_(options.poll_interval), connection_(options, SqliteConnection::Use::read) {
  last_heard_ = number_of(connection_, kLastNumber);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

SqliteNotifications::~SqliteNotifications() {
  thread_.request_stop();
  wake_.notify_all();
}

void SqliteNotifications::committed() {
  {
    const std::lock_guard lock(mutex_);
    committed_ = true;
  }
  wake_.notify_one();
}

void SqliteNotifications::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, stop, std::chrono::milliseconds(poll_interval_.ms), [&] { return committed_; });
      committed_ = false;
    }
    if (stop.stop_requested()) return;
    try {
      hear_new();
    } catch (const DatabaseError& failure) {
      if (log_ != nullptr) log_->error("notifications cannot be read", {{"cause", std::string_view(failure.what())}});
    }
  }
}

void SqliteNotifications::hear_new() {
  // Every commit of another connection changes the version, so a quiet file costs one pragma a poll.
  const std::int64_t version = number_of(connection_, kVersion);
  if (version == version_seen_) return;
  struct Notification {
    std::int64_t number;
    std::string channel, payload;
  };
  std::vector<Notification> news;
  connection_.query(kNewer, std::vector<SqlValue>{last_heard_},
                    [&](const SqlRow& row) { news.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2))}); });
  version_seen_ = version;
  if (!news.empty() && news.front().number > last_heard_ + 1) listeners_.missed();
  for (const Notification& notification : news) {
    last_heard_ = notification.number;
    listeners_.hear(notification.channel, notification.payload);
  }
}

}  // namespace switchyard::adapters
