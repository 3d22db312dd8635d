// A supplier's form as test data: fields of every kind on one page.
#pragma once

#include <string>

namespace switchyard::documents {

// Fields: customer.name, customer.note (multi-line), taxId (comb of 9), exempt (checkbox), billing (radio: dual, utility), state
// (combo: OH, PA), supplierUse (read-only), turned (widget turned by 90 degrees), signature. XFA and a script are in it too.
std::string form_fake();

// One whose signature field has a value.
std::string signed_form_fake();

// Objects as text: what stands between "%PDF-1.7" and the trailer, whose root is object 1.
std::string pdf_fake(const std::string& objects);

}  // namespace switchyard::documents
