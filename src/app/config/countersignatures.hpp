// How suppliers countersign, from the settings.
#pragma once

#include <map>
#include <span>
#include <string>

#include "contracting/contracts/contract_desk.hpp"

namespace switchyard::app {

// By the supplier's code. Refused as "setting_invalid" with the entry, where one is neither "SUPPLIER=ours NAME <ADDRESS>" nor "SUPPLIER=theirs".
[[nodiscard]] Result<std::map<std::string, contracting::SupplierCard, std::less<>>> read_countersignatures(std::span<const std::string> entries);

}  // namespace switchyard::app
