// What the sandbox's supplier and utility answer, chosen by the last three digits of an account number: reference/test_cases.csv, from which sandbox,
// documentation and tests are read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "enrollment/answers/answer.hpp"
#include "values/instant.hpp"

namespace switchyard::enrollment {

struct TestStep {
  Duration after{};                      // Behind the former step, or the submission.
  AnswerKind kind = AnswerKind::supplier_accepted;
  std::string code = {};                 // Of a rejection.
};

struct TestCase {
  std::string digits = {};               // "102"; "*" for any that no other case has.
  std::string name = {};                 // "utility_A76"
  bool every_attempt = false;            // Else the first of an account alone: what was mended is accepted.
  std::vector<TestStep> steps = {};      // One after the other; none: silence.
  std::string steps_text = {};           // As the file has them.
  std::string what = {};                 // For people.
};

// "supplier_accepted; +1 utility_rejected A76": seconds to wait, the answer, its code. Refused as steps_invalid.
[[nodiscard]] Result<std::vector<TestStep>> parse_test_steps(std::string_view text);

// Immutable; may be shared between threads.
class TestCases {
 public:
  static const TestCases& embedded();
  [[nodiscard]] const std::vector<TestCase>& all() const { return cases_; }
  // By the last three digits, whatever else stands in the number; `attempt` is the account's, from 1.
  [[nodiscard]] const TestCase& of(std::string_view account_number, std::int64_t attempt) const;
  // Null where there is none of this name.
  [[nodiscard]] const TestCase* named(std::string_view name) const;

 private:
  std::vector<TestCase> cases_;          // The first one is for any other digits.
};

}  // namespace switchyard::enrollment
