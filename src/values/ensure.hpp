// ENSURE states what the code around it has made true. A false one is a bug: the request or job fails, and the log gets the place.
#pragma once

#include <stdexcept>

namespace switchyard {

// Thrown by ENSURE; caught only by the HTTP dispatcher, the job runner and main.
class Bug : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void broken_invariant(const char* condition, const char* file, int line);

}  // namespace switchyard

// An expression of type void, so that it can stand before a comma. Never reached by any input.
#define ENSURE(condition) \
  static_cast<void>((condition) ? static_cast<void>(0) : ::switchyard::broken_invariant(#condition, __FILE__, __LINE__))
