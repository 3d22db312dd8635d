#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "embedded/layouts.hpp"
#include "pricing/layout/layout.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kLayoutsMax = 500;
constexpr std::string_view kEnding = ".yaml";

// Adds the layout, in place of the one of its name.
Result<void> add(std::vector<Layout>& layouts, std::string_view file_name, std::string_view yaml) {
  const auto name = file_name.substr(0, file_name.size() - kEnding.size());
  auto layout = Layout::parse(name, yaml);
  if (!layout) return layout.error();
  const auto same = std::find_if(layouts.begin(), layouts.end(), [&](const Layout& other) { return other.name() == name; });
  if (same != layouts.end()) {
    *same = std::move(layout).value();
    return {};
  }
  if (layouts.size() >= kLayoutsMax) return Error{ErrorKind::too_large, "layout_invalid", fmt::format("there are more than {} layouts", kLayoutsMax)};
  layouts.push_back(std::move(layout).value());
  return {};
}

Result<void> add_directory(std::vector<Layout>& layouts, const std::string& directory) {
  std::error_code problem;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory, problem)) {
    if (entry.path().extension() == kEnding) files.push_back(entry.path());
  }
  if (problem) return Error{ErrorKind::not_found, "layout_invalid", fmt::format("the folder of layouts '{}' cannot be read: {}", directory, problem.message())};
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    const std::string yaml{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) return Error{ErrorKind::not_found, "layout_invalid", fmt::format("the layout '{}' cannot be read", file.string())};
    if (auto added = add(layouts, file.filename().string(), yaml); !added) return added.error();
  }
  return {};
}

}  // namespace

Result<LayoutLibrary> LayoutLibrary::load(const std::string& override_directory) {
  LayoutLibrary library;
  for (const auto& file : embedded_layouts()) {
    if (!file.path.ends_with(kEnding)) continue;
    if (auto added = add(library.layouts_, file.path, file.bytes); !added) return added.error();
  }
  if (override_directory.empty()) return library;
  if (auto added = add_directory(library.layouts_, override_directory); !added) return added.error();
  return library;
}

const Layout* LayoutLibrary::find(std::string_view name) const {
  const auto found = std::find_if(layouts_.begin(), layouts_.end(), [&](const Layout& layout) { return layout.name() == name; });
  return found == layouts_.end() ? nullptr : &*found;
}

}  // namespace switchyard::pricing
