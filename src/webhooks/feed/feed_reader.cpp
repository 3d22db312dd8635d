#include "webhooks/feed/feed_reader.hpp"

#include <algorithm>

namespace switchyard::webhooks {
namespace {
constexpr int kReadAtOnce = 500;
constexpr int kReadsMax = 20;
}  // namespace

bool takes_type(const std::vector<std::string>& types, std::string_view type) {
  if (types.empty()) return true;
  return std::ranges::any_of(types, [&](std::string_view asked) {
    if (asked.ends_with(".*")) return type.starts_with(asked.substr(0, asked.size() - 1));
    return asked == type;
  });
}

FeedPage read_page(SqlReader& reader, const FeedFilter& filter, std::int64_t after, int limit) {
  FeedPage page{.events = {}, .next = after};
  const auto wanted = static_cast<std::size_t>(limit);
  for (int reads = 0; reads < kReadsMax && page.events.size() < wanted; ++reads) {
    const int at_once = filter.types.empty() ? limit - static_cast<int>(page.events.size()) : kReadAtOnce;
    const auto events = outbox::read_feed(reader, {.audience = filter.partner, .after = page.next, .subject = filter.subject, .limit = at_once});
    for (const outbox::Event& event : events) {
      if (page.events.size() == wanted) break;
      page.next = event.number;
      if (takes_type(filter.types, event.type)) page.events.push_back(event);
    }
    if (events.size() < static_cast<std::size_t>(at_once)) break;
  }
  return page;
}

}  // namespace switchyard::webhooks
