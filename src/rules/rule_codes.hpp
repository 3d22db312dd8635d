// The codes that rules may give to their findings; each is a row of api/errors.md.
#pragma once

#include <array>
#include <string_view>

#include "rules/rule_rows.hpp"

namespace switchyard::rules {

inline constexpr std::array<std::string_view, 31> kRuleCodes = {
    "required_field_missing", "field_not_wanted",          "field_malformed",         "value_not_allowed",       "over_limit",
    "under_limit",            "limit_not_compared",        "document_missing",        "document_too_old",        "document_undated",
    "document_incomplete",    "document_expired",          "licence_missing",         "licence_unrecorded",      "not_entitled",
    "account_number_invalid", "account_number_legacy",     "account_number_unverified", "unknown_utility",       "zip_not_of_utility",
    "name_differs",           "start_not_reachable",       "start_estimated",         "arrears_unresolved",      "aggregation_member",
    "credit_needed",          "tpv_needed",                "disclosure_missing",      "class_not_sold",          "tax_id_unusual",
    "rule_notice",
};

// Of a demand that says none itself.
[[nodiscard]] std::string_view default_code(const Demand& demand);

}  // namespace switchyard::rules
