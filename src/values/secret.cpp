#include "values/secret.hpp"

#include <cstring>
#include <utility>

namespace switchyard {
namespace {

// A moved-from short string still holds its characters, and a shortened one those behind its end: all of the capacity goes.
void wipe_text(std::string& text) noexcept {
  text.resize(text.capacity());
  ::explicit_bzero(text.data(), text.size());
  text.clear();
}

}  // namespace

Secret::Secret(std::string text) : text_(std::move(text)) { wipe_text(text); }  // NOLINT(bugprone-use-after-move)

Secret::Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  wipe();
  text_ = std::move(other.text_);
  other.wipe();
  return *this;
}

Secret::~Secret() { wipe(); }

bool Secret::equals_in_constant_time(std::string_view other) const {
  if (text_.size() != other.size()) return false;
  volatile unsigned char difference = 0;
  for (std::size_t i = 0; i < other.size(); ++i) {
    difference = static_cast<unsigned char>(difference | static_cast<unsigned char>(text_[i] ^ other[i]));
  }
  return difference == 0;
}

void Secret::wipe() noexcept { wipe_text(text_); }

}  // namespace switchyard
