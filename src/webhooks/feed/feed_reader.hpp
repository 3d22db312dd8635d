// Pages of one partner's feed, filtered by type and subject.
#pragma once

#include <string>
#include <vector>

#include "outbox/event_feed.hpp"

namespace switchyard::webhooks {

struct FeedFilter {
  std::string partner;
  std::vector<std::string> types = {};  // "contract.signed" or a family, "contract.*"; empty: all.
  std::string subject = {};             // Empty: all.
};

[[nodiscard]] bool takes_type(const std::vector<std::string>& types, std::string_view type);

struct FeedPage {
  std::vector<outbox::Event> events;
  std::int64_t next = 0;                // What was looked at, taken or not: the page after it begins here.
};

// At most `limit` events; looks at a bounded number of those that the filter leaves out, so a page may be short before the feed's end: go on from `next`
// until a page is empty and `next` stays.
[[nodiscard]] FeedPage read_page(SqlReader& reader, const FeedFilter& filter, std::int64_t after, int limit);

}  // namespace switchyard::webhooks
