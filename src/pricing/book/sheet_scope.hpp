// A scope says what a file replaces as a whole. These make the texts by which two sheets' scopes are compared.
#pragma once

#include <string>
#include <string_view>

#include "pricing/rate_row.hpp"

namespace switchyard::pricing {

// The words of a row, shape or curve that a scope can name.
struct ScopeWords {
  Commodity commodity = Commodity::electric;
  CustomerClass customer_class = CustomerClass::any;
  std::string_view utility;
  std::string_view rate_class;
  std::string_view zone;
  std::string_view state;
  std::string_view product;
  std::string_view billing;
};

// "state=NJ", to be joined by '|'. A field that no scope can name has the empty value.
void append_scope_value(std::string& value, std::string_view field, const ScopeWords& words);

}  // namespace switchyard::pricing
