// The feed as server-sent events (WHATWG HTML, section 9.2): an event a message, a comment when nothing happens, a fixed life.
#pragma once

#include "webhooks/feed/feed_reader.hpp"
#include "webhooks/feed/rest_events.hpp"

namespace switchyard::webhooks {

// From after a number on. 429 too_many_streams where the application or the environment has its fill on this node.
[[nodiscard]] http::Response stream_events(const access::Caller& caller, const http::Request& request, const FeedDesk& desk, const FeedFilter& filter, std::int64_t after);

}  // namespace switchyard::webhooks
