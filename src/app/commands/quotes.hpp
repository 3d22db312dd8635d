// The commands about quotes.
#pragma once

#include <string>

#include "app/commands/command.hpp"

namespace switchyard::app {

// Derives the quote from the suppliers' files anew and prints line by line; kRefused where anything is not as it was quoted.
int verify_quote(const CommonOptions& common, const std::string& quote_id);

}  // namespace switchyard::app
