// Sentences of papers that no template has, since they are chosen by the contract: in English and Spanish. Pure.
#pragma once

#include <string_view>

namespace switchyard::contracting {

enum class PaperText { unknown, holdover, early_termination, fixed_for_the_term, energy_supply, paid_by_supplier, paid_by_usage, supplier_texas_terms };
// `language` "es" or any other: English.
[[nodiscard]] std::string_view paper_text(PaperText text, std::string_view language);

}  // namespace switchyard::contracting
