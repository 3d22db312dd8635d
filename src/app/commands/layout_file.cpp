#include "app/commands/layout_file.hpp"

#include <fmt/format.h>

#include "adapters/poppler/poppler_words.hpp"
#include "app/commands/file_text.hpp"

namespace switchyard::app {

std::string last_part_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

Result<OpenedFile> open_supplier_file(const std::string& path) {
  auto bytes = read_file_text(path, workbook::Limits{}.file_size_max);
  if (!bytes) return std::move(bytes).error();
  const adapters::PopplerWords pdf_words;
  auto opened = workbook::open(std::move(*bytes), {}, {.pdf_words = &pdf_words});
  if (!opened) return std::move(opened).error();
  return OpenedFile{last_part_of(path), std::move(*opened)};
}

Result<pricing::Layout> layout_by_path_or_name(const CommonOptions& common, const std::string& layout) {
  constexpr std::size_t kSizeMax = 1 << 20;
  constexpr std::string_view kEnding = ".yaml";
  if (layout.ends_with(kEnding) || layout.find('/') != std::string::npos) {
    auto yaml = read_file_text(layout, kSizeMax);
    if (!yaml) return std::move(yaml).error();
    auto name = last_part_of(layout);
    if (name.ends_with(kEnding)) name.resize(name.size() - kEnding.size());
    return pricing::Layout::parse(name, *yaml);
  }
  auto library = pricing::LayoutLibrary::load(common.layouts);
  if (!library) return std::move(library).error();
  const auto* found = library->find(layout);
  if (found == nullptr) {
    return Error{ErrorKind::unprocessable, "layout_not_found", fmt::format("there is no layout '{}': name one of 'layouts list', or the path of a YAML file", layout)};
  }
  return *found;
}

}  // namespace switchyard::app
