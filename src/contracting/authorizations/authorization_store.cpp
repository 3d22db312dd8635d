#include "contracting/authorizations/authorization_store.hpp"

#include <map>

#include <fmt/format.h>

#include "contracting/column_walk.hpp"
#include "contracting/id_list.hpp"

namespace switchyard::contracting {
namespace {

struct AuthorizationRow {
  Authorization authorization{.id = AuthorizationId(Uuid{}), .partner = access::PartnerId(Uuid{}),
                              .said = {.customer = CustomerId(Uuid{}), .scopes = {}, .signer_name = {}}};
  std::string scopes;
};

template <class Visit, class Row>
void visit_authorization(Visit& visit, Row& row) {
  auto& authorization = row.authorization;
  auto& said = authorization.said;
  visit("id", authorization.id);
  visit("partner_id", authorization.partner);
  visit("customer_id", said.customer);
  visit("scopes", row.scopes);
  visit("signed_at_ms", said.signed_at);
  visit.word("method", said.method, parse_authorization_method);
  visit("signer_name", said.signer_name);
  visit("expires_at_ms", said.expires_at);
  visit("document_id", said.document);
  visit("document_reference", said.document_reference);
  visit("revoked_at_ms", authorization.revoked_at);
  visit("revocation_reason", authorization.revocation_reason);
  visit("version", authorization.version);
  visit("created_at_ms", authorization.created_at);
  visit.word("signature", authorization.signature, parse_letter_signature);
}

const ColumnNames& columns() {
  static const ColumnNames kColumns = [] {
    ColumnNames names;
    const AuthorizationRow row;
    visit_authorization(names, row);
    return names;
  }();
  return kColumns;
}

Authorization authorization_of(const SqlRow& row) {
  AuthorizationRow read;
  ColumnReading reading(row);
  visit_authorization(reading, read);
  std::string_view rest = read.scopes;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    read.authorization.said.scopes.push_back(parse_authorization_scope(rest.substr(0, end)).value());
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::move(read.authorization);
}

std::vector<Authorization> with_accounts(SqlReader& reader, std::vector<Authorization> authorizations) {
  static const IdListQuery kQuery(
      "SELECT authorization_id, service_account_id FROM authorization_accounts WHERE authorization_id IN ({ids}) ORDER BY authorization_id, service_account_id", 0);
  std::map<std::string, Authorization*> by_id;
  std::vector<std::string> ids;
  for (Authorization& each : authorizations) by_id.emplace(ids.emplace_back(each.id.text()), &each);
  kQuery.run(reader, {}, ids, [&](const SqlRow& row) {
    by_id.at(std::string(row.text(0)))->said.accounts.push_back(ServiceAccountId::parse(row.text(1)).value());
  });
  return authorizations;
}

}  // namespace

void insert_authorization(SqlTransaction& transaction, const Authorization& authorization, const access::ApplicationId& application) {
  static const std::string kSql =
      fmt::format("INSERT INTO authorizations ({}, application_id, expiry_told) VALUES ({}, ${}, 0)", columns().list(), columns().parameters(), columns().names().size() + 1);
  AuthorizationRow row{.authorization = authorization, .scopes = {}};
  for (const AuthorizationScope scope : authorization.said.scopes) row.scopes.append(row.scopes.empty() ? "" : " ").append(text_of(scope));
  const std::string through = application.text();
  ColumnValues values;
  visit_authorization(values, row);
  values.values.emplace_back(std::string_view(through));
  transaction.execute(kSql, values.values);
  const std::string id = authorization.id.text();
  const std::vector<std::string> accounts = id_texts(std::span<const ServiceAccountId>(authorization.said.accounts));
  std::vector<std::vector<SqlValue>> rows;
  for (const std::string& account : accounts) rows.push_back({std::string_view(id), std::string_view(account)});
  if (!rows.empty()) transaction.execute_many("INSERT INTO authorization_accounts (authorization_id, service_account_id) VALUES ($1, $2)", rows);
}

bool update_revocation(SqlTransaction& transaction, const Authorization& authorization) {
  const std::string id = authorization.id.text();
  return transaction.execute("UPDATE authorizations SET revoked_at_ms = $2, revocation_reason = $3, version = $4 WHERE id = $1 AND version = $5",
                             {std::string_view(id), authorization.revoked_at->unix_ms(), std::string_view(authorization.revocation_reason), authorization.version,
                              authorization.version - 1}) == 1;
}

bool update_signature(SqlTransaction& transaction, const Authorization& authorization) {
  const std::string id = authorization.id.text();
  return transaction.execute("UPDATE authorizations SET signature = $2, signed_at_ms = $3, revocation_reason = $4, version = $5 WHERE id = $1 AND version = $6",
                             {std::string_view(id), text_of(authorization.signature), authorization.said.signed_at.unix_ms(),
                              std::string_view(authorization.revocation_reason), authorization.version, authorization.version - 1}) == 1;
}

void set_authorization_document(SqlTransaction& transaction, const AuthorizationId& id, const FileId& file) {
  const std::string key = id.text();
  const std::string document = file.text();
  transaction.execute("UPDATE authorizations SET document_id = $2 WHERE id = $1 AND document_id IS NULL", {std::string_view(key), std::string_view(document)});
}

void set_letters_document(SqlTransaction& transaction, const CustomerId& customer, std::string_view document_reference, const FileId& file) {
  const std::string owner = customer.text();
  const std::string document = file.text();
  transaction.execute("UPDATE authorizations SET document_id = $3 WHERE customer_id = $1 AND document_reference = $2 AND method = 'esign' AND document_id IS NULL",
                      {std::string_view(owner), document_reference, std::string_view(document)});
}

std::vector<Authorization> list_ended_authorizations(SqlReader& reader, Instant now, std::int64_t limit) {
  static const std::string kSql = fmt::format(
      "SELECT {} FROM authorizations WHERE expiry_told = 0 AND expires_at_ms <= $1 AND revoked_at_ms IS NULL AND signature <> 'declined' ORDER BY expires_at_ms, id LIMIT $2", columns().list());
  std::vector<Authorization> ended;
  reader.query(kSql, {now.unix_ms(), limit}, [&](const SqlRow& row) { ended.push_back(authorization_of(row)); });
  return with_accounts(reader, std::move(ended));
}

bool mark_expiry_told(SqlTransaction& transaction, const AuthorizationId& id) {
  const std::string key = id.text();
  return transaction.execute("UPDATE authorizations SET expiry_told = 1 WHERE id = $1 AND expiry_told = 0", {std::string_view(key)}) == 1;
}

void blank_authorizations_of(SqlTransaction& transaction, const CustomerId& customer, Instant now) {
  const std::string id = customer.text();
  transaction.execute("UPDATE authorizations SET signer_name = '', document_id = NULL, document_reference = '', expiry_told = 1, version = version + 1, "
                      "revoked_at_ms = COALESCE(revoked_at_ms, $2) WHERE customer_id = $1",
                      {std::string_view(id), now.unix_ms()});
}

std::vector<Authorization> read_authorizations(SqlReader& reader, const access::PartnerId& partner, std::span<const AuthorizationId> ids) {
  static const IdListQuery kQuery(fmt::format("SELECT {} FROM authorizations WHERE partner_id = $1 AND id IN ({{ids}}) ORDER BY id", columns().list()), 1);
  const std::string owner = partner.text();
  std::vector<Authorization> found;
  kQuery.run(reader, {std::string_view(owner)}, id_texts(ids), [&](const SqlRow& row) { found.push_back(authorization_of(row)); });
  return with_accounts(reader, std::move(found));
}

std::optional<Authorization> find_authorization(SqlReader& reader, const access::PartnerId& partner, const AuthorizationId& id) {
  std::vector<Authorization> found = read_authorizations(reader, partner, std::span(&id, 1));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Authorization> read_authorizations_of_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> customers) {
  static const IdListQuery kQuery(
      fmt::format("SELECT {} FROM authorizations WHERE partner_id = $1 AND customer_id IN ({{ids}}) ORDER BY customer_id, id DESC", columns().list()), 1);
  const std::string owner = partner.text();
  std::vector<Authorization> found;
  kQuery.run(reader, {std::string_view(owner)}, id_texts(customers), [&](const SqlRow& row) { found.push_back(authorization_of(row)); });
  return with_accounts(reader, std::move(found));
}

}  // namespace switchyard::contracting
