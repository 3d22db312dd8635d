// Answers move accounts. Each is kept, whatever becomes of it: the same twice once, too early ones until they fit, unknown ones for people.
#pragma once

#include "enrollment/answers/answer.hpp"
#include "enrollment/enrollment_desk.hpp"

namespace switchyard::enrollment {

inline constexpr std::size_t kAnswersAtOnceMax = 500;

// In the caller's transaction. `actor` is who answers, for the history: "sandbox", "application app_…".
//
// A supplier's acceptance locks the price; its coming after the utility's is right too. A utility's rejection keeps price and document. A start in
// it is taken as the contracted read. Energy flows only after the customer's window of rescission: an earlier `active` waits. A drop within the
// window, before energy flows, is a rescission. Refused (nothing is kept): "answer_invalid" with fields; "answer_differs" where the message id
// came before with other words.
[[nodiscard]] Result<TakenAnswer> take_answer(SqlTransaction& transaction, const EnrollmentDesk& desk, std::string_view actor, const Answer& answer);

}  // namespace switchyard::enrollment
