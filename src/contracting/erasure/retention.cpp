#include "contracting/erasure/retention.hpp"

#include <charconv>
#include <map>
#include <string>

#include "embedded/contracting_erasure_reference.hpp"
#include "market/csv_record.hpp"
#include "values/ensure.hpp"

namespace switchyard::contracting {
namespace {

// The table is part of the program: a row that cannot be read is a bug.
std::map<std::string, int, std::less<>> read_table() {
  std::map<std::string, int, std::less<>> years;
  std::string_view text = embedded_contracting_erasure_reference().front().bytes;
  for (bool is_header = true; !text.empty(); is_header = false) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto fields = market::parse_csv_record(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (is_header) continue;
    ENSURE(fields && fields->size() == 4);
    const std::string& count = (*fields)[1];
    int value = 0;
    ENSURE(std::from_chars(count.data(), count.data() + count.size(), value).ec == std::errc());
    years.emplace((*fields)[0], value);
  }
  return years;
}

}  // namespace

int retention_years(std::string_view state_code) {
  static const std::map<std::string, int, std::less<>> kYears = read_table();
  const auto own = kYears.find(state_code);
  return own != kYears.end() ? own->second : kYears.find("*")->second;
}

}  // namespace switchyard::contracting
