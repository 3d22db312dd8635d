// A file that the binary carries.
#pragma once

#include <string_view>

namespace switchyard {

// Both live as long as the program.
struct EmbeddedFile {
  std::string_view path;   // Relative to the folder that was embedded.
  std::string_view bytes;
};

}  // namespace switchyard
