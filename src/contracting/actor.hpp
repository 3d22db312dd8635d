// In whose name something is written: the partner that owns it, the application that it came through, and the words of histories.
#pragma once

#include <string>

#include "access/caller.hpp"

namespace switchyard::contracting {

struct Actor {
  access::PartnerId partner;
  access::ApplicationId application;
  std::string text;  // "application app_…", "system": as the audit log names actors.
};

[[nodiscard]] inline Actor actor_of(const access::Caller& caller) {
  return {caller.partner_id, caller.application_id, "application " + caller.application_id.text()};
}

}  // namespace switchyard::contracting
