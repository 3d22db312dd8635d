#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_connection.hpp"
#include "contracting/api/graphql_envelopes.hpp"
#include "contracting/api/graphql_scalars.hpp"
#include "contracting/api/graphql_trade.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"
#include "contracting/states/contract_header.hpp"

namespace switchyard::contracting {
namespace {

using graphql::EnumWord;
using graphql::FieldCall;
using graphql::Parents;

ContractId id_of(const Contract& contract) { return contract.id; }

template <class Row, class Read>
graphql::Lists<Row> rows_of(Parents<Contract> contracts, const FieldCall& call, Read read) {
  const auto& request = call.app<ApiRequest>();
  const auto ids = distinct_ids<ContractId>(contracts, id_of);
  auto rows = request.read([&](SqlReader& reader) { return read(reader, request.partner(), std::span<const ContractId>(ids)); });
  return lists_by_key<Row, ContractId>(contracts, std::move(rows), id_of, [](const Row& row) { return row.contract; });
}

graphql::Ones<std::shared_ptr<const Customer>> customer_of(Parents<Contract> contracts, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return ones_by_id<Customer, CustomerId>(contracts, [](const Contract& c) { return std::optional(c.customer); }, [&](std::span<const CustomerId> ids) {
    return request.read([&](SqlReader& reader) { return read_customers(reader, request.partner(), ids); });
  });
}

template <class LinkOf>
graphql::Ones<std::shared_ptr<const Contract>> linked(Parents<Contract> contracts, const FieldCall& call, LinkOf link_of) {
  const auto& request = call.app<ApiRequest>();
  return ones_by_id<Contract, ContractId>(contracts, link_of, [&](std::span<const ContractId> ids) {
    return request.read([&](SqlReader& reader) { return contracts_by_ids(reader, request.partner(), ids); });
  });
}

// Those that the contract holds already (of a dry run they are nowhere else), or read for all contracts of the level.
std::map<ContractId, std::vector<ContractAccount>> accounts_by_contract(Parents<Contract> contracts, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  std::map<ContractId, std::vector<ContractAccount>> by_contract;
  std::vector<ContractId> missing;
  for (const Contract& contract : contracts) {
    if (!by_contract.try_emplace(contract.id, contract.accounts).second) continue;
    if (contract.accounts.empty()) missing.push_back(contract.id);
  }
  if (!missing.empty()) {
    for (ContractAccount& account : request.read([&](SqlReader& reader) { return accounts_of_contracts(reader, request.partner(), missing); })) {
      by_contract[account.contract].push_back(std::move(account));
    }
  }
  return by_contract;
}

Result<graphql::Ones<std::shared_ptr<const Connection<ContractAccount>>>> accounts_of(Parents<Contract> contracts, const FieldCall& call) {
  const PageRequest asked = page_request_of(call.arguments());
  const auto by_contract = accounts_by_contract(contracts, call);
  graphql::Ones<std::shared_ptr<const Connection<ContractAccount>>> ones(contracts.size());
  for (std::size_t i = 0; i < contracts.size(); ++i) {
    const auto& all = by_contract.at(contracts[i].id);
    auto page = page_of_all(all, asked, [](const ContractAccount& account) { return account.id.text(); });
    if (!page) return std::move(page).error();
    const auto count = static_cast<std::int64_t>(all.size());
    ones.set(i, std::make_shared<const Connection<ContractAccount>>(Connection<ContractAccount>{*std::move(page), [count] { return count; }}));
  }
  return ones;
}

graphql::Ones<BlendedPrice> blended_of(Parents<Contract> contracts, const FieldCall& call) {
  const auto by_contract = accounts_by_contract(contracts, call);
  graphql::Ones<BlendedPrice> ones(contracts.size());
  for (std::size_t i = 0; i < contracts.size(); ++i) {
    if (const auto blended = blended_price(by_contract.at(contracts[i].id))) ones.set(i, *blended);
  }
  return ones;
}

struct Renewal {
  Date opens;
  Date ends;
  bool is_open = false;
  bool in_holdover = false;
};
std::optional<Renewal> renewal_of(const Contract& contract, const FieldCall& call) {
  const RenewalFlags flags = renewal_flags({.state = contract.state, .end = contract.end, .is_renewed = contract.successor.has_value()},
                                           call.app<ApiRequest>().desk.today());
  if (!flags.window_from || !flags.end) return {};
  return Renewal{*flags.window_from, *flags.end, flags.in_window, flags.in_holdover};
}

// Nothing where the filter names a customer that is none.
std::optional<ContractFilter> filter_of(const graphql::Arguments& arguments) {
  ContractFilter filter;
  const auto asked = arguments.optional_object("filter");
  if (!asked) return filter;
  for (const std::string& status : asked->texts("statuses")) filter.states.push_back(parse_contract_state(lower_word(status)).value());
  if (const auto customer = asked->optional_text("customerId")) {
    const auto id = CustomerId::parse(*customer);
    if (!id) return {};
    filter.customer = *id;
  }
  filter.text = asked->optional_text("text").value_or("");
  filter.supplier = asked->optional_text("supplier").value_or("");
  filter.utility_code = asked->optional_text("utility").value_or("");
  filter.commodity = optional_enum_argument(*asked, "commodity", parse_commodity);
  filter.state_code = asked->optional_text("state").value_or("");
  filter.owner_agent = asked->optional_text("ownerAgent").value_or("");
  filter.number = asked->optional_text("number").value_or("");
  filter.your_reference = asked->optional_text("yourReference").value_or("");
  filter.created_from = optional_instant(*asked, "createdFrom");
  filter.created_until = optional_instant(*asked, "createdUntil");
  filter.start_from = optional_date(*asked, "startFrom");
  filter.start_until = optional_date(*asked, "startUntil");
  filter.end_from = optional_date(*asked, "endFrom");
  filter.end_until = optional_date(*asked, "endUntil");
  return filter;
}

ContractSort sort_of(const std::string& field) {
  if (field == "UPDATED_AT") return ContractSort::changed_at;
  if (field == "NUMBER") return ContractSort::number;
  if (field == "CUSTOMER_NAME") return ContractSort::customer_name;
  if (field == "END_DATE") return ContractSort::end;
  return ContractSort::created_at;
}

Result<Connection<Contract>> listed(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const PageRequest asked = page_request_of(call.arguments());
  const auto filter = filter_of(call.arguments());
  if (!filter) return Connection<Contract>{.page = {}, .count = [] { return 0; }};
  const auto sort = call.arguments().optional_object("sort");
  const bool descending = !sort || sort->text("direction") == "DESC";
  auto page = request.read([&](SqlReader& reader) {
    return list_contracts(reader, request.partner(), *filter, sort ? sort_of(sort->text("field")) : ContractSort::created_at, descending, asked);
  });
  if (!page) return std::move(page).error();
  return Connection<Contract>{*std::move(page), [&request, filter] { return request.read([&](SqlReader& reader) { return count_contracts(reader, request.partner(), *filter); }); }};
}

std::optional<Contract> one_contract(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  if (const auto text = call.arguments().optional_text("id")) {
    const auto id = ContractId::parse(*text);
    if (!id) return {};
    return request.read([&](SqlReader& reader) { return find_contract(reader, request.partner(), *id); });
  }
  const ContractFilter filter{.number = call.arguments().optional_text("number").value_or(""), .your_reference = call.arguments().optional_text("yourReference").value_or("")};
  if (filter.number.empty() && filter.your_reference.empty()) return {};
  const auto page = request.read([&](SqlReader& reader) { return list_contracts(reader, request.partner(), filter, ContractSort::created_at, true, {.first = 1}); });
  if (!page || page->rows.empty()) return {};
  return page->rows.front();
}

std::vector<ContractCount> counts(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const auto filter = filter_of(call.arguments());
  if (!filter) return {};
  const std::string by = call.arguments().text("groupBy");
  const ContractGroup group = by == "SUPPLIER" ? ContractGroup::supplier : by == "MONTH" ? ContractGroup::month : ContractGroup::status;
  return request.read([&](SqlReader& reader) { return count_contracts_by(reader, request.partner(), *filter, group); });
}

void bind_parts(graphql::Resolvers& resolvers) {
  resolvers.object<Progress>("ContractProgress")
      .field("accounts", &Progress::accounts)
      .field("accepted", &Progress::accepted)
      .field("rejected", &Progress::rejected)
      .field("active", &Progress::active)
      .field("dropped", &Progress::dropped)
      .field("cancelled", &Progress::cancelled);
  resolvers.object<BlendedPrice>("BlendedPrice")
      .field("price", [](const BlendedPrice& b) { return price_text(b.price_micros, EnergyUnit::kwh, 5); })
      .field("exactCost", [](const BlendedPrice& b) { return money_text(b.exact_cost_cents); })
      .field("blendedCost", [](const BlendedPrice& b) { return money_text(b.cost_cents); })
      .field("difference", [](const BlendedPrice& b) { return money_text(b.difference_cents); });
  resolvers.object<CommissionTerms>("CommissionTerms")
      .field("plan", &CommissionTerms::plan)
      .field("rate", [](const CommissionTerms& t) { return t.rate_micros ? std::optional(price_text(*t.rate_micros, EnergyUnit::kwh, 5)) : std::nullopt; })
      .field("agentCode", [](const CommissionTerms& t) { return or_null(t.agent_code); })
      .children("splits", [](const CommissionTerms& t) -> const std::vector<CommissionSplit>& { return t.splits; })
      .field("frozenAt", &CommissionTerms::frozen_at);
  resolvers.object<CommissionSplit>("CommissionSplit")
      .field("payee", &CommissionSplit::payee)
      .field("percent", [](const CommissionSplit& s) { return percent_text(s.share_millionths); });
  resolvers.object<Renewal>("RenewalWindow")
      .field("opensOn", &Renewal::opens)
      .field("endsOn", &Renewal::ends)
      .field("isOpen", &Renewal::is_open)
      .field("inHoldover", &Renewal::in_holdover);
  resolvers.object<ContractCount>("ContractCount")
      .field("key", &ContractCount::key)
      .field("contracts", &ContractCount::contracts)
      .field("accounts", &ContractCount::accounts);
}

void bind_records(graphql::Resolvers& resolvers) {
  resolvers.object<ContractCheck>("Check")
      .field("id", &ContractCheck::id)
      .field("type", &ContractCheck::type)
      .field("severity", [](const ContractCheck& c) { return EnumWord{c.severity}; })
      .field("status", [](const ContractCheck& c) { return EnumWord{text_of(c.status)}; })
      .field("code", [](const ContractCheck& c) { return or_null(c.code); })
      .field("requiredBy", [](const ContractCheck& c) { return or_null(c.required_by); })
      .field("path", [](const ContractCheck& c) { return or_null(c.path); })
      .field("message", &ContractCheck::message)
      .field("contractAccountId", &ContractCheck::account)
      .field("approver", [](const ContractCheck& c) { return or_null(c.approver); })
      .field("reason", [](const ContractCheck& c) { return or_null(c.reason); })
      .field("at", &ContractCheck::at);
  resolvers.object<HistoryEntry>("StatusChange")
      .field("sequence", &HistoryEntry::sequence)
      .field("event", &HistoryEntry::event)
      .field("contractAccountId", &HistoryEntry::account)
      .field("previousStatus", [](const HistoryEntry& h) { return or_null(h.previous_status); })
      .field("status", &HistoryEntry::status)
      .field("actor", &HistoryEntry::actor)
      .field("reasonCode", [](const HistoryEntry& h) { return or_null(h.reason_code); })
      .field("reason", [](const HistoryEntry& h) { return or_null(h.reason); })
      .field("at", &HistoryEntry::at);
  resolvers.object<Acceptance>("Acceptance")
      .field("id", &Acceptance::id)
      .field("documentVersion", &Acceptance::document_version)
      .field("method", [](const Acceptance& a) { return EnumWord{text_of(a.method)}; })
      .field("acceptedAt", &Acceptance::accepted_at)
      .field("recordedAt", &Acceptance::recorded_at)
      .field("acceptedBy", &Acceptance::accepted_by)
      .field("acceptedTitle", [](const Acceptance& a) { return or_null(a.accepted_title); })
      .field("reference", [](const Acceptance& a) { return or_null(a.reference); })
      .children("signers", [](const Acceptance& a) -> const std::vector<AcceptanceSigner>& { return a.signers; })
      .batch("document", [](Parents<Acceptance> acceptances, const FieldCall& call) {
        return files_by_id(call, acceptances, [](const Acceptance& a) { return a.evidence; });
      });
}

void bind_terms(graphql::ObjectResolvers<Contract>& contract) {
  contract.field("id", &Contract::id)
      .field("number", &Contract::number)
      .field("version", &Contract::version)
      .field("documentVersion", &Contract::document_version)
      .field("dealType", [](const Contract& c) { return EnumWord{text_of(c.deal_type)}; })
      .field("amendment", [](const Contract& c) { return word_or_null(text_of(c.amendment)); })
      .field("channel", [](const Contract& c) { return EnumWord{text_of(c.channel)}; })
      .batch("customer", customer_of)
      .field("customerName", &Contract::customer_name)
      .child("supplier", [](const Contract& c, const FieldCall& call) { return supplier_of(call, c.supplier); })
      .field("commodity", [](const Contract& c) { return EnumWord{text_of(c.commodity)}; })
      .field("product", &Contract::product)
      .field("language", [](const Contract& c) { return EnumWord{c.language}; })
      .field("ownerAgent", [](const Contract& c) { return or_null(c.owner_agent); })
      .field("subAgency", [](const Contract& c) { return or_null(c.sub_agency); })
      .field("originPartner", [](const Contract& c) { return or_null(c.origin_partner); })
      .field("brokerOfRecord", [](const Contract& c) { return or_null(c.broker_of_record); })
      .child("commission", [](const Contract& c) -> const CommissionTerms& { return c.commission; })
      .field("yourReference", [](const Contract& c) { return or_null(c.your_reference); })
      .batch("accounts", accounts_of)
      .field("annualUsage", [](const Contract& c) { return amount_text(c.annual_usage_milli); })
      .field("usageUnit", [](const Contract& c) { return enum_name_of(base_of(c.price_unit)); })
      .field("estimatedAnnualCost", [](const Contract& c) { return money_text(c.annual_cost_cents); })
      .batch("blendedPrice", blended_of);
}

void bind_course(graphql::ObjectResolvers<Contract>& contract) {
  contract.field("status", [](const Contract& c) { return EnumWord{text_of(c.state)}; })
      .field("statusSince", &Contract::state_since)
      .field("reason", [](const Contract& c) { return or_null(c.reason); })
      .field("waitingOn", [](const Contract& c) { return word_or_null(text_of(facts_of(c.state).waiting_on)); })
      .field("dueAt", [](const Contract& c) { return due_at(c); })
      .child("progress", [](const Contract& c) -> const Progress& { return c.progress; })
      .field("startDate", &Contract::start)
      .field("endDate", &Contract::end)
      .field("validUntil", [](const Contract& c) { return c.instants.valid_until; })
      .field("signBy", [](const Contract& c) { return c.instants.sign_by; })
      .field("submitBy", [](const Contract& c) { return c.instants.submit_by; })
      .field("lockedAt", [](const Contract& c) { return c.instants.locked_at; })
      .field("signedAt", &Contract::signed_at)
      .field("submittedAt", &Contract::submitted_at)
      .child("renewal", renewal_of)
      .batch("checks", [](Parents<Contract> contracts, const FieldCall& call) { return rows_of<ContractCheck>(contracts, call, checks_of_contracts); })
      .batch("acceptances", [](Parents<Contract> contracts, const FieldCall& call) { return rows_of<Acceptance>(contracts, call, acceptances_of_contracts); })
      .child("envelope", [](const Contract& c, const FieldCall& call) { return envelope_of(call, subject_of(c)); })
      .child("countersignature", [](const Contract& c, const FieldCall& call) { return envelope_of(call, subject_of(c, signing::EnvelopePurpose::countersignature)); })
      .batch("documents", [](Parents<Contract> contracts, const FieldCall& call) { return documents_of_contracts(call, contracts); })
      .batch("history", [](Parents<Contract> contracts, const FieldCall& call) { return rows_of<HistoryEntry>(contracts, call, history_of_contracts); })
      .batch("notes", [](Parents<Contract> contracts, const FieldCall& call) { return notes_of_subjects(call, contracts, [](const Contract& c) { return c.id.text(); }); })
      .batch("former", [](Parents<Contract> contracts, const FieldCall& call) { return linked(contracts, call, [](const Contract& c) { return c.former; }); })
      .batch("successor", [](Parents<Contract> contracts, const FieldCall& call) { return linked(contracts, call, [](const Contract& c) { return c.successor; }); })
      .field("createdAt", &Contract::created_at)
      .field("updatedAt", &Contract::changed_at);
}

}  // namespace

void bind_contracts(graphql::Resolvers& resolvers, QueryResolvers& query) {
  bind_parts(resolvers);
  bind_records(resolvers);
  auto contract = resolvers.object<Contract>("Contract");
  bind_terms(contract);
  bind_course(contract);
  bind_connection<Contract>(resolvers, "Contract");
  query.child("contract", one_contract).child("contracts", listed).children("contractCounts", counts);
}

}  // namespace switchyard::contracting
