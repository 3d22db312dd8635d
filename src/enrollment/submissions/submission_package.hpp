// A package made of a contract, and its JSON: what is hashed, kept and sent. Private to the room.
#pragma once

#include <span>

#include "enrollment/enrollment_desk.hpp"
#include "enrollment/submissions/submission.hpp"

namespace switchyard::enrollment {

// Of the accounts at these positions; numbers are those of the service accounts as they are now.
[[nodiscard]] SubmissionPackage make_package(SqlReader& reader, const EnrollmentDesk& desk, const contracting::Contract& contract, std::span<const std::size_t> positions,
                                             const Submission& submission);
// What was kept: the same package. A bug where it cannot be read.
[[nodiscard]] SubmissionPackage read_package(std::string_view payload, std::string_view payload_sha256);

}  // namespace switchyard::enrollment
