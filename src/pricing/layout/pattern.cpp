#include "pricing/layout/pattern.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

struct FreeCode {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeMatch {
  void operator()(pcre2_match_data* match) const { pcre2_match_data_free(match); }
};
struct FreeContext {
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};

constexpr std::uint32_t kGroupsMax = 16;

// One a thread: patterns are shared, what a search writes is not.
pcre2_match_data* match_of_this_thread() {
  thread_local const std::unique_ptr<pcre2_match_data, FreeMatch> match(pcre2_match_data_create(kGroupsMax, nullptr));
  return match.get();
}

pcre2_match_context* limits_of_this_thread() {
  thread_local const std::unique_ptr<pcre2_match_context, FreeContext> context([] {
    auto* made = pcre2_match_context_create(nullptr);
    if (made != nullptr) pcre2_set_match_limit(made, Pattern::kStepsMax);
    return made;
  }());
  return context.get();
}

// The word that the expression is, where it says nothing but "the whole text is this": "^Utility:$".
std::optional<std::string> whole_word(std::string_view expression) {
  if (expression.size() < 3 || expression.front() != '^' || expression.back() != '$') return std::nullopt;
  const auto word = expression.substr(1, expression.size() - 2);
  for (const char c : word) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == ':' || c == '_' ||
                       c == '/' || c == '%' || c == '-';
    if (!plain) return std::nullopt;
  }
  return std::string(word);
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view word, std::string_view text) {
  if (word.size() != text.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower(word[i]) != lower(text[i])) return false;
  }
  return true;
}

}  // namespace

struct Pattern::Compiled {
  std::string expression;
  std::unique_ptr<pcre2_code, FreeCode> code;
  std::optional<std::string> word;
  std::uint32_t group_count = 0;
  int value_group = -1;  // Number of the group "value".
};

Result<Pattern> Pattern::compile(std::string_view expression) {
  if (expression.empty() || expression.size() > kTextSizeMax) {
    return Error{ErrorKind::invalid, "layout_invalid", fmt::format("a regular expression has 1 to {} characters", kTextSizeMax)};
  }
  int problem = 0;
  PCRE2_SIZE offset = 0;
  constexpr std::uint32_t kOptions = PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;
  std::unique_ptr<pcre2_code, FreeCode> code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(), kOptions, &problem,
                                                           &offset, nullptr));
  if (!code) {
    std::array<PCRE2_UCHAR, 200> words{};
    pcre2_get_error_message(problem, words.data(), words.size());
    return Error{ErrorKind::invalid, "layout_invalid",
                 fmt::format("the regular expression breaks after {} characters: {}", offset, reinterpret_cast<const char*>(words.data()))};
  }
  pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE);
  auto compiled = std::make_shared<Compiled>();
  compiled->expression = expression;
  compiled->word = whole_word(expression);
  pcre2_pattern_info(code.get(), PCRE2_INFO_CAPTURECOUNT, &compiled->group_count);
  if (compiled->group_count >= kGroupsMax) {
    return Error{ErrorKind::invalid, "layout_invalid", fmt::format("a regular expression has at most {} groups", kGroupsMax - 1)};
  }
  compiled->value_group = pcre2_substring_number_from_name(code.get(), reinterpret_cast<PCRE2_SPTR>("value"));
  compiled->code = std::move(code);
  return Pattern(std::move(compiled));
}

bool Pattern::matches(std::string_view text) const {
  if (compiled_->word) return same_word(*compiled_->word, text);
  return pcre2_match(compiled_->code.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, 0, match_of_this_thread(),
                     limits_of_this_thread()) >= 0;
}

std::optional<std::string_view> Pattern::value_in(std::string_view text, const std::string& group) const {
  auto* match = match_of_this_thread();
  if (pcre2_match(compiled_->code.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, 0, match, limits_of_this_thread()) < 0) {
    return std::nullopt;
  }
  int number = compiled_->value_group > 0 ? compiled_->value_group : (compiled_->group_count > 0 ? 1 : 0);
  if (!group.empty()) number = pcre2_substring_number_from_name(compiled_->code.get(), reinterpret_cast<PCRE2_SPTR>(group.c_str()));
  if (number < 0) return std::nullopt;
  const auto* at = pcre2_get_ovector_pointer(match) + 2 * static_cast<std::size_t>(number);
  if (static_cast<std::uint32_t>(number) > compiled_->group_count || at[0] == PCRE2_UNSET || at[1] < at[0]) return std::nullopt;
  return text.substr(at[0], at[1] - at[0]);
}

bool Pattern::has_group(const std::string& group) const {
  return pcre2_substring_number_from_name(compiled_->code.get(), reinterpret_cast<PCRE2_SPTR>(group.c_str())) > 0;
}

const std::string& Pattern::expression() const { return compiled_->expression; }

}  // namespace switchyard::pricing
