#include "market/csv_record.hpp"

namespace switchyard::market {
namespace {

Error refusal(std::string message) { return Error{.kind = ErrorKind::invalid, .code = "invalid_csv", .message = std::move(message)}; }

// Appends what stands between quotes from `place` (after the first one) and returns the place after the last one, or npos.
std::size_t read_quoted(std::string_view line, std::size_t place, std::string& field) {
  while (place < line.size()) {
    if (line[place] != '"') {
      field += line[place++];
    } else if (place + 1 < line.size() && line[place + 1] == '"') {
      field += '"';
      place += 2;
    } else {
      return place + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

Result<std::vector<std::string>> parse_csv_record(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.size() > kCsvLineSizeMax) return refusal("A line has at most 16384 bytes.");
  std::vector<std::string> fields;
  std::size_t place = 0;
  while (true) {
    if (fields.size() == kCsvFieldCountMax) return refusal("A line has at most 64 fields.");
    std::string field;
    if (place < line.size() && line[place] == '"') {
      place = read_quoted(line, place + 1, field);
      if (place == std::string_view::npos) return refusal("A quote is opened and not closed.");
      if (place < line.size() && line[place] != ',') return refusal("A comma was expected after the closing quote.");
    } else {
      const std::size_t end = std::min(line.find(',', place), line.size());
      field = line.substr(place, end - place);
      place = end;
    }
    fields.push_back(std::move(field));
    if (place >= line.size()) return fields;
    ++place;
  }
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t";
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

std::vector<std::string> split_list(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = trimmed(text.substr(0, end));
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace switchyard::market
