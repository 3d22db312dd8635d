// A file that came from a supplier, by whichever way, and what became of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pricing/sheets/sheet_record.hpp"
#include "values/id.hpp"

namespace switchyard::pricing {

struct ArrivalTag { static constexpr std::string_view kPrefix = "arv"; };
using ArrivalId = Id<ArrivalTag>;

enum class Channel : std::uint8_t {
  upload,   // POST /v1/sheets.
  shell,    // `prices import`.
  folder,   // A watched folder: any supplier's files.
  drop,     // A folder a supplier, as SFTP accounts have it: its files alone.
  mailbox,  // A Maildir.
};
[[nodiscard]] std::string_view text_of(Channel channel);
Result<Channel> parse_channel(std::string_view text);

struct Arrival {
  ArrivalId id;
  Channel channel = Channel::upload;
  std::string origin = {};     // An application's id, a path below the folder, or a sender and its message id.
  std::string file_name = {};
  std::int64_t size_bytes = 0;
  std::string sha256 = {};
  std::string outcome = {};    // The import's status (a sheet's, or "duplicate"), or "refused": it never became a sheet.
  std::optional<SheetId> sheet = {};
  std::string supplier = {};   // Code, where it is known.
  std::string reason = {};     // Why it was refused, held or rejected.
  Instant arrived_at{};
};

}  // namespace switchyard::pricing
