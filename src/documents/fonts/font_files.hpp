// The fonts that documents are set in, as files of this process. The binary carries them, so that a document is the same wherever
// it is made; fontconfig, FreeType and HarfBuzz open fonts by path alone, so each is given to them as an anonymous file in
// memory.
#pragma once

#include <string>
#include <vector>

namespace switchyard::documents {

// In the order of the embedded files; made once, open until the process ends. An exception where the system gives no memory for
// them.
const std::vector<std::string>& font_files();

}  // namespace switchyard::documents
