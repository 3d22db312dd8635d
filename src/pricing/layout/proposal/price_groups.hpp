// The price columns of a family as groups of the layout: by what their headers say and by what stands above those.
#pragma once

#include "pricing/layout/proposal/table_choice.hpp"

namespace switchyard::pricing::proposal {

// Fills groups, notes and asks. True where each rate gets its term from its column.
void choose_groups(const Looks& looks, const Family& family, TableChoice& table);
[[nodiscard]] bool says(const std::vector<Decision>& decisions, std::string_view key);

}  // namespace switchyard::pricing::proposal
