// The layouts of a running server: read again when a file of the folder comes, goes or changes, so that a new supplier needs no restart.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "ports/log.hpp"
#include "pricing/layout/layout.hpp"

namespace switchyard::app {

// Safe to call from many threads.
class LayoutShelf {
 public:
  // `directory` may be empty: the built-in ones alone. Refused as LayoutLibrary::load.
  static Result<std::unique_ptr<LayoutShelf>> open(std::string directory, Log& log);

  // Those of now; where a changed file cannot be read, the former ones, and the log says so.
  [[nodiscard]] std::shared_ptr<const pricing::LayoutLibrary> current();

 private:
  // By path: size and time of the last change.
  using Files = std::map<std::string, std::pair<std::uintmax_t, std::int64_t>>;

  LayoutShelf(std::string directory, Log& log) : directory_(std::move(directory)), log_(log) {}
  [[nodiscard]] Files files() const;

  const std::string directory_;
  Log& log_;
  std::mutex mutex_;  // Guards the two below.
  Files seen_;
  std::shared_ptr<const pricing::LayoutLibrary> current_;
};

}  // namespace switchyard::app
