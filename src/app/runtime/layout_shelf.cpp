#include "app/runtime/layout_shelf.hpp"

#include <filesystem>

namespace switchyard::app {

Result<std::unique_ptr<LayoutShelf>> LayoutShelf::open(std::string directory, Log& log) {
  auto layouts = pricing::LayoutLibrary::load(directory);
  if (!layouts) return std::move(layouts).error();
  std::unique_ptr<LayoutShelf> shelf(new LayoutShelf(std::move(directory), log));
  shelf->seen_ = shelf->files();
  shelf->current_ = std::make_shared<pricing::LayoutLibrary>(std::move(*layouts));
  return shelf;
}

LayoutShelf::Files LayoutShelf::files() const {
  Files files;
  if (directory_.empty()) return files;
  std::error_code gone;
  for (const auto& entry : std::filesystem::directory_iterator(directory_, gone)) {
    files[entry.path().string()] = {entry.file_size(gone), entry.last_write_time(gone).time_since_epoch().count()};
  }
  return files;
}

std::shared_ptr<const pricing::LayoutLibrary> LayoutShelf::current() {
  const std::lock_guard lock(mutex_);
  Files found = files();
  if (found == seen_) return current_;
  seen_ = std::move(found);
  auto layouts = pricing::LayoutLibrary::load(directory_);
  if (layouts) {
    current_ = std::make_shared<pricing::LayoutLibrary>(std::move(*layouts));
  } else {
    log_.error("the folder of layouts cannot be read; those before it stay", {{"folder", std::string_view(directory_)}, {"error", std::string_view(layouts.error().message)}});
  }
  return current_;
}

}  // namespace switchyard::app
