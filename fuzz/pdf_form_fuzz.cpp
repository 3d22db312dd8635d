// Any bytes as a PDF from outside: its fields told, filled and flattened, its text searched, a stamp put on it; or refused.
// links: documents
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "documents/documents.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace switchyard::documents;
  const std::string_view pdf(reinterpret_cast<const char*>(bytes), size);
  const PdfLimits limits{
      .size_bytes_max = 100'000, .pages_max = 20, .objects_max = 2'000, .fields_max = 100, .stream_bytes_max = 1'000'000};
  if (const auto fields = fields_of(pdf, limits)) {
    std::vector<FieldFill> values;
    for (const auto& field : *fields) values.push_back({field.name, field.options.empty() ? "1é" : field.options.front()});
    const auto filled = fill_form(pdf, values, {.limits = limits});
    if (filled && filled->bytes.empty()) __builtin_trap();
  }
  (void)find_text(pdf, std::vector<std::string_view>{"anchor", "1"}, limits);
  (void)place(pdf, std::vector<Stamp>{{1, {1'000, 1'000, 90'000, 20'000}, StampText{.text = "stamp"}}}, {}, limits);
  return 0;
}
