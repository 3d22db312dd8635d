#include "contracting/contracts/account_places.hpp"

#include <algorithm>

#include "values/ensure.hpp"

namespace switchyard::contracting {
namespace {

#define PLACES                                                                                                                                              \
  "SELECT a.id, a.contract_id, a.partner_id, a.state, a.state_since_at_ms, c.supplier, c.number, c.customer_name, s.account_number, a.utility_code, a.state_code," \
  " a.reason_code, a.reason, a.reject_class FROM contract_accounts a JOIN contracts c ON c.id = a.contract_id JOIN service_accounts s ON s.id = a.service_account_id"
constexpr std::string_view kById = PLACES " WHERE a.id = $1";
constexpr std::string_view kByNumber = PLACES " WHERE s.account_number = $1 AND c.supplier = $2 ORDER BY c.id DESC, a.position LIMIT 50";
constexpr std::string_view kStarting = PLACES " WHERE a.state = $1 AND a.start_read_days <= $2 ORDER BY a.start_read_days, a.id LIMIT $3";
constexpr std::string_view kIn = PLACES " WHERE a.state IN ($1, $2, $3, $4) AND a.id > $5 ORDER BY a.id LIMIT $6";
#undef PLACES

AccountPlace place_of(const SqlRow& row) {
  return {.account = ContractAccountId::parse(row.text(0)).value(),
          .contract = ContractId::parse(row.text(1)).value(),
          .partner = access::PartnerId::parse(row.text(2)).value(),
          .state = parse_account_state(row.text(3)).value(),
          .state_since = Instant::from_unix_ms(row.integer(4)),
          .supplier = std::string(row.text(5)),
          .contract_number = std::string(row.text(6)),
          .customer_name = std::string(row.text(7)),
          .account_number = std::string(row.text(8)),
          .utility_code = std::string(row.text(9)),
          .state_code = std::string(row.text(10)),
          .reason_code = std::string(row.text(11)),
          .reason = std::string(row.text(12)),
          .reject_class = parse_reject_class(row.text(13)).value()};
}

}  // namespace

std::optional<AccountPlace> find_account_place(SqlReader& reader, const ContractAccountId& account) {
  const std::string id = account.text();
  std::optional<AccountPlace> place;
  reader.query(kById, {std::string_view(id)}, [&](const SqlRow& row) { place = place_of(row); });
  return place;
}

std::vector<AccountPlace> account_places_of_number(SqlReader& reader, std::string_view supplier, std::string_view account_number) {
  std::vector<AccountPlace> places;
  reader.query(kByNumber, {account_number, supplier}, [&](const SqlRow& row) { places.push_back(place_of(row)); });
  return places;
}

std::vector<AccountPlace> account_places_starting(SqlReader& reader, AccountState state, Date until, std::int64_t limit) {
  std::vector<AccountPlace> places;
  reader.query(kStarting, {text_of(state), std::int64_t{until.days()}, limit}, [&](const SqlRow& row) { places.push_back(place_of(row)); });
  return places;
}

std::vector<AccountPlace> account_places_in(SqlReader& reader, std::span<const AccountState> states, const std::optional<ContractAccountId>& after, std::int64_t limit) {
  constexpr std::size_t kStatesMax = 4;
  ENSURE(!states.empty() && states.size() <= kStatesMax);
  const std::string behind = after ? after->text() : std::string();
  const auto word = [&](std::size_t i) { return text_of(states[std::min(i, states.size() - 1)]); };
  std::vector<AccountPlace> places;
  reader.query(kIn, {word(0), word(1), word(2), word(3), std::string_view(behind), limit}, [&](const SqlRow& row) { places.push_back(place_of(row)); });
  return places;
}

}  // namespace switchyard::contracting
