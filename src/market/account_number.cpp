#include <algorithm>
#include <string>

#include "market/account_rules.hpp"

namespace switchyard::market {
namespace {

constexpr std::string_view kSeparators = " \t-.";
// Copied from web pages and documents: no-break space, en dash, non-breaking hyphen, minus.
constexpr std::string_view kForeignSeparators[] = {"\xC2\xA0", "\xE2\x80\x93", "\xE2\x80\x91", "\xE2\x88\x92"};

std::string normalize(std::string_view text) {
  std::string normalized;
  for (std::size_t i = 0; i < text.size();) {
    const auto* foreign = std::find_if(std::begin(kForeignSeparators), std::end(kForeignSeparators),
                                       [&](std::string_view each) { return text.substr(i).starts_with(each); });
    if (foreign != std::end(kForeignSeparators)) {
      i += foreign->size();
      continue;
    }
    const char c = text[i++];
    if (kSeparators.find(c) != std::string_view::npos) continue;
    normalized += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return normalized;
}

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

// O for 0, I and L for 1: what a person reads off a bill.
std::string with_digits_for_look_alikes(std::string text) {
  for (char& c : text) {
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
  }
  return text;
}

std::string what_came(std::string_view normalized) {
  const bool digits = std::all_of(normalized.begin(), normalized.end(), [](char c) { return c >= '0' && c <= '9'; });
  return std::to_string(normalized.size()) + (digits ? " digits" : " characters");
}

std::string what_is_right(const Utility& utility, const NumberPattern& present) {
  return "The " + utility.account_kind + " of " + utility.name + " is " + present.words() + ".";
}

// Slips that a person can mend; each is said only where mending it gives the present form.
void add_slips(const NumberPattern& present, std::string_view normalized, std::vector<std::string>& hints) {
  constexpr std::size_t kZerosLostMax = 4;
  if (present.matches(with_digits_for_look_alikes(std::string(normalized)))) {
    hints.emplace_back("A letter O, I or L may stand where the digit 0 or 1 is meant.");
  }
  for (std::size_t zeros = 1; zeros <= kZerosLostMax; ++zeros) {
    if (!present.matches(std::string(zeros, '0') + std::string(normalized))) continue;
    hints.emplace_back("Zeros at the beginning may be lost, as spreadsheets do: compare with the bill.");
    return;
  }
}

// Whether one of them has numbers of the same kind.
bool add_neighbors(const AccountRules& rules, std::string_view normalized, std::vector<std::string>& hints) {
  bool same_kind = false;
  for (const NeighborForm& neighbor : rules.neighbors) {
    if (!neighbor.pattern.matches(normalized)) continue;
    hints.push_back("It has the form of " + neighbor.utility_name + " (" + neighbor.utility_code + ").");
    same_kind = same_kind || neighbor.is_same_kind;
  }
  return same_kind;
}

// Of a number of no form at all: those whose numbers begin as it does, where its own utility's do not.
void add_beginnings(const AccountRules& rules, std::string_view normalized, std::vector<std::string>& hints) {
  constexpr std::size_t kTellingMin = 4;  // Shorter beginnings are met by chance.
  if (normalized.starts_with(rules.present->beginning()) && rules.present->beginning().size() >= kTellingMin) return;
  for (const NeighborForm& neighbor : rules.neighbors) {
    const std::string beginning = neighbor.pattern.beginning();
    if (beginning.size() < kTellingMin || !normalized.starts_with(beginning)) continue;
    hints.push_back("It begins with " + beginning + " as numbers of " + neighbor.utility_name + " (" + neighbor.utility_code + ") do.");
  }
}

void say_note(const AccountNote& note, AccountNumberCheck& check) {
  check.verdict = note.verdict;
  (note.verdict == AccountVerdict::invalid ? check.errors : check.hints).push_back(note.text);
}

void say_mismatch(const Utility& utility, const AccountRules& rules, AccountNumberCheck& check) {
  const std::string right = what_is_right(utility, *rules.present) + " This has " + what_came(check.normalized) + ".";
  add_slips(*rules.present, check.normalized, check.hints);
  if (utility.account_mismatch_is_invalid) {
    check.verdict = AccountVerdict::invalid;
    check.errors.push_back(right);
    return;
  }
  check.verdict = AccountVerdict::unverified;
  check.hints.push_back(right + " The form is not confirmed, so the number may still be right.");
}

void judge(const Utility& utility, const AccountRules& rules, AccountNumberCheck& check) {
  const std::string& number = check.normalized;
  const bool present = rules.present && rules.present->matches(number);
  const auto note = std::find_if(rules.notes.begin(), rules.notes.end(), [&](const AccountNote& each) { return each.pattern.matches(number); });
  if (note != rules.notes.end() && (!present || note->verdict != AccountVerdict::valid_legacy)) {
    add_neighbors(rules, number, check.hints);
    say_note(*note, check);
    return;
  }
  if (!rules.present) {
    check.hints.emplace_back("No form is known for this utility: compare with the bill.");
    return;
  }
  if (present) {
    check.verdict = utility.account_length.empty() ? AccountVerdict::unverified : AccountVerdict::valid;
    if (check.verdict == AccountVerdict::unverified) check.hints.emplace_back("The utility's form is not confirmed: compare with the bill.");
    return;
  }
  const bool of_neighbor = add_neighbors(rules, number, check.hints);
  if (check.hints.empty()) add_beginnings(rules, number, check.hints);
  if (!of_neighbor && rules.legacy && rules.legacy->matches(number)) {
    check.verdict = AccountVerdict::valid_legacy;
    check.hints.push_back("An older form. " + what_is_right(utility, *rules.present));
    return;
  }
  say_mismatch(utility, rules, check);
}

AccountNumberCheck refused(AccountNumberCheck check, std::string error) {
  check.verdict = AccountVerdict::invalid;
  check.errors.push_back(std::move(error));
  return check;
}

}  // namespace

std::string_view text_of(AccountVerdict verdict) {
  switch (verdict) {
    case AccountVerdict::valid: return "valid";
    case AccountVerdict::valid_legacy: return "valid_legacy";
    case AccountVerdict::unverified: return "unverified";
    case AccountVerdict::invalid: return "invalid";
  }
  return "unverified";
}

Result<AccountRules> compile_account_rules(const Utility& utility) {
  AccountRules rules;
  for (const auto& [written, compiled] : {std::pair{&utility.account_pattern, &rules.present},
                                          std::pair{&utility.account_pattern_legacy, &rules.legacy}}) {
    if (written->empty()) continue;
    auto pattern = NumberPattern::parse(*written);
    if (!pattern) return pattern.error();
    *compiled = std::move(*pattern);
  }
  return rules;
}

AccountNumberCheck check_account_number(const Utility& utility, std::string_view text) {
  AccountNumberCheck check;
  check.kind = utility.account_kind;
  if (text.size() > kAccountNumberSizeMax) return refused(std::move(check), "An account number has at most 64 characters.");
  check.normalized = normalize(text);
  if (check.normalized.empty()) return refused(std::move(check), "The account number is empty.");
  if (!std::all_of(check.normalized.begin(), check.normalized.end(), is_letter_or_digit)) {
    check.normalized.clear();
    return refused(std::move(check), "An account number holds letters and digits; spaces, dashes and dots between them are taken out.");
  }
  if (utility.account_rules) {
    judge(utility, *utility.account_rules, check);
    return check;
  }
  const auto rules = compile_account_rules(utility);
  judge(utility, rules ? *rules : AccountRules{}, check);
  return check;
}

}  // namespace switchyard::market
