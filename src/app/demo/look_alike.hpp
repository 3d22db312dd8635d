// Price sheets of suppliers that do not exist, in the shapes that real ones have: what the demo imports and the sandbox sells.
//
// The numbers depend on the utility, class, band, term and month of the year alone, so they are the same every day; the dates
// follow `today`. Every sheet is good from `today` until the cut-off two days later, so that a book renewed each morning never
// runs dry, on weekends neither.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "values/date.hpp"

namespace switchyard::app {

struct LookAlikeFile {
  std::string supplier;   // Code in market/.
  std::string file_name;
  std::string bytes;
};

// One file each of harborlight (xlsx, a tab a utility), prairie-crown (csv), bluestem-gas (xlsx, blocks down one tab),
// keystone-lantern (xlsx, cents, two products), northgate-retail (zip of csv, both commodities) and wayside (csv with
// residential lines and an unknown utility).
[[nodiscard]] std::vector<LookAlikeFile> look_alike_files(Date today);

[[nodiscard]] LookAlikeFile harborlight_file(Date today);
[[nodiscard]] LookAlikeFile prairie_crown_file(Date today);
[[nodiscard]] LookAlikeFile bluestem_gas_file(Date today);
[[nodiscard]] LookAlikeFile keystone_lantern_file(Date today);
[[nodiscard]] LookAlikeFile northgate_file(Date today);
[[nodiscard]] LookAlikeFile wayside_file(Date today);

// Of a supplier that nothing knows: the example of docs/new-supplier.md. No part of look_alike_files.
[[nodiscard]] LookAlikeFile sycamore_file(Date today);

// Of another scope than wayside_file: Delaware. It is no part of look_alike_files.
[[nodiscard]] LookAlikeFile wayside_withdrawn_file(Date today);
// Good until the end of this minute, counted from 1970 in UTC. No part of look_alike_files either.
[[nodiscard]] LookAlikeFile quicksilver_file(std::int64_t unix_minute);

}  // namespace switchyard::app
