#include "contracting/contracts/contract_judgement.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/contracts/account_overlaps.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/contracts/contract_store.hpp"
#include "contracting/contracts/field_refusals.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::string_view kAccounts = "/accounts/";

// The account that a path is about.
std::optional<ContractAccountId> account_of(const Contract& contract, std::string_view path) {
  if (!path.starts_with(kAccounts)) return std::nullopt;
  std::size_t index = 0;
  const auto read = std::from_chars(path.data() + kAccounts.size(), path.data() + path.size(), index);
  if (read.ec != std::errc() || index >= contract.accounts.size()) return std::nullopt;
  return contract.accounts[index].id;
}

CheckStatus status_of(rules::Severity severity) {
  switch (severity) {
    case rules::Severity::block: return CheckStatus::failed;
    case rules::Severity::review: return CheckStatus::open;
    case rules::Severity::warn: return CheckStatus::warned;
  }
  return CheckStatus::failed;
}

bool is_same_check(const ContractCheck& one, const ContractCheck& other) {
  return one.type == other.type && one.code == other.code && one.path == other.path && one.required_by == other.required_by;
}

// What somebody waived stays waived, with who and why.
void keep_waivers(const std::vector<ContractCheck>& former, std::vector<ContractCheck>& checks) {
  for (ContractCheck& check : checks) {
    const auto waived = std::ranges::find_if(former, [&](const ContractCheck& each) { return each.status == CheckStatus::waived && is_same_check(each, check); });
    if (waived == former.end()) continue;
    check.status = CheckStatus::waived;
    check.approver = waived->approver;
    check.reason = waived->reason;
    check.at = waived->at;
  }
}

class Checks {
 public:
  Checks(const ContractDesk& desk, const Contract& contract) : desk_(desk), contract_(contract), now_(desk.quotes.clock.now()) {}

  ContractCheck& add(std::string type, rules::Severity severity, rules::Stage needed_by, std::string path) {
    placed_.push_back({static_cast<int>(severity), needed_by,
                       {.id = make_id<ContractCheckTag>(now_, desk_.quotes.random), .contract = contract_.id, .account = account_of(contract_, path), .type = std::move(type),
                        .severity = std::string(text_of(severity)), .path = path, .status = status_of(severity), .at = now_}});
    return placed_.back().check;
  }

  void add_findings(const std::vector<rules::Finding>& findings) {
    for (const rules::Finding& finding : findings) {
      ContractCheck& check = add("rule", finding.severity, finding.needed_by, finding.path);
      check.code = finding.code;
      check.required_by = finding.rule_id;
      check.message = finding.hint.empty() ? finding.message : finding.message + " " + finding.hint;
    }
  }

  void add_price_instants() {
    if (contract_.signed_at) return;
    for (std::size_t i = 0; i < contract_.accounts.size(); ++i) {
      const ContractAccount& account = contract_.accounts[i];
      if (facts_of(account.state).is_final || !account.instants.sign_by || now_ < *account.instants.sign_by) continue;
      ContractCheck& check = add("price", rules::Severity::block, rules::Stage::send, fmt::format("/accounts/{}", i));
      check.code = "price_expired";
      check.message = fmt::format("The price had to be signed by {}; re-price the contract.", account.instants.sign_by->text());
    }
  }

  void add_overlaps(SqlReader& reader, const ContractParties& parties) {
    std::vector<MeterInterval> intervals;
    for (std::size_t i = 0; i < contract_.accounts.size(); ++i) {
      const ContractAccount& account = contract_.accounts[i];
      if (account.start_read && !facts_of(account.state).is_final) intervals.push_back({i, &parties.services[i], *account.start_read, account.end_read});
    }
    // Its own time is no overlap; of an amendment neither is that of the contract that it amends.
    auto overlaps = judge_overlaps(reader, desk_, contract_.partner, intervals,
                                   {.own = contract_.id, .amended = contract_.deal_type == DealType::amendment ? contract_.former : std::nullopt});
    if (!overlaps) {
      for (const FieldError& field : overlaps.error().fields) {
        ContractCheck& check = add("overlap", rules::Severity::block, rules::Stage::send, field.pointer);
        check.code = field.code;
        check.message = field.detail;
      }
      return;
    }
    for (ContractCheck& check : overlaps->checks) {
      check.contract = contract_.id;
      check.account = account_of(contract_, check.path);
      placed_.push_back({check.severity == "review" ? 1 : 0, rules::Stage::submit, std::move(check)});
    }
  }

  Judgement finish() {
    std::ranges::stable_sort(placed_, [](const Placed& one, const Placed& other) { return one.rank > other.rank; });
    Judgement judgement;
    for (Placed& placed : placed_) {
      judgement.checks.push_back(std::move(placed.check));
      judgement.needed_by.push_back(placed.needed_by);
    }
    return judgement;
  }

 private:
  struct Placed {
    int rank;
    rules::Stage needed_by;
    ContractCheck check;
  };

  const ContractDesk& desk_;
  const Contract& contract_;
  const Instant now_;
  std::vector<Placed> placed_;
};

}  // namespace

bool Judgement::blocks(rules::Stage stage) const {
  for (std::size_t i = 0; i < checks.size(); ++i) {
    if (checks[i].status == CheckStatus::failed && needed_by[i] <= stage) return true;
  }
  return false;
}

Result<void> Judgement::pass(rules::Stage stage) const {
  FieldRefusals refusals;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    if (checks[i].status == CheckStatus::failed && needed_by[i] <= stage) refusals.add(checks[i].path, checks[i].code, checks[i].message);
  }
  auto passed = refusals.finish("contract_blocked");
  if (passed) return passed;
  Error error = std::move(passed).error();
  if (error.code == "price_expired") return error;
  error.code = "contract_blocked";
  return error;
}

void keep_checks(SqlTransaction& transaction, const Contract& contract, Judgement& judgement) {
  keep_waivers(checks_of_contracts(transaction, contract.partner, std::span(&contract.id, 1)), judgement.checks);
  replace_checks(transaction, contract.id, judgement.checks);
}

Judgement judge_contract(SqlReader& reader, const ContractDesk& desk, const Contract& contract) {
  const ContractParties parties = parties_of(reader, contract);
  Checks checks(desk, contract);
  const rules::ContractFacts facts = contract_facts(reader, desk, contract, parties);
  const rules::CheckOptions options{.today = day_of(desk.quotes.clock.now()), .language = contract.language};
  checks.add_findings(rules::check(*desk.rules, *desk.quotes.market, facts, options));
  checks.add_price_instants();
  checks.add_overlaps(reader, parties);
  return checks.finish();
}

}  // namespace switchyard::contracting
