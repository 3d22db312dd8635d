// `webhooks listen`: a partner's programmer has the events of his application at a URL of his own machine.
#pragma once

#include <string>
#include <vector>

#include "app/commands/partners.hpp"

namespace switchyard::app {

struct ListenOptions {
  TokenOptions who;                    // The server and the application.
  std::string forward_to;              // http or https URL.
  std::vector<std::string> types;      // "contract.signed", "quote.*"; empty: all.
  std::string secret;                  // whsec_…; empty: one is made and printed.
};
// Reads GET /v1/events from now on and posts each event as a webhook of an endpoint would be, once, whatever is answered. Prints a line an event;
// runs until it is stopped. Refused where the application cannot read events.
int listen_for_webhooks(const CommonOptions& common, const ListenOptions& options);

}  // namespace switchyard::app
