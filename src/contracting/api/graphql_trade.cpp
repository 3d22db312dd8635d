#include "contracting/api/graphql_trade.hpp"

#include <algorithm>

#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_words.hpp"
#include "rules/rule_calendar.hpp"
#include "rules/signup_requirements.hpp"

namespace switchyard::contracting {
namespace {

using graphql::EnumWord;
using graphql::FieldCall;

// With the business day of the environment.
Result<std::optional<rules::SignupRequirements>> requirements_asked(const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const graphql::Arguments& asked = call.arguments();
  const std::string supplier = asked.text("supplier");
  const std::string utility = asked.text("utility");
  const std::string state = asked.text("state");
  const std::string customer_class = lower_word(asked.text("customerClass"));
  auto found = rules::requirements(*request.desk.rules, request.desk.market(),
                                   {.supplier = supplier, .utility = utility, .commodity = enum_argument(asked, "commodity", parse_commodity), .state = state,
                                    .customer_class = customer_class, .on = request.desk.today(), .language = lower_word(asked.text("language"))});
  if (!found) return std::move(found).error();
  return std::optional(*std::move(found));
}

std::vector<const market::Utility*> utilities_asked(const FieldCall& call) {
  const market::Market& market = call.app<ApiRequest>().desk.market();
  const auto commodity = optional_enum_argument(call.arguments(), "commodity", parse_commodity);
  const std::string state = call.arguments().optional_text("state").value_or("");
  const auto zip = call.arguments().optional_text("zip");
  std::vector<std::string> of_zip;
  if (zip) {
    for (const Commodity each : {Commodity::electric, Commodity::gas}) {
      const auto candidates = market.utilities_of_zip(*zip, each);
      of_zip.insert(of_zip.end(), candidates.utility_codes.begin(), candidates.utility_codes.end());
    }
  }
  std::vector<const market::Utility*> found;
  for (const market::Utility& utility : market.utilities()) {
    const bool is_there = !zip || std::find(of_zip.begin(), of_zip.end(), utility.code) != of_zip.end();
    if (is_there && (!commodity || utility.commodity == *commodity) && (state.empty() || utility.state == state)) found.push_back(&utility);
  }
  return found;
}

std::vector<const market::Supplier*> suppliers_asked(const FieldCall& call) {
  std::vector<const market::Supplier*> found;
  for (const market::Supplier& supplier : call.app<ApiRequest>().desk.market().suppliers()) found.push_back(&supplier);
  return found;
}

void bind_requirements(graphql::Resolvers& resolvers) {
  using rules::SignupRequirements;
  resolvers.object<SignupRequirements>("SignupRequirements")
      .field("version", &SignupRequirements::rules_version)
      .field("schema", [](const SignupRequirements& r) { return graphql::OwnedRawJson{rules::requirements_json(r)}; })
      .children("documents", [](const SignupRequirements& r) -> const std::vector<rules::RequiredDocument>& { return r.documents; })
      .children("disclosures", [](const SignupRequirements& r) -> const std::vector<rules::Disclosure>& { return r.disclosures; })
      .child("rescission", [](const SignupRequirements& r) { return r.rescission.exists ? &r.rescission : nullptr; });
  resolvers.object<rules::RescissionWindow>("RescissionRule")
      .field("id", &rules::RescissionWindow::rule_id)
      .field("text", &rules::RescissionWindow::text)
      .field("days", &rules::RescissionWindow::n)
      .field("businessDays", [](const rules::RescissionWindow& w) { return w.unit == rules::DayUnit::business_days; })
      .field("startEvent", &rules::RescissionWindow::start_event)
      .field("via", &rules::RescissionWindow::via)
      .field("holdsSubmission", &rules::RescissionWindow::holds_submission)
      .field("confidence", [](const rules::RescissionWindow& w) { return EnumWord{rules::text_of(w.confidence)}; });
  resolvers.object<rules::RequiredDocument>("RequiredDocument")
      .field("kind", &rules::RequiredDocument::kind)
      .field("title", &rules::RequiredDocument::title)
      .field("perAccount", &rules::RequiredDocument::is_per_account)
      .field("ageDaysMax", &rules::RequiredDocument::age_days_max)
      .field("allPages", &rules::RequiredDocument::all_pages)
      .field("neededBy", [](const rules::RequiredDocument& d) { return rules::text_of(d.needed_by); });
  resolvers.object<rules::Disclosure>("Disclosure")
      .field("key", &rules::Disclosure::key)
      .field("place", &rules::Disclosure::place)
      .field("title", &rules::Disclosure::title)
      .field("text", &rules::Disclosure::text)
      .field("confidence", [](const rules::Disclosure& d) { return EnumWord{rules::text_of(d.confidence)}; })
      .field("source", [](const rules::Disclosure& d) { return or_null(d.source); });
}

}  // namespace

void bind_trade(graphql::Resolvers& resolvers, QueryResolvers& query) {
  using market::Supplier;
  using market::Utility;
  resolvers.object<Utility>("Utility")
      .field("code", &Utility::code)
      .field("name", &Utility::name)
      .field("state", &Utility::state)
      .field("commodity", [](const Utility& u) { return EnumWord{text_of(u.commodity)}; })
      .field("market", [](const Utility& u) { return or_null(u.iso_rto); })
      .field("zones", [](const Utility& u) -> const std::vector<std::string>& { return u.zones; })
      .field("accountNumberKind", [](const Utility& u) { return or_null(u.account_kind); })
      .field("accountNumberLength", [](const Utility& u) { return or_null(u.account_length); })
      .field("usageUnit", [](const Utility& u) { return u.unit ? std::optional(enum_name_of(*u.unit)) : std::nullopt; })
      .field("meterNumberRequired", &Utility::meter_number_required);
  resolvers.object<Supplier>("Supplier").field("code", &Supplier::code).field("name", &Supplier::name);
  bind_requirements(resolvers);
  query.children("utilities", [](const graphql::Root&, const FieldCall& call) { return utilities_asked(call); })
      .child("utility", [](const graphql::Root&, const FieldCall& call) { return utility_of(call, call.arguments().text("code")); })
      .children("suppliers", [](const graphql::Root&, const FieldCall& call) { return suppliers_asked(call); })
      .child("supplier", [](const graphql::Root&, const FieldCall& call) { return supplier_of(call, call.arguments().text("code")); })
      .child("signupRequirements", [](const graphql::Root&, const FieldCall& call) { return requirements_asked(call); });
}

}  // namespace switchyard::contracting
