// links: pricing_layout
// A layout from anywhere: parsed or refused, and one that is parsed reads a small workbook without harm.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pricing/layout/layout.hpp"
#include "workbook/workbook.hpp"

namespace {

// A CSV with something of each table that the seeds look for.
const switchyard::workbook::Workbook& sample() {
  static const auto book = switchyard::workbook::open(
      "Utility:,ComEd,Zone:,NI,Service Class:,Default,SEGMENT\n"
      "EFFECTIVE DATE,3/1/2026,,STATE,SIZE REQUIREMENT,,SMB\n"
      ",,,IL,Up to 2000000 kWh\n"
      "Start Date,Size Tier,FIXED PRICE: Term in Months,12,24,Term,Price\n"
      "4/1/2026,0-25 MWh,,0.0572,0.0561,21,0.0555\n"
      "State,Service Type,Start Date,LDC/Zone,Price Level,6 mth,12 mth\n"
      "NY,Elec,46113,A (NiMo),0-150K,5.9,6.1\n"
      "Start Month,12,24,GS_0-250000-kWh,Published: 3/1/2026\n"
      "Apr-26,0.0572,0.0561\n");
  return **book;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view yaml(reinterpret_cast<const char*>(bytes), size);
  // The name is what the layout says that it is, so that parsing goes on.
  const auto at = yaml.find("layout: ");
  const auto end = at == std::string_view::npos ? at : yaml.find('\n', at);
  const auto name = end == std::string_view::npos ? std::string_view("x") : yaml.substr(at + 8, end - at - 8);
  const auto layout = switchyard::pricing::Layout::parse(name, yaml);
  if (!layout) return 0;
  (void)switchyard::pricing::match(*layout, sample(), "rates.csv");
  (void)switchyard::pricing::read(*layout, sample(), "rates.csv");
  return 0;
}
