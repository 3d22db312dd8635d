// Values for a template from YAML, by the types that the template declares: previews, samples and tests.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "documents/binding.hpp"
#include "documents/template/template.hpp"

namespace switchyard::documents {

// Keys are variables' names; a list is a sequence of such maps; a picture is a file's name, read by `read_file` (none: left out).
// Refused with `sample_invalid`, the message naming the key: not YAML, an unknown key, a text that is not of the type.
using FileReader = std::function<std::optional<std::string>(std::string_view name)>;
Result<Record> sample_values(const Template& source, std::string_view yaml, const FileReader& read_file = {});

}  // namespace switchyard::documents
