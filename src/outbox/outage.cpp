#include "outbox/outage.hpp"

#include <utility>

namespace switchyard::outbox {

void Outage::failed(std::string_view line, std::string_view cause) {
  if (std::exchange(lasts_, true)) return;
  log_.error(line, {{"cause", cause}});
}

void Outage::ended() {
  if (std::exchange(lasts_, false)) log_.info("the database answers again");
}

}  // namespace switchyard::outbox
