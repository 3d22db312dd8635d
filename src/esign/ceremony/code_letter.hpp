// The letter with a one-time code.
#pragma once

#include <string_view>

#include "esign/ceremony/standing.hpp"
#include "ports/mail.hpp"

namespace switchyard::esign {

[[nodiscard]] Mail code_letter(const Ceremony& ceremony, const Standing& standing, std::string_view code);

}  // namespace switchyard::esign
