// A zip in memory, read under limits: what it declares is checked when it is opened, what it really holds while it is unpacked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "values/result.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::workbook {

// Bytes that may still be unpacked; shared by a zip and the workbook inside it.
struct UnpackBudget {
  std::size_t left_bytes = 0;
};

// Not for several threads at a time.
class Archive {
 public:
  struct Member {
    std::string name;  // '/' between folders, whatever the zip has.
    std::uint64_t packed_size = 0;
    std::uint64_t unpacked_size = 0;
    bool is_folder = false;
    bool encrypted = false;
    bool outside = false;  // Absolute, with a drive, or climbing by "..": no path to follow.
  };

  // `bytes`, `limits` and `budget` must outlive the archive. Refused: "workbook_unreadable" (no zip, a name that stands twice,
  // another compression than stored and deflate), "workbook_too_large".
  static Result<Archive> open(std::string_view bytes, const Limits& limits, UnpackBudget& budget);

  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  [[nodiscard]] std::span<const Member> members() const;
  // By name as OPC compares them: without regard to the case of ASCII letters.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  // The member's bytes in `into`, whose memory is used again. Its checksum is verified.
  Result<void> unpack(std::size_t index, std::string& into);

 private:
  struct Parts;
  explicit Archive(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace switchyard::workbook
