#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_connection.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/authorizations/authorization.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/search/search_index.hpp"
#include "contracting/service_accounts/service_account_store.hpp"
#include "contracting/usage/usage_request.hpp"
#include "pricing/quotes/quote_store.hpp"

namespace switchyard::contracting {
namespace {

using graphql::AnyObject;
using graphql::EnumWord;
using graphql::FieldCall;
using graphql::Root;

constexpr std::size_t kNodesMax = 100;
constexpr std::int64_t kSearchLimitMax = 100;

struct Viewer {};

std::vector<std::string> scopes_of(const Viewer&, const FieldCall& call) {
  std::vector<std::string> scopes;
  for (const access::Scope scope : access::all_scopes()) {
    if (call.app<ApiRequest>().caller.scopes.has(scope)) scopes.emplace_back(access::text_of(scope));
  }
  return scopes;
}

// Objects by id, each kind read at once. An id of a kind whose scope the caller lacks names nothing.
class NodeReader {
 public:
  explicit NodeReader(const ApiRequest& request) : request_(request) {}

  std::vector<std::optional<AnyObject>> read(const std::vector<std::string>& ids) {
    const bool reads_contracts = request_.caller.scopes.has(access::Scope::contracts_read);
    if (reads_contracts) {
      take<Customer, CustomerId>(ids, [this](SqlReader& reader, std::span<const CustomerId> of) { return read_customers(reader, request_.partner(), of); });
      take<ServiceAccount, ServiceAccountId>(ids, [this](SqlReader& reader, std::span<const ServiceAccountId> of) { return read_service_accounts(reader, request_.partner(), of); });
      take<Authorization, AuthorizationId>(ids, [this](SqlReader& reader, std::span<const AuthorizationId> of) { return read_authorizations(reader, request_.partner(), of); });
      take<UsageRequest, UsageRequestId>(ids, [this](SqlReader& reader, std::span<const UsageRequestId> of) { return read_usage_requests_by_ids(reader, request_.partner(), of); });
      take<Contract, ContractId>(ids, [this](SqlReader& reader, std::span<const ContractId> of) { return contracts_by_ids(reader, request_.partner(), of); });
      take<ContractAccount, ContractAccountId>(ids, [this](SqlReader& reader, std::span<const ContractAccountId> of) { return accounts_by_ids(reader, request_.partner(), of); });
    }
    take_singly(ids);
    std::vector<std::optional<AnyObject>> nodes;
    for (const std::string& id : ids) {
      const auto node = found_.find(id);
      nodes.push_back(node == found_.end() ? std::nullopt : std::optional(node->second));
    }
    return nodes;
  }

 private:
  template <class Object, class IdType, class Read>
  void take(const std::vector<std::string>& ids, Read read) {
    std::vector<IdType> of;
    for (const std::string& id : ids) {
      if (auto parsed = IdType::parse(id)) of.push_back(*parsed);
    }
    if (of.empty()) return;
    for (Object& object : request_.read([&](SqlReader& reader) { return read(reader, std::span<const IdType>(of)); })) {
      const std::string id = object.id.text();
      found_.emplace(id, AnyObject::of(std::move(object)));
    }
  }

  void take_singly(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      if (const auto quote = pricing::QuoteId::parse(id); quote && request_.caller.scopes.has(access::Scope::prices_total)) {
        auto found = request_.read([&](SqlReader& reader) { return pricing::find_quote(reader, request_.partner(), *quote); });
        if (found) found_.emplace(id, AnyObject::of(*std::move(found)));
      }
      if (request_.caller.scopes.has(access::Scope::documents_read)) {
        if (auto document = find_api_document(request_, id)) found_.emplace(id, AnyObject::of(*std::move(document)));
      }
    }
  }

  const ApiRequest& request_;
  std::map<std::string, AnyObject> found_;
};

std::optional<AnyObject> one_node(const Root&, const FieldCall& call) { return NodeReader(call.app<ApiRequest>()).read({call.arguments().text("id")}).front(); }

Result<graphql::Lists<std::optional<AnyObject>>> nodes(graphql::Parents<Root> roots, const FieldCall& call) {
  const auto ids = call.arguments().texts("ids");
  if (ids.size() > kNodesMax) return Error{ErrorKind::invalid, "too_many_ids", "At most 100 ids are taken at once."};
  graphql::Lists<std::optional<AnyObject>> lists(roots.size());
  lists.set(0, NodeReader(call.app<ApiRequest>()).read(ids));
  return lists;
}

Result<graphql::Lists<AnyObject>> found(graphql::Parents<Root> roots, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const std::int64_t limit = call.arguments().optional_integer("limit").value_or(kPageSizeDefault);
  if (limit < 1 || limit > kSearchLimitMax) return Error{ErrorKind::invalid, "page_size_out_of_range", "`limit` is 1 to 100."};
  const std::string text = call.arguments().text("text");
  if (text.size() > kSearchTextSizeMax) return Error{ErrorKind::invalid, "too_long", "A text to search for has at most 200 bytes."};
  std::vector<std::string> ids;
  for (const SearchHit& hit : request.read([&](SqlReader& reader) { return search(reader, request.partner(), text, {}, limit); })) ids.push_back(hit.object);
  graphql::Lists<AnyObject> lists(roots.size());
  for (auto& node : NodeReader(request).read(ids)) {
    if (node) lists.add(0, *std::move(node));
  }
  return lists;
}

}  // namespace

void bind_roots(graphql::Resolvers& resolvers, QueryResolvers& query) {
  resolvers.abstract("Node");
  resolvers.abstract("SearchResult");
  resolvers.object<Viewer>("Viewer")
      .field("environment", [](const Viewer&, const FieldCall& call) { return EnumWord{text_of(call.app<ApiRequest>().desk.environment)}; })
      .field("partnerId", [](const Viewer&, const FieldCall& call) { return call.app<ApiRequest>().caller.partner_id; })
      .field("applicationId", [](const Viewer&, const FieldCall& call) { return call.app<ApiRequest>().caller.application_id; })
      .field("scopes", scopes_of)
      .field("now", [](const Viewer&, const FieldCall& call) { return call.app<ApiRequest>().desk.now(); });
  query.child("viewer", [](const Root&) { return Viewer{}; }).child("node", one_node).batch("nodes", nodes).batch("search", found);
}

}  // namespace switchyard::contracting
