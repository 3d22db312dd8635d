#include "values/error.hpp"

#include <utility>

namespace switchyard {

Error invalid_field(std::string pointer, std::string code, std::string detail) {
  Error error{ErrorKind::invalid, code, detail};
  error.fields.push_back({std::move(pointer), std::move(code), std::move(detail)});
  return error;
}

Error at_field(Error error, std::string pointer) {
  if (error.fields.empty()) error.fields.push_back({std::move(pointer), error.code, error.message});
  return error;
}

}  // namespace switchyard
