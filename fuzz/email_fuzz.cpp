// Any bytes as an e-mail: read within its limits, with names that lead nowhere, or refused.
// links: workbook
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "workbook/email.hpp"
#include "workbook/encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace switchyard::workbook;
  const EmailLimits limits{.size_max = 1u << 20, .part_count_max = 40, .depth_max = 6, .attachment_count_max = 10};
  const auto email = read_email({reinterpret_cast<const char*>(bytes), size}, limits);
  if (!email) return 0;
  if (email->attachments.size() > limits.attachment_count_max) __builtin_trap();
  for (const auto& attachment : email->attachments) {
    const std::string_view name = attachment.file_name;
    if (name.empty() || name == ".." || name.find_first_of("/\\\n") != std::string_view::npos || !is_valid_utf8(name)) __builtin_trap();
  }
  return 0;
}
