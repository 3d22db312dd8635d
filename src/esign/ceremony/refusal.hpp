// Why a call of the signing page was not carried out, with what the page needs to go on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "values/error.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

// How a session ends towards whoever opened it.
struct SessionEnd {
  std::string event;  // "cancel", "exception" …
  std::string url;    // Empty: there is no way back.
};

struct MissingTab {
  std::string tab_id;
  std::string document_id;
  std::int64_t page = 1;
  std::string label;
  std::string why;    // "empty", "signature", "value".
};

struct Refusal {
  Error error;
  bool is_over = false;                        // The session: nothing more can be done in it.
  std::optional<SessionEnd> end = {};
  std::vector<MissingTab> missing = {};
  std::optional<std::int64_t> tries_left = {};
  std::optional<std::int64_t> retry_after_seconds = {};
  bool is_kept = false;                        // What was written on the way to it stays (a counted try).
};

// A value or a refusal.
template <class T>
class Outcome {
 public:
  Outcome(T value) : held_(std::move(value)) {}  // NOLINT(google-explicit-constructor): as Result.
  Outcome(Refusal refusal) : held_(std::move(refusal)) {}  // NOLINT(google-explicit-constructor)
  [[nodiscard]] explicit operator bool() const { return held_.index() == 0; }
  [[nodiscard]] T& operator*() { return std::get<0>(held_); }
  [[nodiscard]] T* operator->() { return &std::get<0>(held_); }
  [[nodiscard]] Refusal& refusal() { return std::get<1>(held_); }

 private:
  std::variant<T, Refusal> held_;
};

// With the code's own words in that language.
[[nodiscard]] Refusal refusal(ErrorKind kind, std::string_view code, std::string_view language);

// What to do, in words for a signer; English where the language has none, the code where it is unknown.
[[nodiscard]] std::string page_words(std::string_view code, std::string_view language);

}  // namespace switchyard::esign
