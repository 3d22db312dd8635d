// The edge's own refusal of a message, before any handler: a status, and words for problem+json.
#pragma once

#include <string>

namespace switchyard::http {

struct Refusal {
  int status = 400;
  std::string code;
  std::string detail;
};

}  // namespace switchyard::http
