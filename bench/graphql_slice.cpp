#include "graphql_slice.hpp"

#include <fmt/format.h>

#include <span>
#include <stdexcept>

#include "graphql/schema/build_schema.hpp"

namespace switchyard::bench {

using graphql::FieldCall;
using graphql::Lists;
using graphql::Ones;
using graphql::Parents;

namespace {

constexpr std::size_t kContracts = 50;

struct Page {
  std::span<const Contract> contracts;
};

std::size_t place_of(const Desk& desk, const Contract& contract) { return static_cast<std::size_t>(&contract - desk.contracts.data()); }

// Lists of a level, looked at where they are.
template <class T>
Lists<const T*> lists_of(Parents<Contract> contracts, const Desk& desk, const std::vector<std::vector<T>>& all) {
  Lists<const T*> lists(contracts.size());
  for (std::size_t i = 0; i < contracts.size(); ++i) {
    for (const T& item : all[place_of(desk, contracts[i])]) lists.add(i, &item);
  }
  return lists;
}

Ones<const Customer*> customers_of(Parents<Contract> contracts, const Desk& desk) {
  Ones<const Customer*> customers(contracts.size());
  for (std::size_t i = 0; i < contracts.size(); ++i) customers.set(i, &desk.customers[contracts[i].customer]);
  return customers;
}

void bind_leaves(graphql::Resolvers& resolvers) {
  resolvers.object<Customer>("Customer")
      .field("id", &Customer::id)
      .field("name", &Customer::name)
      .field("email", &Customer::email)
      .field("taxExempt", &Customer::is_tax_exempt);
  resolvers.object<Account>("ContractAccount")
      .field("id", &Account::id)
      .field("accountNumber", &Account::account_number)
      .field("utility", &Account::utility)
      .field("zip", &Account::zip)
      .field("annualUsage", &Account::annual_usage)
      .field("status", [](const Account& account) { return graphql::EnumWord{account.status}; });
  resolvers.object<StateChange>("StateChange")
      .field("at", &StateChange::at)
      .field("from", [](const StateChange& change) { return graphql::EnumWord{change.from}; })
      .field("to", [](const StateChange& change) { return graphql::EnumWord{change.to}; })
      .field("actor", &StateChange::actor);
}

void bind_contracts(graphql::Resolvers& resolvers) {
  resolvers.object<Contract>("Contract")
      .field("id", &Contract::id)
      .field("number", &Contract::number)
      .field("state", [](const Contract& contract) { return graphql::EnumWord{contract.state}; })
      .field("supplier", &Contract::supplier)
      .field("termMonths", &Contract::term_months)
      .field("startDate", &Contract::start_date)
      .field("price", &Contract::price)
      .field("createdAt", &Contract::created_at)
      .batch("customer", [](Parents<Contract> contracts, const FieldCall& call) { return customers_of(contracts, call.app<const Desk>()); })
      .batch("accounts", [](Parents<Contract> contracts, const FieldCall& call) {
        return lists_of(contracts, call.app<const Desk>(), call.app<const Desk>().accounts);
      })
      .batch("history", [](Parents<Contract> contracts, const FieldCall& call) {
        return lists_of(contracts, call.app<const Desk>(), call.app<const Desk>().history);
      });
  resolvers.object<Page>("ContractConnection")
      .field("totalCount", [](const Page& page) { return page.contracts.size(); })
      .children("nodes", [](const Page& page) { return page.contracts; });
  resolvers.object<graphql::Root>("Query").child("contracts", [](const graphql::Root&, const FieldCall& call) {
    const auto& contracts = call.app<const Desk>().contracts;
    const auto first = static_cast<std::size_t>(call.arguments().optional_integer("first").value_or(25));
    return Page{std::span(contracts).first(std::min(first, contracts.size()))};
  });
}

Contract make_contract(std::size_t i) {
  return {.id = fmt::format("ctr_0190f3c4a1b2{:04}", i),
          .number = fmt::format("SY-2026-{:06}", 4711 + i),
          .state = i % 3 == 0 ? "active" : "in_review",
          .supplier = "Prairie Crown Energy",
          .term_months = static_cast<std::int32_t>(12 + i % 3 * 12),
          .start_date = Date::from_days(static_cast<std::int32_t>(20'788 + i)),
          .price = Decimal::from_parts(66'200 + static_cast<std::int64_t>(i), 6).value(),
          .created_at = Instant::from_unix_ms(1'795'000'000'000 + static_cast<std::int64_t>(i) * 1'000),
          .customer = i};
}

}  // namespace

Desk make_desk() {
  Desk desk;
  for (std::size_t i = 0; i < kContracts; ++i) {
    desk.contracts.push_back(make_contract(i));
    desk.customers.push_back({fmt::format("cus_0190f3c4{:04}", i), fmt::format("Lakeside Bakery No. {} LLC", i), fmt::format("office{}@lakeside.example", i), i % 7 == 0});
    auto& accounts = desk.accounts.emplace_back();
    for (std::size_t k = 0; k < 2; ++k) {
      accounts.push_back({fmt::format("cac_0190{:04}{}", i, k), fmt::format("{:010}", 1'234'567 * (i + 1) + k), "comed", "60601",
                          Decimal::from_integer(static_cast<std::int64_t>(25'000 + i)), "active"});
    }
    const Instant at = desk.contracts.back().created_at;
    desk.history.push_back({{at, "draft", "sent", "partner"}, {at + Duration::minutes(9), "sent", "signed", "customer"}, {at + Duration::minutes(19), "signed", "in_review", "operator"}});
  }
  return desk;
}

std::string_view slice_sdl() {
  return R"(scalar Date
scalar DateTime
scalar Decimal
enum State { DRAFT SENT SIGNED IN_REVIEW ACTIVE }
type Query { contracts(first: Int): ContractConnection! }
type ContractConnection { totalCount: Int! nodes: [Contract!]! }
type Contract {
  id: ID!
  number: String!
  state: State!
  supplier: String!
  termMonths: Int!
  startDate: Date!
  price: Decimal!
  createdAt: DateTime!
  customer: Customer!
  accounts: [ContractAccount!]!
  history: [StateChange!]!
}
type Customer { id: ID! name: String! email: String taxExempt: Boolean! }
type ContractAccount { id: ID! accountNumber: String! utility: String! zip: String! annualUsage: Decimal! status: State! }
type StateChange { at: DateTime! from: State! to: State! actor: String! }
)";
}

std::string_view slice_query() {
  return "query Contracts($first: Int) { contracts(first: $first) { totalCount nodes { id number state termMonths startDate price "
         "customer { id name } accounts { id accountNumber utility annualUsage status } history { at to actor } } } }";
}

std::unique_ptr<graphql::ExecutableSchema> make_slice() {
  graphql::Resolvers resolvers;
  bind_leaves(resolvers);
  bind_contracts(resolvers);
  auto built = graphql::build_schema(std::string(slice_sdl()));
  if (!built) throw std::runtime_error(built.errors.front().message);
  if (const auto misfits = resolvers.misfits(*built.schema); !misfits.empty()) throw std::runtime_error(misfits.front());
  return std::make_unique<graphql::ExecutableSchema>(built.schema, std::move(resolvers));
}

}  // namespace switchyard::bench
