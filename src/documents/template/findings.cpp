#include "documents/template/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "documents/template/template.hpp"

namespace switchyard::documents {

bool Findings::full() const { return found_.size() >= Template::kErrorsMax; }

void Findings::add(Place place, std::string code, std::string detail) {
  if (full()) return;
  found_.push_back({std::string(place.source),
                    place.line,
                    {fmt::format("{}:{}", place.source, place.line), std::move(code), std::move(detail)}});
}

Error Findings::error() && {
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Found& a, const Found& b) { return std::tie(a.source, a.line) < std::tie(b.source, b.line); });
  Error error{ErrorKind::unprocessable, "template_invalid", "", {}};
  for (auto& found : found_) error.fields.push_back(std::move(found.error));
  const auto& first = error.fields.front();
  error.message = fmt::format("{}: {}", first.pointer, first.detail);
  if (error.fields.size() > 1) error.message += fmt::format(" (and {} more)", error.fields.size() - 1);
  return error;
}

}  // namespace switchyard::documents
