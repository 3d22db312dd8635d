// What an upload is by its bytes: whatever comes, the judgement is one of those promised, the same twice, and no type that could run is ever said.
// links: contracting
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "contracting/files/file_content.hpp"
#include "contracting/files/tiff_pages.hpp"
#include "contracting/files/zip_members.hpp"

using namespace switchyard;
using namespace switchyard::contracting;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto judged = judge_content(text, nullptr);
  const auto again = judge_content(text, nullptr);
  if (judged.has_value() != again.has_value()) std::abort();
  if (judged && judged->media_type != again->media_type) std::abort();
  if (judged && judged->media_type.find("html") != std::string_view::npos) std::abort();
  if (judged && judged->page_count && (*judged->page_count < 1 || *judged->page_count > 100)) std::abort();
  if (!judged && judged.error().code != "file_empty" && judged.error().code != "file_type_refused" && judged.error().code != "file_unreadable" &&
      judged.error().code != "file_too_many_pages") {
    std::abort();
  }
  if (const auto count = tiff_page_count(text); count && *count < 1) std::abort();
  if (const auto names = zip_member_names(text); names && names->size() > kZipMembersMax) std::abort();
  return 0;
}
