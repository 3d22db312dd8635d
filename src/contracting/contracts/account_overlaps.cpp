#include "contracting/contracts/account_overlaps.hpp"

#include <map>

#include <fmt/format.h>

#include "contracting/contracts/contract_store.hpp"
#include "contracting/id_list.hpp"
#include "rules/service_intervals.hpp"

namespace switchyard::contracting {
namespace {

using MeterKey = std::pair<std::string, std::string>;  // Utility and number.

std::map<MeterKey, std::vector<rules::ServiceInterval>> others_by_meter(SqlReader& reader, const access::PartnerId& partner, std::span<const MeterInterval> intervals,
                                                                         const LeftOut& left_out) {
  std::vector<std::string> numbers;
  for (const MeterInterval& interval : intervals) numbers.push_back(interval.service->account_number);
  const std::string own = partner.text();
  const std::string judged = left_out.own ? left_out.own->text() : "";
  const std::string amended = left_out.amended ? left_out.amended->text() : "";
  std::map<MeterKey, std::vector<rules::ServiceInterval>> others;
  for (const HeldInterval& held : held_intervals(reader, distinct_in_order(std::move(numbers)))) {
    if (held.contract == judged || held.contract == amended || !held.start_read) continue;
    others[{held.utility_code, held.account_number}].push_back({.contract = held.partner == own ? held.contract_number : held.contract,
                                                                .start_read = *held.start_read,
                                                                .end_read = held.end_read,
                                                                .is_own = held.partner == own});
  }
  return others;
}

ContractCheck check_of(const ContractDesk& desk, std::string type, std::string severity, std::string path) {
  const Instant now = desk.quotes.clock.now();
  return {.id = make_id<ContractCheckTag>(now, desk.quotes.random), .contract = ContractId(Uuid{}), .type = std::move(type), .severity = std::move(severity),
          .path = std::move(path), .at = now};
}

}  // namespace

Result<Overlaps> judge_overlaps(SqlReader& reader, const ContractDesk& desk, const access::PartnerId& partner, std::span<const MeterInterval> intervals,
                                const LeftOut& left_out) {
  const auto others = others_by_meter(reader, partner, intervals, left_out);
  FieldRefusals refusals;
  Overlaps overlaps;
  for (const MeterInterval& interval : intervals) {
    const auto found = others.find({interval.service->details.utility_code, interval.service->account_number});
    if (found == others.end()) continue;
    const std::string path = fmt::format("/accounts/{}", interval.index);
    const rules::IntervalVerdict verdict =
        rules::judge_interval({.contract = {}, .start_read = interval.start_read, .end_read = interval.end_read}, found->second, path);
    for (const rules::Finding& finding : verdict.findings) {
      if (finding.severity == rules::Severity::block) {
        refusals.add(path, "account_overlap", finding.message);
        continue;
      }
      ContractCheck& check = overlaps.checks.emplace_back(check_of(desk, "overlap", "warn", path));
      check.code = finding.code;
      check.required_by = finding.rule_id;
      check.status = CheckStatus::warned;
      check.message = finding.message;
    }
    for (const std::string& contract : verdict.other_partners_contracts) {
      ContractCheck& check = overlaps.checks.emplace_back(check_of(desk, "broker_of_record", "review", path));
      check.is_for_operators = true;
      check.code = "broker_of_record";
      check.message = fmt::format("Contract {} of another partner holds this meter in that time; who is the broker of record?", contract);
    }
  }
  if (auto none = refusals.finish("account_overlap"); !none) return std::move(none).error();
  return overlaps;
}

}  // namespace switchyard::contracting
