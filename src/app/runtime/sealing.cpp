#include "app/runtime/sealing.hpp"

#include <cstdlib>
#include <filesystem>

namespace switchyard::app {
namespace {

constexpr const char* kVariable = "SWITCHYARD_SEALING_KEY";

}  // namespace

std::string sealing_key_file(const Installation& installation) {
  if (std::getenv(kVariable) != nullptr) return {};
  if (!installation.settings().sealing_key_file.empty()) return installation.settings().sealing_key_file;
  return installation.data_directory() + "/sealing.key";
}

Result<std::unique_ptr<RingSealer>> RingSealer::open(std::string file) {
  std::unique_ptr<RingSealer> sealer(new RingSealer(std::move(file)));
  auto read = sealer->read_ring();
  if (!read) return std::move(read).error();
  return sealer;
}

Result<void> RingSealer::read_ring() const {
  Result<Secret> text = Secret();
  if (file_.empty()) {
    const char* variable = std::getenv(kVariable);
    text = Secret(variable == nullptr ? "" : variable);
  } else {
    text = adapters::read_or_make_key_ring(file_);
  }
  if (!text) return std::move(text).error();
  auto ring = adapters::SodiumSealer::from_key_ring(text->reveal());
  if (!ring) return std::move(ring).error();
  const std::lock_guard lock(mutex_);
  ring_ = std::move(*ring);
  return {};
}

std::shared_ptr<const adapters::SodiumSealer> RingSealer::ring() const {
  const std::lock_guard lock(mutex_);
  return ring_;
}

// With the ring as it is now: what is sealed with a key that `keys rotate` has just replaced would be lost once that key is forgotten.
std::string RingSealer::seal(std::string_view plain, std::string_view place) const {
  std::error_code unseen;
  if (!file_.empty() && std::filesystem::exists(file_, unseen)) static_cast<void>(read_ring());  // Where it cannot be read now, the one at hand stays.
  return ring()->seal(plain, place);
}

Result<Secret> RingSealer::open(std::string_view sealed, std::string_view place) const {
  auto opened = ring()->open(sealed, place);
  if (opened || opened.error().code != "sealing_key_missing" || !read_ring()) return opened;
  return ring()->open(sealed, place);
}

bool RingSealer::is_current(std::string_view sealed) const { return ring()->is_current(sealed); }

}  // namespace switchyard::app
