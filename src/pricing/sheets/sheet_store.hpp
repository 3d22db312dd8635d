// All SQL about sheets' records, scopes and history. Functions over a reader or a transaction; nothing is cached here.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ports/database.hpp"
#include "pricing/sheets/sheet_record.hpp"

namespace switchyard::pricing {

// Raises the book's revision and gives the new one. Every transaction that changes sheets calls it first: the row is the lock
// under which such changes take turns.
std::int64_t raise_book_revision(SqlTransaction& transaction);
[[nodiscard]] std::int64_t read_book_revision(SqlReader& reader);

// Tells every node that the book changed; `notify` of the channel below, heard after the commit.
inline constexpr std::string_view kRateBookChannel = "rate_book";

void insert_sheet(SqlTransaction& transaction, const SheetRecord& sheet);
[[nodiscard]] std::optional<SheetRecord> find_sheet(SqlReader& reader, const SheetId& id);

// The latest sheet of those bytes that counts as the same file again: not rejected and not of an unknown layout.
[[nodiscard]] std::optional<SheetRecord> find_sheet_of_file(SqlReader& reader, std::string_view sha256);

// The lists below leave `report` empty.
struct SheetFilter {
  std::string supplier = {};                  // Empty: any.
  std::optional<SheetStatus> status = {};
  std::optional<SheetId> before = {};         // Only ids less than it: the newest come first.
  std::int64_t limit = 50;
};
[[nodiscard]] std::vector<SheetRecord> list_sheets(SqlReader& reader, const SheetFilter& filter);

// Those of the supplier that are, were or will be on sale after `instant`: published, superseded or expired.
[[nodiscard]] std::vector<SheetRecord> list_sheets_selling_after(SqlReader& reader, std::string_view supplier, Instant instant);
// The same states, validity beginning on or before `day`, the latest first, at most `limit`.
[[nodiscard]] std::vector<SheetRecord> list_sheets_valid_from(SqlReader& reader, std::string_view supplier, Date day, std::int64_t limit);
// Every sheet of a book: published, superseded or expired, with compiled bytes.
[[nodiscard]] std::vector<SheetRecord> list_book_sheets(SqlReader& reader);
// Every sheet with compiled bytes, whatever its state.
[[nodiscard]] std::vector<SheetRecord> list_compiled_sheets(SqlReader& reader);
[[nodiscard]] std::vector<SheetRecord> list_superseded_by(SqlReader& reader, const SheetId& successor);

// Writes status, doubtful, published_at, ended_at, superseded_by, off_sale_from, the counts and compiled_revision of the record.
void update_sheet(SqlTransaction& transaction, const SheetRecord& sheet);

// Steps are numbered on from those that there are.
void append_steps(SqlTransaction& transaction, const SheetId& id, const std::vector<SheetStep>& steps);
[[nodiscard]] std::vector<SheetStep> list_steps(SqlReader& reader, const SheetId& id);

// Published sheets whose last instant of sale, or whose successor's first, is not after `now`.
[[nodiscard]] std::vector<SheetRecord> list_sheets_to_end(SqlReader& reader, Instant now);

}  // namespace switchyard::pricing
