// The parts of the Contracting API's resolvers, a function a file; graphql_api.cpp calls them all.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "contracting/api/graphql_document.hpp"
#include "contracting/api/graphql_lookup.hpp"
#include "contracting/api/graphql_request.hpp"
#include "contracting/notes/note.hpp"
#include "graphql/execution/resolvers.hpp"

namespace switchyard::contracting {

using QueryResolvers = graphql::ObjectResolvers<graphql::Root>;

void bind_customers(graphql::Resolvers& resolvers, QueryResolvers& query);
void bind_service_accounts(graphql::Resolvers& resolvers, QueryResolvers& query);
void bind_authorizations(graphql::Resolvers& resolvers);
void bind_documents(graphql::Resolvers& resolvers, QueryResolvers& query);
void bind_trade(graphql::Resolvers& resolvers, QueryResolvers& query);
void bind_quotes(graphql::Resolvers& resolvers, QueryResolvers& query);
void bind_contracts(graphql::Resolvers& resolvers, QueryResolvers& query);
void bind_envelopes(graphql::Resolvers& resolvers);
void bind_contract_accounts(graphql::Resolvers& resolvers);
void bind_roots(graphql::Resolvers& resolvers, QueryResolvers& query);

void bind_customer_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation);
void bind_service_account_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation);
void bind_authorization_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation);
void bind_document_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation);
void bind_contract_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation);
void bind_signing_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation);
void bind_contract_import(graphql::Resolvers& resolvers, QueryResolvers& mutation);
void bind_contract_changes(graphql::Resolvers& resolvers, QueryResolvers& mutation);

// The newest hundred notes of each parent.
template <class Parent, class SubjectOf>
graphql::Lists<Note> notes_of_subjects(const graphql::FieldCall& call, const graphql::Parents<Parent>& parents, SubjectOf subject_of) {
  constexpr std::int64_t kNotesShownMax = 100;
  const auto& request = call.app<ApiRequest>();
  const auto subjects = distinct_ids<std::string>(parents, subject_of);
  auto rows = request.read([&](SqlReader& reader) { return read_notes_of_subjects(reader, request.partner(), subjects, kNotesShownMax); });
  return lists_by_key<Note, std::string>(parents, std::move(rows), subject_of, [](const Note& note) { return note.subject; });
}

}  // namespace switchyard::contracting
